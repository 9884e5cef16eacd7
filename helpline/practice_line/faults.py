"""Misbehaving on demand: every knob, its value and its meaning."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Annotated, get_type_hints

from helpline.practice_line.knob import (
    Knob,
    Often,
    Share,
    Value,
    number,
    often,
    seconds,
    text,
)
from helpline.practice_line.withheld import CHOICES, IN_TURN

_EVERY = Share(100)


@dataclass(slots=True)
class Faults:
    """All off at first. A count goes down by one each time its fault is played; a share stays."""

    seed: Annotated[
        int, number("with the same seed and the same occasions, the same faults are played")
    ] = 1

    drop_callbacks: Annotated[Often, often("callbacks that are never sent")] = 0
    duplicate_callbacks: Annotated[
        Often, often("callbacks sent twice at once, with one idempotency token")
    ] = 0
    reorder_callbacks: Annotated[
        Often, often("callbacks held back until the next one has been answered")
    ] = 0
    reorder_callbacks_s: Annotated[
        float, seconds("how long one is held back where no other follows")
    ] = 2.0
    delay_callbacks: Annotated[
        Often, often("callbacks that are late, if delay_callbacks_s says how late")
    ] = _EVERY
    delay_callbacks_s: Annotated[
        float, seconds("how late they are; documents do not wait for them")
    ] = 0.0
    callbacks_only: Annotated[
        str, text("only callbacks with this in their address or among their parameters")
    ] = ""

    delay_documents: Annotated[
        Often, often("documents asked for late, if delay_documents_s says how late")
    ] = _EVERY
    delay_documents_s: Annotated[
        float, seconds("how late they are asked for; the caller hears nothing")
    ] = 0.0
    duplicate_documents: Annotated[
        Often, often("documents asked for twice, with one idempotency token; the second counts")
    ] = 0
    documents_only: Annotated[str, text("only documents with this in their address")] = ""
    wrong_signatures: Annotated[
        Often, often("requests of any kind that carry a wrong signature")
    ] = 0

    rest_errors: Annotated[Often, often("requests of the API that are refused")] = 0
    rest_error_status: Annotated[
        int, number("the HTTP status they are refused with", low=400, high=599)
    ] = 500
    rest_error_code: Annotated[
        int, number("the carrier's error number that stands in the answer")
    ] = 20500
    rest_hangs: Annotated[
        Often, often("requests of the API that are carried out and answered late")
    ] = 0
    rest_hang_s: Annotated[float, seconds("how late")] = 15.0
    rest_silences: Annotated[
        Often, often("requests of the API that are neither carried out nor ever answered")
    ] = 0
    rest_closes: Annotated[
        Often, often("requests of the API whose connection is closed with nothing done")
    ] = 0
    rest_lost_answers: Annotated[
        Often, often("requests of the API that are carried out, but their answer is lost")
    ] = 0
    rest_only: Annotated[
        str, text("only requests of the API with this in their method and path")
    ] = ""
    rest_lag_s: Annotated[float, seconds("how old the state of a call is that the API shows")] = 0.0

    most_calls: Annotated[
        int, number("how many calls may go on at the same time; 0 is no limit")
    ] = 0
    withheld_callers: Annotated[Often, often("callers whose number is withheld")] = 0
    withheld_as: Annotated[str, text("what stands in its place", CHOICES)] = IN_TURN

    lost_sockets: Annotated[
        Often, often("messages of a browser at which its signalling socket breaks")
    ] = 0
    ice_failures: Annotated[Often, often("browser calls whose sound never connects")] = 0

    def set(self, wanted: Mapping[str, object]) -> dict[str, Value]:
        """All of them or none: raises ValueError that names every fault in them, in words."""
        knobs, wrong, read = self.knobs(), list[str](), dict[str, Value]()
        if unknown := sorted(wanted.keys() - knobs.keys()):
            wrong.append(f"unknown faults: {', '.join(unknown)}")
        for name in wanted.keys() & knobs.keys():
            try:
                read[name] = knobs[name].read(wanted[name])
            except ValueError:
                wrong.append(f"{name} must be {knobs[name].words}")
        if wrong:
            raise ValueError("; ".join(sorted(wrong)))
        for name, value in read.items():
            setattr(self, name, value)
        return read

    def reset(self) -> None:
        for each in fields(self):
            assert each.default is not MISSING  # noqa: S101 -- every knob has one
            setattr(self, each.name, each.default)

    def values(self) -> dict[str, Value]:
        return {name: getattr(self, name) for name in self.knobs()}

    @classmethod
    @cache
    def knobs(cls) -> dict[str, Knob]:
        """In the order in which they are shown."""
        hints = get_type_hints(cls, include_extras=True)
        return {each.name: hints[each.name].__metadata__[0] for each in fields(cls)}
