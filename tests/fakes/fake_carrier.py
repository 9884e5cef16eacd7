"""A carrier that remembers what it was asked, and fails when told to."""

from dataclasses import dataclass, field

from helpline.calls.ports import CarrierFailed, CarrierRefused
from routing.commands import Command


@dataclass(slots=True)
class FakeCarrier:
    asked: list[Command] = field(default_factory=list)
    legs: frozenset[str] = frozenset()
    fails: bool = False

    refuses: bool = False
    rings_on: str | None = None  # the leg of whoever is rung
    called_back: list[tuple[str, str]] = field(default_factory=list)
    recordings: dict[str, bytes] = field(default_factory=dict)

    def carry_out(self, command: Command) -> str | None:
        if self.refuses:
            raise CarrierRefused("told to refuse")
        if self.fails:
            raise CarrierFailed("told to fail")
        self.asked.append(command)
        return self.rings_on

    def call_back(self, message_id: str, number: str) -> str | None:
        if self.refuses:
            raise CarrierRefused("told to refuse")
        if self.fails:
            raise CarrierFailed("told to fail")
        self.called_back.append((message_id, number))
        return "CA-back"

    def recording(self, sid: str) -> bytes | None:
        if self.fails:
            raise CarrierFailed("told to fail")
        return self.recordings.get(sid)

    def recording_of(self, leg: str) -> str | None:
        if self.fails:
            raise CarrierFailed("told to fail")
        return next(iter(self.recordings), None)

    def forget_recording(self, sid: str) -> None:
        if self.fails:
            raise CarrierFailed("told to fail")
        self.recordings.pop(sid, None)

    def live_legs(self) -> frozenset[str]:
        if self.fails:
            raise CarrierFailed("told to fail")
        return self.legs
