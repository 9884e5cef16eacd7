"""What a counsellor does with her caller beside talking: handing on, asking a colleague, ringing others."""

from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.console import reading
from helpline.console.access import me, open_to, parts
from helpline.console.api_desk import done, refuse_unless_done
from helpline.console.snapshots import waiting_view
from helpline.console.translations import LANGUAGES
from helpline.people.ports import Role
from routing.events import (
    AddThirdParty,
    CancelConsult,
    ChooseAutoAnswer,
    CompleteTransfer,
    Consult,
    ExtendWrapUp,
    HandOut,
    MarkSilent,
    Pick,
    RemoveGuest,
    Transfer,
)

routes = Blueprint("api_talk", __name__, url_prefix="/api")
_SKILL_LEVELS = range(1, 6)
_LONGEST_SKILL, _MOST_SKILLS = 40, 10


@routes.get("/waiting")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def waiting() -> Response:
    """Callers who wait, in their order, for taking one out of turn; and who could be asked."""
    return jsonify(waiting_view(parts(), me()))


@routes.post("/calls/<call_id>/pick")
@open_to(Role.COUNSELLOR)
def pick(call_id: str) -> Response:
    """Answers the ticket, as accepting an offer does."""
    key = reading.event_id(f"pick:{call_id}")
    refuse_unless_done(parts().apply_event(Pick(id=key, call_id=call_id, counsellor_id=me().id)))
    live = parts().routing_state().offers.values()
    hers = [offer for offer in live if offer.counsellor_id == me().id and offer.call_id == call_id]
    offer_id = hers[0].id if hers else ""
    until = parts().now() + parts().policy.ticket
    return jsonify({"ticket": parts().ticket(offer_id, me().id), "expires_at": until.isoformat()})


@routes.post("/calls/<call_id>/transfer")
@open_to(Role.COUNSELLOR)
def transfer(call_id: str) -> Response:
    """Without a word: `to` one person, or by `language` and `skills`; with none of them, to whoever is next."""
    body = reading.json_object()
    language = None
    if body.get("language") is not None:
        language = reading.one_of(body, "language", frozenset(LANGUAGES))
    return done(
        Transfer(
            id=reading.event_id(f"transfer:{call_id}"),
            call_id=call_id,
            counsellor_id=me().id,
            to_id=None if body.get("to") is None else reading.text(body, "to", longest=64),
            language=language,
            needs=_skills(body),
        )
    )


def _skills(body: Any) -> dict[str, int]:
    if body.get("skills") is None:
        return {}
    given = reading.an_object(body, "skills")
    if len(given) > _MOST_SKILLS or not all(0 < len(name) <= _LONGEST_SKILL for name in given):
        raise reading.wrong("skills", "Choose one of the list.")
    levels = {name: reading.whole(given, name) for name in given if reading.is_text(name)}
    if len(levels) < len(given) or not all(level in _SKILL_LEVELS for level in levels.values()):
        raise reading.wrong("skills", "A level from 1 to 5 is expected here.")
    return levels


@routes.post("/calls/<call_id>/consult")
@open_to(Role.COUNSELLOR)
def consult(call_id: str) -> Response:
    """The caller is on hold while the colleague is asked."""
    with_id = reading.text(reading.json_object(), "with", longest=64)
    key = reading.event_id(f"consult:{call_id}")
    return done(Consult(id=key, call_id=call_id, counsellor_id=me().id, with_id=with_id))


@routes.post("/calls/<call_id>/consult/cancel")
@open_to(Role.COUNSELLOR)
def cancel_consult(call_id: str) -> Response:
    key = reading.event_id(f"cancel-consult:{call_id}")
    return done(CancelConsult(id=key, call_id=call_id, counsellor_id=me().id))


@routes.post("/calls/<call_id>/consult/complete")
@open_to(Role.COUNSELLOR)
def complete_transfer(call_id: str) -> Response:
    """From now on the call is the colleague's."""
    key = reading.event_id(f"complete:{call_id}")
    return done(CompleteTransfer(id=key, call_id=call_id, counsellor_id=me().id))


@routes.post("/calls/<call_id>/parties")
@open_to(Role.COUNSELLOR)
def add_party(call_id: str) -> Response:
    """Only who is on the list can be rung."""
    listed = frozenset(party.id for party in parts().line.parties())
    party = reading.one_of(reading.json_object(), "party", listed)
    key = reading.event_id(f"party:{call_id}")
    return done(AddThirdParty(id=key, call_id=call_id, counsellor_id=me().id, party=party))


@routes.post("/calls/<call_id>/parties/<guest_id>/remove")
@open_to(Role.COUNSELLOR)
def remove_party(call_id: str, guest_id: str) -> Response:
    key = reading.event_id(f"remove:{guest_id}")
    words = {"call_id": call_id, "counsellor_id": me().id, "guest_id": guest_id}
    return done(RemoveGuest(id=key, **words))


@routes.post("/calls/<call_id>/parties/<guest_id>/hand-out")
@open_to(Role.COUNSELLOR)
def hand_out(call_id: str, guest_id: str) -> Response:
    """Caller and party go on without her."""
    key = reading.event_id(f"hand-out:{guest_id}")
    words = {"call_id": call_id, "counsellor_id": me().id, "guest_id": guest_id}
    return done(HandOut(id=key, **words))


@routes.post("/calls/<call_id>/silent")
@open_to(Role.COUNSELLOR)
def silent(call_id: str) -> Response:
    """Nothing is heard: the spoken steps for those who cannot speak are played to her."""
    key = reading.event_id(f"silent:{call_id}")
    return done(MarkSilent(id=key, call_id=call_id, counsellor_id=me().id))


@routes.post("/wrap-up/extend")
@open_to(Role.COUNSELLOR)
def extend_wrap_up() -> Response:
    why = reading.text(reading.json_object(), "reason", longest=200).strip()
    if not why:
        raise reading.wrong("reason", "Please give a reason.")
    key = reading.event_id("extend-wrap-up")
    return done(ExtendWrapUp(id=key, counsellor_id=me().id, reason=why))


@routes.post("/auto-answer")
@open_to(Role.COUNSELLOR)
def auto_answer() -> Response:
    """With a beep, her page accepts offers by itself."""
    on = reading.yes_or_no(reading.json_object(), "on")
    key = reading.event_id("auto-answer")
    return done(ChooseAutoAnswer(id=key, counsellor_id=me().id, auto_answer=on))
