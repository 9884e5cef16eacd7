"""May we listen there? Asked before anything is started, so that the answer names the port."""

import errno
import socket
import time

import click

_PREDECESSOR_ENDS_WITHIN_S = 3.0


def is_taken(host: str, port: int) -> bool:
    """Whatever else is wrong with the address is said by whoever listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False


def refuse_taken_port(host: str, port: int, setting: str) -> None:
    """A process that is just ending, to be replaced by this one, gets a moment to let go."""
    until = time.monotonic() + _PREDECESSOR_ENDS_WITHIN_S
    while is_taken(host, port):
        if time.monotonic() > until:
            raise click.ClickException(taken(port, setting))
        time.sleep(0.05)


def taken(port: int, setting: str) -> str:
    return f"port {port} is taken; set {setting}"
