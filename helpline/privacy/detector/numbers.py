"""Telephone numbers and long runs of digits, however they are spaced, and said in words."""

import re
from collections.abc import Iterator

from helpline.privacy.detector.finding import Finding

_FEWEST = 7  # digits of a telephone number; whole countries have no shorter ones
_IIN = 12  # digits of the country's personal number
_BETWEEN = r"[ \t.,\-()/\\*_|~\u00b7\u2022\u200b]"
_NOUGHTS = "oOоО"
# The letter O between digits is a nought that was typed so.
_RUN = re.compile(
    rf"(?<!\d)\+?\(?\d(?:{_BETWEEN}{{0,4}}(?:\d|[{_NOUGHTS}](?![^\W\d_{_NOUGHTS}])))*"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
# What has many digits and is no number of anybody.
_HARMLESS = re.compile(
    r"(?<![\d+])(?:"
    + "|".join(
        (
            rf"{_DAY}[./-]{_MONTH}[./-]{_YEAR}",
            rf"{_DAY}[./-]{_MONTH}[./-]\d\d(?!\d)",
            rf"{_YEAR}[./-]{_MONTH}[./-]{_DAY}",
            rf"{_YEAR}(?:\s?[-,/ ]\s?{_YEAR})+",
            rf"{_CLOCK}\s?-\s?{_CLOCK}",
            r"\d{1,3}(?: \d{3})+(?=\s?(?:тг|тенге|теңге|₸|руб|₽|\$|kzt|tenge|евро|€|доллар))",
            r"\d{1,2}(?:,\s?\d{1,3})+",  # a list of small numbers
        )
    )
    + r")(?!\d)",
    re.IGNORECASE,
)
# After the code of a country two digits three times are no date.
_ABROAD = re.compile(r"\+\d{2,3}[ \-]")
_OLD_STYLE = re.compile(r"(?<![\d-])\d{2,3}-\d{2}-\d{2}(?![\d-])")
_SAID = (
    "ноль|нуль|один|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|\\w+надцать|"
    "двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|сто|двести|"
    "триста|четыреста|пятьсот|шестьсот|семьсот|восемьсот|девятьсот|"
    "нөл|бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|жиырма|отыз|қырық|елу|алпыс|жетпіс|сексен|"
    "тоқсан|жүз|zero|one|two|three|four|five|six|seven|eight|nine|ten|double|triple"
)
_IN_WORDS = re.compile(
    rf"(?<!\w)(?:(?:{_SAID}|\d{{1,3}})[\s,.-]+){{4,}}(?:{_SAID}|\d{{1,3}})(?!\w)", re.IGNORECASE
)


def numbers(text: str) -> Iterator[Finding]:
    """`text` is plain already."""
    harmless = [match.span() for match in _HARMLESS.finditer(text)]
    for match in _RUN.finditer(text):
        yield from _of_run(match, harmless)
    for match in _OLD_STYLE.finditer(text):
        if not any(start <= match.start() < end for start, end in harmless):
            yield Finding(kind="phone", start=match.start(), end=match.end())
    for match in _IN_WORDS.finditer(text):
        if re.search(r"[^\W\d_]", match.group()):
            yield Finding(kind="phone", start=match.start(), end=match.end())
    for match in re.finditer(rf"(?<!\d){_DAY}[./-]{_MONTH}[./-]{_YEAR}(?!\d)", text):
        yield Finding(kind="date", start=match.start(), end=match.end())


def _of_run(match: re.Match[str], harmless: list[tuple[int, int]]) -> Iterator[Finding]:
    """What is left of the run beside the harmless pieces in it."""
    start = match.start()
    if _ABROAD.match(match.group()):
        harmless = []
    for first, last in [*harmless, (match.end(), match.end())]:
        if first < start and last > start:
            start = last
        if start <= first <= match.end() and last > match.start():
            digits = sum(
                letter.isdigit() or letter in _NOUGHTS for letter in match.string[start:first]
            )
            if digits >= _FEWEST:
                kind = "digits" if digits == _IIN and "+" not in match.group() else "phone"
                yield Finding(kind=kind, start=start, end=first)
            start = max(start, last)
