"""A browser writes what is typed into its session file, to restore it; of notes it must not."""

import re

from tests.architecture.repository import ROOT

_PLACES = ("helpline/console/templates", "helpline/console/static/js")
_TEXT = re.compile(r"<textarea\b[^>]*|<input\b(?=[^>]*type=\"text\")[^>]*")


def test_no_field_for_free_text_is_kept_by_the_browser() -> None:
    found = [
        (path.name, field)
        for place in _PLACES
        for path in sorted((ROOT / place).rglob("*"))
        if path.suffix in {".html", ".js"}
        for field in _TEXT.findall(path.read_text("utf-8"))
    ]

    assert len([field for _, field in found if field.startswith("<textarea")]) >= 4
    assert [each for each in found if "autocomplete=" not in each[1]] == []
