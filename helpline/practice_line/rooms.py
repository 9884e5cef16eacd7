"""Every conference there is and was, and what is told of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from helpline.practice_line.clock import Now
from helpline.practice_line.conference import Conference, Participant
from helpline.practice_line.conference_events import event_params, is_wanted
from helpline.practice_line.media import Media


@dataclass(slots=True, kw_only=True)
class Rooms:
    """`tell(url, params, method)` sends a callback."""

    account_sid: str
    media: Media
    now: Now
    tell: Callable[[str, Mapping[str, str], str], None]
    new_sid: Callable[[str], str]
    by_sid: dict[str, Conference] = field(default_factory=dict)

    def named(self, name: str) -> Conference:
        """The one of that name that is going on, or a new one."""
        for each in self.by_sid.values():
            if each.name == name and each.status != "completed":
                return each
        made = Conference(
            sid=self.new_sid("CF"), name=name, media=self.media, now=self.now, tell=self._tell
        )
        self.by_sid[made.sid] = made
        return made

    def find(self, sid_or_name: str) -> Conference | None:
        """By its SID, or by the name of one that is going on."""
        if sid_or_name in self.by_sid:
            return self.by_sid[sid_or_name]
        going_on = (each for each in self.by_sid.values() if each.status != "completed")
        return next((each for each in going_on if each.name == sid_or_name), None)

    def _tell(
        self, room: Conference, event: str, participant: Participant | None, more: dict[str, str]
    ) -> None:
        if is_wanted(room, event):
            told = event_params(self.account_sid, room, event, participant, self.now())
            self.tell(room.callback_url, told | more, room.callback_method)
