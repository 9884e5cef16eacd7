"""Calls, conferences and participants over HTTP, as the carrier's own API describes them."""
