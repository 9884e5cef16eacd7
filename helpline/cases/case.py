"""A case: contacts about the same child, with a timeline. Its states, and which may follow which."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class CaseState(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    CLOSING = "closing"  # its counsellor has asked to close it
    CLOSED = "closed"


MOVES: Mapping[CaseState, frozenset[CaseState]] = {
    CaseState.OPEN: frozenset({CaseState.IN_PROGRESS, CaseState.CLOSING}),
    CaseState.IN_PROGRESS: frozenset({CaseState.CLOSING}),
    CaseState.CLOSING: frozenset({CaseState.CLOSED, CaseState.IN_PROGRESS}),
    CaseState.CLOSED: frozenset({CaseState.IN_PROGRESS}),
}
# What is written down in words, and what is noted by a code alone.
SECTIONS = ("note", "household", "incident", "follow_up")
NOTED = ("referral", "flag", "consent", "state", "hand_over")
FLAGS = ("danger", "ask_supervisor", "quality", "other")
CONSENTS = ("share_identity", "call_back", "contact_family")
TEXT_LENGTH = 4000


class NoSuchCase(Exception):
    """There is none, or it is not hers: the answer is the same."""


class WrongMove(Exception):
    """The case cannot go there now; the words are an English message id of the catalogues."""


class StaleCase(Exception):
    """Somebody changed the case since it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`label` is drawn at random: it says nothing about the child. `handing_to` is asked to take it."""

    id: str
    label: str
    state: CaseState = CaseState.OPEN
    owner_id: str
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None = None
    closing_asked_by: str | None = None
    handing_to: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a case's timeline. `text` is content; everything else is a code, a date or an id."""

    id: str
    case_id: str
    kind: str
    at: datetime
    by_id: str
    code: str | None = None
    yes: bool | None = None
    service_id: str | None = None
    due_on: date | None = None
    done_at: datetime | None = None
    done_by: str | None = None
    text: str = field(default="", repr=False)


def may_follow(now: CaseState, then: CaseState) -> bool:
    return then in MOVES[now]


_HOW = (
    "көк", "сары", "жасыл", "қызыл", "қоңыр", "күміс", "биік", "кең", "терең", "жарық", "тыныш",
    "жылы", "салқын", "ескі", "жаңа", "үлкен", "кіші", "ұзын", "дөңгелек", "таза", "жұмсақ", "жеңіл",
)  # fmt: skip
_WHAT = (
    "терек", "қайың", "шырша", "алма", "өрік", "гүл", "жусан", "бұлт", "жел", "жұлдыз", "қар",
    "жаңбыр", "құм", "орман", "арал", "көпір", "құс", "қыран", "тұлпар", "құлын", "бота", "ұя",
    "өзен", "дала", "шам", "кеме", "қалам", "кітап", "домбыра", "шаңырақ",
)  # fmt: skip


def new_label() -> str:
    """Two words and a number, by chance: to speak of a case without a word about the child."""
    number = 100 + secrets.randbelow(900)
    return f"{secrets.choice(_HOW)}-{secrets.choice(_WHAT)}-{number}"
