"""What `simulate` is asked on the command line, as the values of the simulation."""

import re
from collections.abc import Mapping, Sequence

import click

from routing.erlang import Target
from routing.simulation.scenario import Kind

_KIND = re.compile(r"(?P<name>[\w-]+)=(?P<share>\d*\.?\d+)/(?P<number>\d+)")
_TARGET = re.compile(r"(?P<percent>\d{1,2}(\.\d+)?)@(?P<seconds>\d{1,2})")
_LONGEST_TARGET_S = 60


class KindType(click.ParamType[tuple[str, Kind]]):
    """`kk=0.6/8`: asked for by 60 % of the callers, spoken by 8 counsellors."""

    name = "NAME=SHARE/COUNSELLORS"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Kind]:
        found = _KIND.fullmatch(str(value))
        if found is None:
            self.fail(f"{value!r} is not like kk=0.6/8", param, ctx)
        kind = Kind(share=float(found["share"]), counsellors=int(found["number"]))
        return found["name"], kind


class TargetType(click.ParamType[Target]):
    """`90@15`: 90 % of the calls offered are answered within 15 s."""

    name = "PERCENT@SECONDS"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Target:
        found = _TARGET.fullmatch(str(value))
        if found is None or int(found["seconds"]) > _LONGEST_TARGET_S:
            self.fail(f"{value!r} is not like 90@15, of 60 s at most", param, ctx)
        return Target(share=float(found["percent"]) / 100, within_s=float(found["seconds"]))


def named(kinds: Sequence[tuple[str, Kind]]) -> Mapping[str, Kind]:
    """Raises click.UsageError when a name comes twice."""
    by_name = dict(kinds)
    if len(by_name) < len(kinds):
        raise click.UsageError("a language or a skill is named twice")
    return by_name
