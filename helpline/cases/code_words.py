"""Words a child has chosen to be known again by: looked up, never shown, and no name behind them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from helpline.cases.case import Case, CaseState
from helpline.cases.keep_case import KeepCase
from helpline.cases.ports import Contact, ContactBook
from helpline.cases.read_contact import Reader
from helpline.privacy.audit import AuditBook

LIFE = timedelta(days=90)  # from the last time they were said
LONGEST = 80  # letters
TRIES, WITHIN = 5, timedelta(minutes=1)  # of one person, for looking up and for choosing
KEPT, LOOKED_UP, KNOWN = "words.kept", "words.looked_up", "words.known"
_FEWEST, _SHORTEST, _LETTERS = 2, 2, 6  # words, the letters of each, and of all
_IO = ("\N{CYRILLIC SMALL LETTER IO}", "\N{CYRILLIC SMALL LETTER IE}")
_DIGITS = re.compile("[0-9]{4}")


class BadWords(ValueError):
    """They cannot be code words; the text says why, an English message id."""


class TooManyTries(Exception):
    """Five in a minute: whoever guesses is slowed, and is on record."""


class NoTalk(Exception):
    """There is no such contact, or it is not hers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`case` is there only for whoever may read it; `elsewhere` when a colleague keeps one."""

    known: bool
    case: Case | None = None
    linked: bool = False
    elsewhere: bool = False


class WordBook(Protocol):
    def digest(self, words: str) -> str:
        """Slow on purpose, and under a key that is not in the database."""

    def keep(self, digest: str, contact_id: str, now: datetime, *, since: datetime) -> bool:
        """In place of any other of that contact; False when they are taken since then."""

    def find(self, digest: str, *, since: datetime) -> tuple[bool, str | None]:
        """Are they kept, and for which contact: None when that has been erased."""

    def used(self, digest: str, contact_id: str | None, now: datetime) -> None: ...
    def tries(self, person_id: str, since: datetime) -> int:
        """How often she has chosen or looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeWords:
    words: WordBook
    contacts: ContactBook
    keep_case: KeepCase
    audit: AuditBook

    def keep(self, contact_id: str, said: str, reader: Reader, now: datetime) -> None:
        """Of her own contact. Raises NoTalk, BadWords, TooManyTries.

        That words are taken tells as much as looking them up: so it counts as a try.
        """
        contact = self.contacts.contact(contact_id)
        if contact is None or reader.person_id not in (contact.owner_id, contact.recorded_by):
            raise NoTalk
        digest = self._digest(contact, said, reader, now, KEPT)
        if not self.words.keep(digest, contact.id, now, since=now - LIFE):
            raise BadWords("Please choose other words.")

    def look_up(self, contact: Contact, said: str, reader: Reader, now: datetime) -> Known:
        """In the talk of that contact; it joins the case behind the words if she may read that."""
        digest = self._digest(contact, said, reader, now, LOOKED_UP)
        is_kept, earlier_id = self.words.find(digest, since=now - LIFE)
        if not is_kept:
            return Known(known=False)
        self._note(reader, KNOWN, contact.id, now)
        case = self._case_of(earlier_id)
        if case is None:
            self.words.used(digest, contact.id, now)
            return Known(known=True)
        if not self.keep_case.may_see(case, reader):
            self.words.used(digest, earlier_id, now)
            return Known(known=True, elsewhere=True)
        linked = contact.case_id == case.id
        if contact.case_id is None and case.state is not CaseState.CLOSED:
            self._note(reader, "case.linked", case.id, now)
            self.keep_case.cases.put_in(contact.id, case.id)
            linked = True
        self.words.used(digest, contact.id if linked else earlier_id, now)
        return Known(known=True, case=case, linked=linked)

    def _case_of(self, contact_id: str | None) -> Case | None:
        contact = None if contact_id is None else self.contacts.contact(contact_id)
        if contact is None or contact.case_id is None:
            return None
        return self.keep_case.cases.case(contact.case_id)

    def _digest(self, contact: Contact, said: str, reader: Reader, now: datetime, act: str) -> str:
        """On record first, then counted: two at once cannot both be the fifth."""
        words = normal(said)
        self._note(reader, act, contact.id, now)
        if self.words.tries(reader.person_id, now - WITHIN) > TRIES:
            raise TooManyTries
        # Practice has words of its own: no child is ever known again in it.
        return self.words.digest(f"{contact.training or ''}:{words}")

    def _note(self, reader: Reader, act: str, thing: str, now: datetime) -> None:
        self.audit.note(actor_id=reader.person_id, act=act, thing=thing, now=now)


def normal(said: str) -> str:
    """As they are compared: small letters, no signs, no dots on letters, the digits last. Raises BadWords."""
    if len(said) > LONGEST:
        raise BadWords("Code words are two words or more and four digits, 80 letters at most.")
    plain = unicodedata.normalize("NFKC", said).casefold().replace(*_IO)
    signs = (str(unicodedata.digit(sign, sign)) if sign.isdigit() else sign for sign in plain)
    parts = re.findall(r"[^\W_]+", "".join(signs))
    digits = [part for part in parts if any(sign.isdigit() for sign in part)]
    words = [part for part in parts if part not in digits]
    if len(digits) != 1 or not _DIGITS.fullmatch(digits[0]):
        raise BadWords("Code words are two words or more and four digits, 80 letters at most.")
    long_enough = [word for word in words if len(word) >= _SHORTEST]
    if len(long_enough) < _FEWEST or len("".join(words)) < _LETTERS:
        raise BadWords("Code words are two words or more and four digits, 80 letters at most.")
    return " ".join([*words, digits[0]])
