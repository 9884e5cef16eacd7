"""One line of plain text: nothing in it can begin a new line, move a cursor or turn the reading round."""

import unicodedata

# Controls, invisible formatting (zero width, right to left), line and paragraph ends, halves of letters.
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Cn", "Co"})


def plain_line(text: str, *, longest: int) -> str:
    """The text with every unseen sign spelled out by its number, cut to `longest` letters."""
    if text.isascii() and text.isprintable() and "\\" not in text:
        return text[:longest]
    return "".join(map(_shown, text[:longest]))[:longest]


def shown_line(text: str) -> str:
    """As `plain_line`, of any length; a backslash and the ends of lines of a traceback stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(each if each in "\n\t\\" else _shown(each) for each in text)


def _shown(letter: str) -> str:
    """A backslash is doubled, so that nobody can write what only we may."""
    if letter == "\\":
        return "\\\\"
    if unicodedata.category(letter) in _UNSEEN:
        return f"\\u{{{ord(letter):x}}}"
    return letter
