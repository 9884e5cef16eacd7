"""`simulate`: the shipped decision on virtual time, beside what theory allows."""

import json
import random  # noqa: TID251 -- chance comes into the simulation from here
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from helpline.cli.simulation_chart import chart
from helpline.cli.simulation_options import KindType, TargetType, named
from helpline.cli.simulation_table import table
from routing.erlang import Target
from routing.policy import Policy, Strategy
from routing.simulation.report import report
from routing.simulation.run import Day, simulate
from routing.simulation.scenario import Scenario
from routing.simulation.staffing import with_enough_counsellors

_HELP = """Simulate the line: the shipped routing on virtual time, beside Erlang-A and its ring-aware floor.

Every share is of the calls offered. The same seed gives the same figures.

How many counsellors for 90 % in 15 s and 95 % in 20 s?

    simulate --target 90@15 --target 95@20 --ring 5
"""


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = [
    click.option("--counsellors", default=12, show_default=True, help="on shift and available"),
    click.option("--calls-per-hour", default=60.0, show_default=True),
    click.option("--handle-time", default=600.0, show_default=True, help="talk plus wrap-up, mean, s"),
    click.option("--wrap-up-share", default=0.2, show_default=True, help="of the handle time"),
    click.option("--patience", default=120.0, show_default=True, help="until a caller hangs up, mean, s"),
    click.option("--ring", default=0.0, show_default=True, help="until a counsellor answers, s"),
    click.option("--calls", default=100_000, show_default=True, help="how many are counted"),
    click.option("--seed", default=1, show_default=True),
    click.option("--misses", default=0.0, show_default=True, help="share of offers not answered"),
    click.option("--back-after", default=30.0, show_default=True, help="a miss, available again, s"),
    click.option("--walk-aways", default=0, show_default=True, help="counsellors who never answer"),
    click.option("--short-share", default=0.0, show_default=True, help="of silent and test calls"),
    click.option("--short-time", default=60.0, show_default=True, help="how long those take, mean, s"),
    click.option("--language", "languages", multiple=True, type=KindType(),
                 help="kk=0.6/8: asked for by 60 % of the callers, spoken by 8"),
    click.option("--skill", "skills", multiple=True, type=KindType(),
                 help="violence=0.1/4: needed by 10 % of the callers, held by 4"),
    click.option("--strategy", default="longest_idle", show_default=True,
                 type=click.Choice([each.value for each in Strategy])),
    click.option("--target", "targets", multiple=True, type=TargetType(),
                 help="90@15: find the fewest counsellors who answer 90 % within 15 s"),
    click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="write a chart (SVG)"),
    click.option("--json", "as_json", is_flag=True, help="one JSON object"),
]  # fmt: skip


@click.command("simulate", help=_HELP)
@_options
def simulate_line(
    *, seed: int, strategy: str, plot: Path | None, as_json: bool, **asked: Any
) -> None:
    targets: list[Target] = list(asked.pop("targets"))
    began = time.perf_counter()
    try:
        scenario, day = _lived(_scenario(**asked), targets, Strategy(strategy), seed)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    took_s = time.perf_counter() - began
    figures = {
        **report(scenario, day),
        "times_real_time": day.lived_s / took_s,
        "targets": [{"share": each.share, "within_s": each.within_s} for each in targets],
    }
    if plot is not None:
        _draw(plot, scenario, day)
    click.echo(json.dumps(figures) if as_json else table(scenario, figures, targets))


def _scenario(**asked: Any) -> Scenario:
    return Scenario(
        counsellors=asked["counsellors"],
        calls_per_hour=asked["calls_per_hour"],
        handle_s=asked["handle_time"],
        patience_s=asked["patience"],
        calls=asked["calls"],
        ring_s=asked["ring"],
        misses=asked["misses"],
        back_s=asked["back_after"],
        walked_away=asked["walk_aways"],
        wrap_up_share=asked["wrap_up_share"],
        short_share=asked["short_share"],
        short_s=asked["short_time"],
        languages=named(asked["languages"]),
        skills=named(asked["skills"]),
    )


def _lived(
    scenario: Scenario, targets: list[Target], strategy: Strategy, seed: int
) -> tuple[Scenario, Day]:
    def day_of(tried: Scenario) -> Day:
        # Chance comes in from here; each try begins with the same, so that only the staff differs.
        return simulate(tried, _policy(tried, strategy), random.Random(seed))  # noqa: S311 -- not for secrets

    if targets:
        return with_enough_counsellors(scenario, targets, day_of)
    return scenario, day_of(scenario)


def _policy(scenario: Scenario, strategy: Strategy) -> Policy:
    """An offer rings longer than counsellors take to answer it, or nobody ever would."""
    usual = Policy()
    ring = max(usual.ring, timedelta(seconds=scenario.ring_s + 1))
    return Policy(ring=ring, strategy=strategy)


def _draw(path: Path, scenario: Scenario, day: Day) -> None:
    try:
        path.write_text(chart(scenario, day), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from error
