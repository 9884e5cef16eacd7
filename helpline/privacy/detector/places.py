"""Places: towns and regions of the country, addresses, schools and classes."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from helpline.privacy.detector.finding import Finding

_NUMBER = r"(?:(?:№|#|n|no\.?)\s?)?\d{1,4}"
_SCHOOL = re.compile(
    rf"(?:школ\w*|лице\w+|гимнази\w+|интернат\w*|колледж\w*|садик\w*|детсад\w*|мектеп\w*|school)\s?-?\s?{_NUMBER}"
    rf"|{_NUMBER}\s?-?\s?(?:й|ая|ой|шы|ші|ыншы|інші)?\s?(?:школ\w*|лице\w+|гимнази\w+|интернат\w*|мектеп\w*)"
    r"|(?<!\d)(?:[1-9]|1[0-2])\s?-?\s?[«\"“']\s?[а-яәіңғүұқөһa-z]\s?[»\"”']"
    r"|(?<!\d)(?:[1-9]|1[0-2])\s?-?[А-ЕA-E](?!\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:улиц\w*|ул\.|проспект\w*|пр\.|переул\w+|мкр\.?|микрорайон\w*|дом|кв\.|квартир\w*|подъезд\w*|"
    r"көше\w*|даңғыл\w*|шағын\s?аудан\w*|үй|пәтер\w*|street|avenue|flat)\s?[:№]?\s?\d+[а-яa-z]?(?!\w)"
    r"|(?:улиц[аеуы]|ул\.|проспект\w{0,2}|пр\.|переул\w+|мкр\.?|микрорайон\w*|сел[оеа]|аул\w{0,2}|посёл\w+|"
    r"посел\w+|пос\.|деревн\w+|станци\w+)\s+[^\W\d_]{3,40}"
    r"|[А-ЯӘІҢҒҮҰҚӨҺ][^\W\d_]{2,40}\s(?:көшесі\w*|ауыл\w*|ауданы\w*|кенті\w*|даңғылы\w*|район\w*|ауылдық\w*)"
    r"|[^\W\d_]{3,40}\s(?:ауылы\w*|ауылын\w*|көшесі\w*|ауданын\w*)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_SUFFIX = 4
_SHORTEST = 4


@cache
def _listed() -> frozenset[str]:
    lines = Path(__file__).with_name("places.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def places(text: str) -> Iterator[Finding]:
    """`text` is plain already."""
    for match in _SCHOOL.finditer(text):
        yield Finding(kind="school", start=match.start(), end=match.end())
    for match in _ADDRESS.finditer(text):
        yield Finding(kind="place", start=match.start(), end=match.end())
    for match in _WORD.finditer(text):
        if _is_listed(match.group()):
            yield Finding(kind="place", start=match.start(), end=match.end())


def _is_listed(word: str) -> bool:
    lower, is_capital = word.lower().replace("ё", "е"), word[:1].isupper()
    for cut in range(_LONGEST_SUFFIX + 1):
        stem = lower[: len(lower) - cut]
        if len(stem) < _SHORTEST:
            break
        for form in (stem, stem + "а", stem + "ь", stem + "й", stem + "я"):
            if form in _listed() or (is_capital and form + "*" in _listed()):
                return True
    return False
