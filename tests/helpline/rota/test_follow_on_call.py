"""On call by the rota: put on and taken off, and nobody whom a supervisor has put there by hand."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from structlog.testing import capture_logs

from helpline.rota.follow_on_call import FIRST_RANK, FollowOnCall
from routing.events import OnCallEnd, OnCallStart
from routing.result import Answer, Reply
from tests.fakes.stopped_clock import StoppedClock

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass(slots=True)
class House:
    """Who should be on call, who has a telephone, and who is on call now."""

    desired: list[str] = field(default_factory=list)
    phones: set[str] = field(default_factory=lambda: {"ana", "ben", "ora"})
    on_call: dict[str, int] = field(default_factory=dict)

    def marked_on_call(self) -> dict[str, int]:
        return dict(self.on_call)

    def apply_event(self, event: OnCallStart | OnCallEnd) -> Reply:
        if isinstance(event, OnCallStart):
            self.on_call[event.counsellor_id] = event.rank
        else:
            del self.on_call[event.counsellor_id]
        return Reply(answer=Answer.DONE)

    def follow(self) -> FollowOnCall:
        return FollowOnCall(
            at=lambda _: self.desired,
            marked=self,
            telephones=lambda: frozenset(self.phones),
            apply_event=self.apply_event,
            clock=StoppedClock(NOON),
        )


def test_whoever_is_on_call_by_the_rota_is_put_on_and_taken_off_again() -> None:
    house = House(desired=["ben", "ana"])
    follow = house.follow()

    done = [follow(), follow()]
    during = dict(house.on_call)
    house.desired = ["ben"]
    follow()

    assert done == [2, 0]
    assert during == {"ana": FIRST_RANK, "ben": FIRST_RANK + 1}
    assert house.on_call == {"ben": FIRST_RANK + 1}


def test_a_new_process_ends_what_an_earlier_one_began() -> None:
    house = House(desired=["ana"])
    house.follow()()
    house.desired = []

    assert house.follow()() == 1
    assert house.on_call == {}


def test_whom_a_supervisor_has_put_on_call_by_hand_is_left_alone() -> None:
    house = House(desired=["ana"], on_call={"ana": 0, "ora": 3})

    assert house.follow()() == 0
    house.desired = []
    assert house.follow()() == 0
    assert house.on_call == {"ana": 0, "ora": 3}


def test_on_call_without_a_telephone_is_said_once_and_rings_nobody() -> None:
    house = House(desired=["ana"], phones=set())
    follow = house.follow()

    with capture_logs() as logs:
        done = [follow(), follow()]

    assert done == [0, 0]
    assert [each["event"] for each in logs] == ["rota.no_telephone"]
