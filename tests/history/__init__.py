"""Processes killed in the middle of many calls, and what the database then says of each of them."""
