"""One search for what must not have been kept, in whatever form it was written down."""

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_BETWEEN = re.compile(rb"[\s().\-+_/,:]|\xc2\xa0|\xe2\x80[\x89-\x95]")
_DIGITS = re.compile(rb"\d{9,}")
_TAIL = 9  # the digits of a number without its country: they are the same in every spelling
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_ESCAPED = re.compile(rb"\\u([0-9A-Fa-f]{4})")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
_HEX = re.compile(rb"[0-9A-Fa-f]{16,}")
_URL_LETTERS = bytes.maketrans(b"-_", b"+/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Some bytes, and where they lay."""

    place: str
    content: bytes

    def holds_number(self, number: str) -> bool:
        """However it is written: its last nine digits in a row, whatever stands between them."""
        return bool(found_in(self.content, numbers=[number]))

    def holds_words(self, words: str) -> bool:
        return bool(found_in(self.content, words=[words]))


def canaries_in(
    traces: Iterable[Trace], *, numbers: Sequence[str] = (), words: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """(where, what) for each that is found; all that lies in one place is searched as one."""
    canaries = _Canaries.of(numbers, words)
    places: dict[str, list[bytes]] = {}
    for trace in traces:
        places.setdefault(trace.place, []).append(trace.content)
    return [
        (place, what)
        for place, contents in places.items()
        for what in sorted(canaries.found_in(b"\n".join(contents)))
    ]


def found_in(content: bytes, *, numbers: Sequence[str] = (), words: Sequence[str] = ()) -> set[str]:
    """Those of the telephone numbers and words that stand in it, in any reading of it."""
    return _Canaries.of(numbers, words).found_in(content)


@dataclass(frozen=True, slots=True)
class _Canaries:
    by_tail: Mapping[bytes, str]
    words: Mapping[bytes, str]
    beginning: bytes  # of every word: where that is not, none of them is

    @classmethod
    def of(cls, numbers: Sequence[str], words: Sequence[str]) -> "_Canaries":
        by_tail = {re.sub(r"\D", "", number)[-_TAIL:].encode(): number for number in numbers}
        by_bytes = {word.encode(): word for word in words}
        return cls(by_tail, by_bytes, _beginning(list(by_bytes)))

    def found_in(self, content: bytes) -> set[str]:
        found: set[str] = set()
        for reading in readings(content):
            if self.by_tail:
                found |= {self.by_tail[tail] for tail in _tails(reading) if tail in self.by_tail}
            if self.words and self.beginning in reading:
                found |= {word for each, word in self.words.items() if each in reading}
        return found


def _beginning(words: Sequence[bytes]) -> bytes:
    first, last = min(words, default=b""), max(words, default=b"")
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[:same]


def _tails(reading: bytes) -> Iterator[bytes]:
    """Every nine digits in a row, as they stand and with what people put between them taken out."""
    for each in (reading, _BETWEEN.sub(b"", reading)):
        for run in _DIGITS.findall(each):
            yield from (run[place : place + _TAIL] for place in range(len(run) - _TAIL + 1))


def readings(content: bytes) -> Iterator[bytes]:
    """As it is; as UTF-16; with percents, JSON's escapes, base64 and hexadecimal digits undone."""
    yield content
    for encoding in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            yield content[start:].decode(encoding, "ignore").encode("utf-8", "ignore")
    for undo in (_percents, _escapes, _base64, _hex):
        undone = undo(content)
        if undone:
            yield undone
            # One form within another: what was escaped was then sealed in letters, or the reverse.
            yield from (
                twice for again in (_percents, _escapes, _base64) if (twice := again(undone))
            )


def _percents(content: bytes) -> bytes:
    if not _PERCENT.search(content):
        return b""
    return _PERCENT.sub(lambda found: bytes([int(found[1], 16)]), content.replace(b"+", b" "))


def _escapes(content: bytes) -> bytes:
    def letter(found: re.Match[bytes]) -> bytes:
        return chr(int(found[1], 16)).encode("utf-8", "ignore")

    return _ESCAPED.sub(letter, content) if _ESCAPED.search(content) else b""


def _base64(content: bytes) -> bytes:
    return _undone(_BASE64, content, 4, _of_base64)


def _of_base64(run: bytes) -> bytes:
    """The last group may be cut short: its padding is no letter."""
    if len(run) % 4 == 1:
        run = run[:-1]
    return base64.b64decode(run.translate(_URL_LETTERS) + b"=" * (-len(run) % 4))


def _hex(content: bytes) -> bytes:
    return _undone(_HEX, content, 2, lambda run: bytes.fromhex(run[: len(run) // 2 * 2].decode()))


def _undone(
    pattern: re.Pattern[bytes], content: bytes, group: int, undo: Callable[[bytes], bytes]
) -> bytes:
    """Each run from each of the places where a group of letters may begin."""
    runs = pattern.findall(content)
    return b"\n".join(undo(run[start:]) for run in runs for start in range(group))
