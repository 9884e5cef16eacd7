"""Anchors of the audit log: its head, hour by hour, in a file outside the database."""

import hmac
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from helpline.privacy.audit_chain import Anchor
from helpline.store.audit_book import SqlAuditBook


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """One JSON object a line, each with a seal under the chain's key. Copy it elsewhere, or print it."""

    path: Path
    book: SqlAuditBook

    def append(self, now: datetime) -> None:
        """Put the present head behind the others; nothing while the log is empty."""
        head = self.book.head()
        if head is None:
            return
        words = {"number": head.number, "link": head.link.hex(), "at": now.isoformat()}
        line = json.dumps(words | {"seal": self._seal(words)}) + "\n"
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        descriptor = os.open(self.path, flags, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> tuple[list[Anchor], list[int]]:
        """The anchors, and the numbers (from 1) of lines that we did not write so."""
        anchors, foreign = [], []
        text = self.path.read_text("utf-8", "replace") if self.path.exists() else ""
        for number, line in enumerate(text.splitlines(), 1):
            anchor = self._anchor(line)
            if anchor is None:
                foreign.append(number)
            else:
                anchors.append(anchor)
        return anchors, foreign

    def _anchor(self, line: str) -> Anchor | None:
        try:
            words = json.loads(line)
            seal = words.pop("seal")
            if not hmac.compare_digest(seal, self._seal(words)):
                return None
            return Anchor(words["number"], bytes.fromhex(words["link"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def _seal(self, words: dict[str, object]) -> str:
        said = "anchor\n" + json.dumps(words, sort_keys=True)
        return hmac.digest(self.book.key(), said.encode(), "sha256").hex()
