"""Who is calling, as far as she lets us know: a number that is used for a moment and kept nowhere."""

import re
from collections.abc import Mapping

_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
# Words on a telephone's keypad: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE. The second
# begins like a number of Kazakhstan and is none. Source: five open telephone systems; no official page.
_WITHHELD = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})


def caller_number(form: Mapping[str, str]) -> str | None:
    """In full, with its plus; None when it is withheld, in whatever form a carrier says so."""
    number = form.get("From", "").strip()
    if number in _WITHHELD or not _NUMBER.fullmatch(number):
        return None
    return number
