"""Figures, each a JSON object a line: `make bench`. They never decide a test."""
