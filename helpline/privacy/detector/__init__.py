"""Who a child is must not stand in a note: what is refused, and what is marked as a warning.

Refused, because a rule can tell them for sure: telephone numbers, runs of twelve digits, e-mail
addresses, handles and links, in digits of any script. Marked, because no rule finds them all: names,
places, schools, dates of birth. Nothing is ever changed, and a text without findings is not
anonymous: "the only one in the village who…" is found by nobody.
"""

from helpline.privacy.detector.addresses import addresses
from helpline.privacy.detector.finding import Finding
from helpline.privacy.detector.names import names
from helpline.privacy.detector.numbers import numbers
from helpline.privacy.detector.places import places
from helpline.privacy.detector.plain import plain

__all__ = ["Finding", "find", "refusals", "warnings"]


def find(text: str) -> list[Finding]:
    """Everything found, in the order of the text; of two that overlap the refused one, else the longer."""
    simple = plain(text)
    found = [*addresses(simple), *numbers(simple), *places(simple), *names(simple)]
    found.sort(key=lambda each: (not each.refused, each.start - each.end, each.start))
    kept: list[Finding] = []
    for each in found:
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def refusals(text: str) -> list[Finding]:
    return [each for each in find(text) if each.refused]


def warnings(text: str) -> list[Finding]:
    return [each for each in find(text) if not each.refused]
