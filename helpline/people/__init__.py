"""Accounts, sign-in, sessions, and whether a person is really there."""
