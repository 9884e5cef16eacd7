"""A chart of a simulation: how many callers have been answered after so many seconds (SVG by hand)."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from routing.erlang import ErlangA, RingAwareFloor
from routing.simulation.report import answered_within, load_of
from routing.simulation.run import Day
from routing.simulation.scenario import Scenario

_WIDTH, _HEIGHT = 720, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 690, 60, 370
# Told apart by dash and by name, not by colour alone.
_STROKES = {
    "measured": 'stroke="#0b3d91" stroke-width="2.5"',
    "ring-aware floor": 'stroke="#b34700" stroke-width="2" stroke-dasharray="7 4"',
    "Erlang-A": 'stroke="#444444" stroke-width="1.5" stroke-dasharray="2 3"',
}


def chart(scenario: Scenario, day: Day) -> str:
    """One SVG document; readable without its colours, and by those who hear it read."""
    load = load_of(scenario)
    floor, line = RingAwareFloor(load, ring_s=scenario.ring_s), ErlangA(load)
    found = answered_within(day.tally)
    seconds = range(len(found))
    curves = {
        "measured": found,
        "ring-aware floor": [floor.service_level(second) for second in seconds],
        "Erlang-A": [line.service_level(second) for second in seconds],
    }
    return "\n".join(_lines(scenario, curves))


def _lines(scenario: Scenario, curves: dict[str, list[float]]) -> Iterator[str]:
    staff = f"{scenario.counsellors} counsellors, {scenario.calls_per_hour:g} calls an hour"
    title = f"Answered calls by waiting time, {staff}"
    said = ", ".join(f"{100 * curves['measured'][at]:.1f} % within {at} s" for at in (15, 20, 30))
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        ' aria-labelledby="title desc" font-family="sans-serif" font-size="13">'
    )
    yield f'<title id="title">{escape(title)}</title>'
    yield f'<desc id="desc">Of the calls offered, measured: {escape(said)}.</desc>'
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>'
    yield f'<text x="{_LEFT}" y="30" font-size="15">{escape(title)}</text>'
    yield from _axes()
    for place, (name, shares) in enumerate(curves.items()):
        yield f'<polyline fill="none" {_STROKES[name]} points="{_points(shares)}"/>'
        yield from _key(place, name)
    yield "</svg>\n"


def _axes() -> Iterator[str]:
    yield f'<path d="M{_LEFT} {_TOP}V{_BOTTOM}H{_RIGHT}" fill="none" stroke="#222222"/>'
    for percent in range(0, 101, 20):
        y = _y(percent / 100)
        yield f'<path d="M{_LEFT} {y:.1f}H{_RIGHT}" stroke="#dddddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{percent} %</text>'
    for second in range(0, 61, 10):
        yield f'<text x="{_x(second):.1f}" y="{_BOTTOM + 20}" text-anchor="middle">{second}</text>'
    middle = (_LEFT + _RIGHT) / 2
    yield f'<text x="{middle:.1f}" y="{_BOTTOM + 42}" text-anchor="middle">seconds since arrival</text>'


def _key(place: int, name: str) -> Iterator[str]:
    y = _BOTTOM - 70 + 22 * place
    yield f'<path d="M{_RIGHT - 180} {y}h36" {_STROKES[name]}/>'
    yield f'<text x="{_RIGHT - 136}" y="{y + 4}">{name}</text>'


def _points(shares: Sequence[float]) -> str:
    return " ".join(f"{_x(second):.1f},{_y(share):.1f}" for second, share in enumerate(shares))


def _x(second: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * second / 60


def _y(share: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * share
