"""The recordings the carrier plays, served as they lie in the prompts folder."""

from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

LANGUAGES = ("kk", "ru", "en")


def prompt_routes(folder: Path) -> Blueprint:
    routes = Blueprint("prompts", __name__, url_prefix="/prompts")

    def play(name: str) -> Response:
        language, _, key = name.rpartition("/")
        if language not in ("", *LANGUAGES) or not key.removesuffix(".wav").isidentifier():
            abort(404)
        return send_from_directory(folder.resolve(), name, mimetype="audio/wav", max_age=300)

    guarded: Callable[[str], Response] = play
    guarded.guard = "all: recordings that every caller hears"  # type: ignore[attr-defined]  # read by the guard test
    routes.add_url_rule("/<path:name>", "play", guarded)
    return routes
