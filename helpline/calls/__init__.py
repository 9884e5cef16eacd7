"""The use cases of a call: one way in for every event, and what follows a commit."""
