"""A carrier that remembers what it was asked, and fails when told to."""

from dataclasses import dataclass, field

from helpline.calls.ports import CarrierFailed
from routing.commands import Command


@dataclass(slots=True)
class FakeCarrier:
    asked: list[Command] = field(default_factory=list)
    legs: frozenset[str] = frozenset()
    fails: bool = False

    def carry_out(self, command: Command) -> None:
        if self.fails:
            raise CarrierFailed("told to fail")
        self.asked.append(command)

    def live_legs(self) -> frozenset[str]:
        if self.fails:
            raise CarrierFailed("told to fail")
        return self.legs
