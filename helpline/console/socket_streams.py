"""What an open socket hears: decided from the roles of whoever opened it."""

from dataclasses import dataclass
from typing import Any

from helpline.console.readings import NewsEvent
from helpline.people.ports import Person, Role


@dataclass(slots=True)
class OpenSocket:
    person_id: str
    session: str
    streams: tuple[str, ...]
    has_desk: bool  # only who can be called has a presence

    def fits(self, person: Person) -> bool:
        """False when her roles are no longer those that it was opened with."""
        has_desk = Role.COUNSELLOR in person.roles
        return streams_of(person) == self.streams and has_desk is self.has_desk


def streams_of(person: Person) -> tuple[str, ...]:
    """A client never names a stream; her roles do."""
    own = f"person:{person.id}"
    return (own, "line") if Role.SUPERVISOR in person.roles else (own,)


def news_body(event: NewsEvent) -> dict[str, Any]:
    return {
        "stream": event.stream,
        "seq": event.seq,
        "at": event.at.isoformat(),
        "type": event.type,
        "body": dict(event.body),
    }
