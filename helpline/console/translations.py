"""The language of a reader, and the words for scripts from the same catalogues as the pages."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Blueprint, Flask, Response, abort, g, jsonify, request
from flask_babel import Babel, force_locale, get_translations

from helpline.console.access import cookie_name, open_to_all, parts

LANGUAGES = ("kk", "ru", "en")
FOLDER = Path(__file__).with_name("translations")
_A_YEAR_S = 31_536_000
routes = Blueprint("translations", __name__)


def reader_language() -> str:
    """Her own choice when signed in, else the cookie, else the browser's wish, else Kazakh."""
    if g.get("person") is not None:
        return str(g.person.ui_language)
    chosen = language_of_browser()
    if chosen is not None:
        return chosen
    return request.accept_languages.best_match(LANGUAGES) or "kk"


def language_of_browser() -> str | None:
    """What somebody chose in this browser; None as long as nobody has."""
    chosen = request.cookies.get(cookie_name("language"))
    return chosen if chosen in LANGUAGES else None


def keep_language(answer: Any, chosen: str) -> None:
    """For the pages before anybody is signed in, in this browser."""
    secure = parts().public_url.startswith("https:")
    answer.set_cookie(
        cookie_name("language"),
        chosen,
        max_age=_A_YEAR_S,
        secure=secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def mount_translations(app: Flask) -> None:
    compile_catalogues()
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(FOLDER)
    Babel(app, default_locale="en", locale_selector=reader_language)
    app.register_blueprint(routes)


def compile_catalogues() -> None:
    """Catalogues are kept as text; the compiled ones are made when they are missing or older."""
    for source in sorted(FOLDER.glob("*/LC_MESSAGES/messages.po")):
        made = source.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text)
        draft = made.with_suffix(".new")
        with draft.open("wb") as binary:
            write_mo(binary, catalogue)
        draft.replace(made)


@routes.get("/i18n/<language>.json")
@open_to_all("words of the screens, the same for everybody")
def messages(language: str) -> Response:
    if language not in LANGUAGES:
        abort(404)
    with force_locale(language):
        words = getattr(get_translations(), "_catalog", {})
    return jsonify(
        {key: text for key, text in words.items() if isinstance(key, str) and key and text}
    )
