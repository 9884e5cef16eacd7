"""Rosters by JSON: ask for one, watch it, cancel, look at what publishing would mean, publish, restore."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify
from flask_babel import gettext

from helpline.console import reading, roster_acts
from helpline.console.access import open_to, parts
from helpline.console.rota_views import planned_view
from helpline.people.ports import Role
from helpline.rota.rosters import Review, RosterDraft
from shift_schedule.plan import RosterState

routes = Blueprint("api_rosters", __name__, url_prefix="/api/rosters")
_MAKING = (
    "seconds",
    "propose",
    "step",
    "after",
    "design",
    "cost",
    "bound",
    "took",
    "proven",
    "wishes",
    "from_patterns",
    "cancelled",
    "failed",
)


@routes.get("")
@open_to(Role.SUPERVISOR)
def rosters() -> Response:
    return jsonify({"rows": [_short(each) for each in parts().rota.rosters.book.all()]})


@routes.post("")
@open_to(Role.SUPERVISOR)
def start() -> Response:
    body: dict[str, Any] = {"seconds": 60, "propose": False, **reading.json_object()}
    month, seconds = reading.text(body, "month", longest=10), reading.whole(body, "seconds")
    propose = reading.yes_or_no(body, "propose")
    return _made(roster_acts.start(month, seconds, propose=propose), HTTPStatus.CREATED)


@routes.get("/<roster_id>")
@open_to(Role.SUPERVISOR)
def roster(roster_id: str) -> Response:
    return _made(roster_acts.one(roster_id))


@routes.post("/<roster_id>/cancel")
@open_to(Role.SUPERVISOR)
def cancel(roster_id: str) -> Response:
    roster_acts.cancel(roster_id)
    return _made(roster_acts.one(roster_id))


@routes.post("/<roster_id>/publish")
@open_to(Role.SUPERVISOR)
def publish(roster_id: str) -> Response:
    reason = reading.text(reading.json_object(), "reason", longest=roster_acts.REASON, default="")
    return _made(roster_acts.publish(roster_id, reason.strip()))


@routes.post("/<roster_id>/restore")
@open_to(Role.SUPERVISOR)
def restore(roster_id: str) -> Response:
    return _made(roster_acts.restore(roster_id), HTTPStatus.CREATED)


def _made(draft: RosterDraft, status: HTTPStatus = HTTPStatus.OK) -> Response:
    answer = jsonify(_whole(draft))
    answer.status_code = status
    return answer


def _short(draft: RosterDraft) -> dict[str, Any]:
    published = draft.roster.published_at
    return {
        "id": draft.id,
        "period": draft.roster.period,
        "version": draft.roster.version,
        "state": draft.roster.state.value,
        "first_day": draft.first_day.isoformat(),
        "last_day": draft.last_day.isoformat(),
        "made_at": draft.made_at.isoformat(),
        "made_by": draft.made_by,
        "published_at": published and published.isoformat(),
        "published_by": draft.published_by,
        "reason": draft.reason,
        "restores_id": draft.restores_id,
    }


def _whole(draft: RosterDraft) -> dict[str, Any]:
    """How far its making is, what it found, its shifts, and while it waits what publishing would mean."""
    rosters_ = parts().rota.rosters
    waits = draft.roster.state is RosterState.REVIEW
    told = draft.solving
    return {
        **_short(draft),
        "making": {name: told[name] for name in _MAKING if name in told},
        "open": list(draft.explained),
        "shifts": [planned_view(row) for row in rosters_.book.rows(draft.id)],
        "review": _review(rosters_.review(draft.id, now=parts().now())) if waits else None,
    }


def _review(review: Review) -> dict[str, Any]:
    notice = review.notice
    return {
        "needs_reason": review.needs_reason,
        "short": [
            {
                "starts_at": each.starts_at.isoformat(),
                "ends_at": each.ends_at.isoformat(),
                "language": each.language,
                "need": each.need,
                "have": each.have,
            }
            for each in review.short
        ],
        "broken": [
            {
                "person_id": each.person_id,
                "rule": each.rule.value,
                "words": gettext(f"rule:{each.rule.value}"),  # noqa: INT001 -- a code of the catalogues
                "article": each.article,
                "starts_at": each.starts_at.isoformat(),
                "ends_at": each.ends_at.isoformat(),
            }
            for each in review.broken
        ],
        "notice_days": None if notice is None else notice.found.days,
    }
