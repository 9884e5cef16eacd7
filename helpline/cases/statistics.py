"""What stays of a contact for the figures: no id, no hour, no words, nobody's age to the year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpline.cases.form import value_of

_BANDS = ((5, "under_5"), (10, "5_9"), (13, "10_12"), (16, "13_15"), (18, "16_17"), (26, "18_25"))
UNKNOWN = "unknown"
AGE_BANDS = (*(name for _, name in _BANDS), "over_25", UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsRow:
    """One complete contact. `month` is the helpline's own, such as 2026-11."""

    month: str
    channel: str
    language: str = UNKNOWN
    call_type: str
    region: str = UNKNOWN
    age_band: str = UNKNOWN
    gender: str = UNKNOWN
    relation: str = UNKNOWN
    urgency: str = UNKNOWN
    at_risk: bool = False
    categories: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    referrals: tuple[str, ...] = field(default=())


def split_off(
    form: Mapping[str, Any], *, month: str, channel: str, language: str | None
) -> StatisticsRow:
    risk = value_of(form, "risk") or {}
    return StatisticsRow(
        month=month,
        channel=channel,
        language=language or UNKNOWN,
        call_type=str(value_of(form, "call_type") or UNKNOWN),
        region=str(value_of(form, "child.region") or UNKNOWN),
        age_band=age_band(form),
        gender=str(value_of(form, "child.gender") or UNKNOWN),
        relation=str(value_of(form, "caller_relation") or UNKNOWN),
        urgency=str(value_of(form, "urgency") or UNKNOWN),
        at_risk="yes" in risk.values(),
        categories=tuple(value_of(form, "categories") or ()),
        actions=tuple(value_of(form, "actions") or ()),
        referrals=tuple(value_of(form, "referrals") or ()),
    )


def age_band(form: Mapping[str, Any]) -> str:
    """One of AGE_BANDS."""
    age, group = value_of(form, "child.age"), value_of(form, "child.age_group")
    if age is None:
        return {"unborn": "under_5", "over_25": "over_25"}.get(group or "", UNKNOWN)
    return next(name for end, name in _BANDS if age < end)
