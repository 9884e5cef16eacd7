"""What a text of the catalogues is in a language, so that a test finds it on a page."""

from babel.messages.pofile import read_po

from helpline.console.translations import FOLDER


def said(language: str, text: str) -> str:
    """English texts stand for themselves."""
    with (FOLDER / language / "LC_MESSAGES/messages.po").open("rb") as file:
        found = read_po(file).get(text)
    return str(found.string) if found is not None and found.string else text
