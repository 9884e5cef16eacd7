"""Names of people: from lists, by their endings, after words that announce them, and by their capital."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from helpline.privacy.detector.finding import Finding

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ENDING = re.compile(
    r"\w{3,}(?:ұлы|қызы|улы|кызы|ович\w{0,3}|евич\w{0,3}|овн[аыуеой]{1,2}|евн[аыуеой]{1,2})"
    r"|\w{3,}(?:бек|бай|хан|жан|гүл|гуль|нұр|нур)(?:а|у|ом|ов|ова|[ғгқк][аеы]\w{0,3}|[нд][ыіиң]\w{0,2}|мен|пен)?",
    re.IGNORECASE,
)
_SURNAME = re.compile(r"\w{2,}(?:ов|ев|ёв|ин|ский|цкий|енко|чук)(?:а|у|ым|ой|е|ы|ых|ая)?")
_ANNOUNCED = re.compile(
    r"(?:зовут|звать|по имени|имя|имени|фамили\w+|называет себя|представил\w+|аты|атым|аты-жөні|"
    r"есімі|есімім|атты|есімді|тегі|my name is|name is|called|named)\s*[:—-]?\s*(?:меня|его|её|ее|их|—|-)?\s*"
    r"(?P<name>[^\W\d_]{3,})",
    re.IGNORECASE,
)
# A capital in the middle of a sentence that says nothing about anybody.
_NOBODY = frozenset(
    [
        "бог",
        "аллах",
        "құдай",
        "интернет",
        "казахстан",
        "қазақстан",
        "instagram",
        "telegram",
        "whatsapp",
        "tiktok",
        "youtube",
        "google",
        "вконтакте",
        "инстаграм",
        "телеграм",
        "тикток",
        "ютуб",
        "роблокс",
        "roblox",
        "minecraft",
        "discord",
        "facebook",
        "vk",
        "i",
        "ok",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "russian",
        "kazakh",
        "english",
        "god",
        "internet",
    ]
)
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;\n«\"(]|-\s)\s*$")
_LONGEST_SUFFIX = 4
_LONGEST_NAME = 40
_SHORTEST = 3


@cache
def _listed() -> frozenset[str]:
    lines = Path(__file__).with_name("names.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def names(text: str) -> Iterator[Finding]:
    """`text` is plain already."""
    for match in _WORD.finditer(text):
        if _is_name(match, text):
            yield Finding(kind="name", start=match.start(), end=match.end())
    for match in _ANNOUNCED.finditer(text):
        yield Finding(kind="name", start=match.start("name"), end=match.end("name"))


def _is_name(match: re.Match[str], text: str) -> bool:
    word = match.group()
    if len(word) > _LONGEST_NAME:
        return False
    is_capital = word[0].isupper() and not word.isupper()
    if word.lower() in _NOBODY:
        return False
    if _is_listed(word, is_capital=is_capital) or (_ENDING.fullmatch(word) and _could_be(word)):
        return True
    if not is_capital:
        return False
    return bool(_SURNAME.fullmatch(word)) or not _SENTENCE_END.search(
        text[max(0, match.start() - 9) : match.start()]
    )


def _is_listed(word: str, *, is_capital: bool) -> bool:
    """As it is listed, or with an ending; a name that is a word as well needs its capital."""
    lower = word.lower().replace("ё", "е")
    for cut in range(_LONGEST_SUFFIX + 1):
        stem = lower[: len(lower) - cut]
        if len(stem) < _SHORTEST:
            break
        for form in (stem, stem + "а", stem + "я", stem + "й", stem + "ь"):
            if form in _listed():
                return True
            if is_capital and form + "*" in _listed():
                return True
    return False


_ORDINARY = frozenset(
    [
        "адамжан",
        "бүгінгі",
        "ертеңгі",
        "қазіргі",
        "туркестан",
        "түркістан",
        "чай",
        "край",
        "май",
        "трамвай",
        "случай",
        "обычай",
        "урожай",
        "диван",
        "роман",
        "экран",
        "орган",
        "шайхан",
        "тұрмыс",
        "бауырым",
        "бауыржан",
        "мектепбек",
        "негодяй",
        "попугай",
        "сарай",
        "маржан",
        "барынша",
        "орман",
        "құрман",
        "жарнама",
    ]
)


def _could_be(word: str) -> bool:
    return word.lower() not in _ORDINARY and len(word) > _LONGEST_SUFFIX
