"""Use cases over the shift schedule."""
