"""Pages, the JSON API and sockets: the only place that knows browsers."""
