"""Helpline 111: the service behind a child helpline."""
