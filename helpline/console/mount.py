"""Everything of the console is put on the application here."""

from flask import Flask

from helpline.console import (
    api_attendance,
    api_cases,
    api_code_words,
    api_contacts,
    api_desk,
    api_line,
    api_line_settings,
    api_makings,
    api_messages,
    api_people,
    api_rosters,
    api_rota,
    api_session,
    api_supervision,
    api_talk,
    api_training,
    health,
    openapi,
)
from helpline.console.access import recognise
from helpline.console.headers import mount_headers
from helpline.console.pages import mount_pages
from helpline.console.parts import ConsoleParts
from helpline.console.problems import mount_errors
from helpline.console.translations import mount_translations

LONGEST_BODY = 64 * 1024


def mount(app: Flask, parts: ConsoleParts) -> None:
    app.extensions["helpline"] = parts
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = LONGEST_BODY
    app.before_request(recognise)
    mount_headers(app, parts)
    mount_errors(app)
    mount_translations(app)
    for module in (
        api_session,
        api_desk,
        api_contacts,
        api_cases,
        api_code_words,
        api_talk,
        api_line,
        api_line_settings,
        api_makings,
        api_supervision,
        api_messages,
        api_people,
        api_rosters,
        api_attendance,
        api_rota,
        api_training,
        health,
        openapi,
    ):
        app.register_blueprint(module.routes)
    mount_pages(app)
