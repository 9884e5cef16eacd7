"""A text in simple letters, one for one: digits of every script become 0-9, wide letters narrow ones."""

import unicodedata

INVISIBLE = "\u200b"  # stands for everything that has no width
_ALSO_INVISIBLE = "\u00ad\u20e3"  # soft hyphen, the frame of a keycap


def plain(text: str) -> str:
    """As long as the text itself, so that places in one are places in the other."""
    return "".join(map(_simple, text))


def _simple(letter: str) -> str:
    if letter.isascii():
        return letter
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    kind = unicodedata.category(letter)
    if kind in {"Cf", "Mn", "Me"} or letter in _ALSO_INVISIBLE:
        return INVISIBLE
    if kind == "Zs":
        return " "
    if kind == "Pd" or letter == "\u2212":
        return "-"
    narrow = unicodedata.normalize("NFKC", letter)
    return narrow if len(narrow) == 1 else letter
