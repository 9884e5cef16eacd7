"""The shipped decision on virtual time: what a line with such people and such callers would be like."""
