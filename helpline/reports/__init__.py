"""What leaves: tables of the figures, through one door that hides what could be traced to a child."""
