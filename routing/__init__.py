"""What happens to a waiting call: pure decisions, values and `now` in, values out."""
