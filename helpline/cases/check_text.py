"""What must not stand in a text that is kept: told with words for each kind, and nothing is changed."""

from helpline.privacy.detector import refusals

Fault = tuple[str, str]
WORDS = {
    "phone": "A telephone number stands in the text. Please take it out.",
    "digits": "A long number stands in the text. Please take it out.",
    "email": "An e-mail address stands in the text. Please take it out.",
    "handle": "A name from a messenger or a game stands in the text. Please take it out.",
    "link": "A link stands in the text. Please take it out.",
}


def text_faults(field: str, text: str) -> list[Fault]:
    """(field, English message id), each kind once, in the order of the text."""
    kinds = dict.fromkeys(finding.kind for finding in refusals(text))
    return [(field, WORDS[kind]) for kind in kinds]
