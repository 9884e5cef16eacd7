"""E-mail addresses, links, and the names people bear in messengers and games."""

import re
from collections.abc import Iterator

from helpline.privacy.detector.finding import Finding

_GAP = r"[\s\u200b]{0,2}"
_AT = r"(?:@|[(\[{<]\s?(?:at|эт|ат|собака|dog)\s?[)\]}>]|\s(?:собака|собачка|ит белгісі)\s)"
_DOT = r"(?:\.|[(\[]\s?(?:dot|точка|нүкте)\s?[)\]]|\s(?:точка|нүкте|dot)\s)"
_EMAIL = re.compile(
    rf"(?<![\w.+%-])[\w.+%-]{{1,80}}{_GAP}{_AT}{_GAP}[\w-]{{1,80}}(?:{_GAP}{_DOT}{_GAP}[\w-]{{1,80}}){{1,6}}",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.-])(?:[\w-]{1,60}\.){1,6}(?:com|ru|kz|net|org|me|info|biz|gg|io|tv|app|рф|қаз)\b(?:/\S*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<!\w)@[\s\u200b]?\w[\w.\u200b]{1,}")
_UNDERSCORED = re.compile(r"(?<!\w)(?=\w{0,40}[^\W\d_])\w{0,40}[^\W_]_{1,9}[^\W_]")
_WITH_DIGITS = re.compile(
    r"(?<!\w)[a-z]{3,40}[.]?\d{2,9}[a-z]{0,20}(?!\w)|(?<!\w)[a-z]{1,40}\.[a-z.]{0,40}\d{1,9}(?!\w)",
    re.IGNORECASE,
)
_NO_HANDLES = re.compile(
    r"(?:covid|iphone|ipad|windows|galaxy|redmi|note|mp|android|ios|version)\.?\d+\w?",
    re.IGNORECASE,
)
_PLACES = (
    "инстаграм\\w*|инста\\w*|instagram|insta|телеграм\\w*|телега|телеге|telegram|tg|whats\\s?app|"
    "ватсап\\w*|вотсап\\w*|уатсап\\w*|вк|вконтакте|vk|tik\\s?tok|тик\\s?ток\\w*|snapchat|снапчат\\w*|"
    "discord|дискорд\\w*|skype|скайп\\w*|facebook|фейсбук\\w*|youtube|ютуб\\w*|steam|стим\\w*|roblox|"
    "роблокс\\w*|ник|никнейм|nick|nickname|логин|login|аккаунт\\w*|account|профил\\w*|парақша\\w*|"
    "лақап\\w*|username"
)
_NAMED = re.compile(
    rf"(?<!\w)(?:{_PLACES})\s*(?:[:=—-]+|\"|«|“|'|\s)\s*[\"«“']?(?P<handle>[a-z][\w.]{{2,}}|[\w.]*\d[\w.]*[^\W\d]\w*|[^\W\d]\w*\d\w*)",
    re.IGNORECASE,
)
_PLAIN_WORDS = frozenset(
    (
        "and", "the", "for", "with", "was", "has", "who", "from", "where", "live", "reels", "direct",
        "messages", "account", "group", "chat", "story", "page", "app", "video", "call", "calls",
        "instagram", "telegram", "whatsapp", "tiktok",
    )
)  # fmt: skip


def addresses(text: str) -> Iterator[Finding]:
    """`text` is plain already."""
    for kind, pattern in (("email", _EMAIL), ("link", _LINK), ("handle", _HANDLE)):
        for match in pattern.finditer(text):
            yield Finding(kind=kind, start=match.start(), end=match.end())
    for pattern in (_UNDERSCORED, _WITH_DIGITS):
        for match in pattern.finditer(text):
            if not _NO_HANDLES.fullmatch(match.group()):
                yield Finding(kind="handle", start=match.start(), end=match.end())
    for match in _NAMED.finditer(text):
        if match["handle"].lower().strip(".") not in _PLAIN_WORDS:
            yield Finding(kind="handle", start=match.start("handle"), end=match.end("handle"))
