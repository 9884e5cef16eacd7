"""The two yearly reports of sample contacts as files in three languages, for people to look at."""

import sys
from pathlib import Path

from flask import Flask
from flask_babel import force_locale

from helpline.console.report_pages import words
from helpline.console.translations import mount_translations
from helpline.reports.files import MAKERS
from helpline.reports.tables import report
from tests.helpline.reports.test_a_year_of_reports import LATER, YEAR, a_year


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app, book = Flask("sample"), a_year(5000, seed=5000)
    mount_translations(app)
    with app.test_request_context():
        for kind in ("yearly", "ombudsman"):
            made = report(book, kind, YEAR, LATER)
            for language in ("kk", "ru", "en"):
                with force_locale(language):
                    for shape, make in MAKERS.items():
                        (folder / f"{kind}-{language}.{shape}").write_bytes(make(made, words))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
