"""Callers who withhold their number: every form in which carriers are known to say so.

Source: Twilio's TwiML page names `anonymous`, `unknown` "or other descriptions"; the numerals are
the same words on a telephone's keypad.
"""

IN_TURN = "in turn"

FORMS = {
    "anonymous": "anonymous",
    "unknown": "unknown",
    "restricted": "restricted",
    "blocked": "blocked",
    "private": "private",
    "unavailable": "unavailable",
    "keys of ANONYMOUS": "+266696687",
    "keys of RESTRICTED": "+7378742833",  # begins like a number of Kazakhstan and is none
    "keys of BLOCKED": "+2562533",
    "keys of UNKNOWN": "+8656696",
    "keys of UNAVAILABLE": "+86282452253",
    "empty": "",
    "sip": "sip:anonymous@anonymous.invalid",
}
CHOICES = (IN_TURN, *FORMS)


def form(chosen: str, turn: int) -> str:
    """The name of the form that was chosen; `in turn` takes one after the other."""
    return list(FORMS)[turn % len(FORMS)] if chosen == IN_TURN else chosen
