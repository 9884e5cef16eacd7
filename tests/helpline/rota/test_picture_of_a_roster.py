"""The picture of a roster: well-formed, described, nights and free days and open hours to be seen."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from helpline.rota.making.month import rows_of
from helpline.rota.picture import Picture, Words, drawn, picture_of
from helpline.rota.rosters import RosterDraft
from shift_schedule.plan import Roster, RosterState
from tests.helpline.rota.making.a_month import FIRST, a_month, flat, person

_NOW = datetime(2026, 2, 1, tzinfo=UTC)
_SVG = "{http://www.w3.org/2000/svg}"
_WORDS = Words(
    title="Roster <2026-03>",
    described="A & B",
    hours="Hours",
    nights="Nights",
    free_days="Days off",
    begin="Begin",
    open_hours="Open",
)
_NAMES = {"ana": "Ana <script>", "bek": "Bek with a name that is longer than the margin"}


@pytest.fixture
def picture() -> Picture:
    month = a_month([person("ana"), person("bek")], flat(7, 2, {}), days=7)
    assigned = {("ana", 0): "D", ("ana", 2): "N", ("bek", 5): "D"}
    rows = rows_of(month, assigned, roster_id="r", now=_NOW)
    start = datetime(2026, 3, 4, 3, tzinfo=UTC)
    span = [start.isoformat(), (start + timedelta(hours=3)).isoformat()]
    told = {"missing": 2, "spans": [span], "kinds": ["D"], "could": [], "stopped": {}}
    draft = RosterDraft(
        roster=Roster(id="r", period="p", version=1, state=RosterState.REVIEW, effective_from=_NOW),
        first_day=FIRST,
        last_day=FIRST + timedelta(days=6),
        made_at=_NOW,
        explained=[{"language": None, **told}, {"language": "kk", **told}],
    )
    return picture_of(draft, rows, _NAMES, month.accounting)


def _kinds(svg: str, kind: str) -> list[ET.Element]:
    root = ET.fromstring(svg)
    return [each for each in root.iter() if each.get("class") == kind]


def test_it_is_one_document_with_title_and_words_for_those_who_hear_it(picture: Picture) -> None:
    root = ET.fromstring(drawn(picture, _WORDS, alone=True))

    title, described = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert (title.text, described.text) == ("Roster <2026-03>", "A & B")


def test_every_shift_is_a_box_and_nights_are_told_apart_by_their_corners(picture: Picture) -> None:
    svg = drawn(picture, _WORDS, alone=False)

    works, nights = _kinds(svg, "works"), _kinds(svg, "night")
    assert (len(works), len(nights)) == (2, 1)
    assert nights[0].get("rx") != works[0].get("rx")
    assert len(_kinds(svg, "free")) == 2


def test_totals_stand_at_the_margin(picture: Picture) -> None:
    root = ET.fromstring(drawn(picture, _WORDS, alone=False))

    said = [each.text for each in root.iter(f"{_SVG}text")]
    ana, bek = (said.index(name) for name in ("Ana <script>", "Bek with a name tha…"))
    assert ana < bek
    assert said[bek - 3 : bek] == ["24", "1", "0"]
    assert [picture.present(FIRST + timedelta(days=n)) for n in range(7)] == [1, 0, 1, 0, 0, 1, 0]


def test_open_hours_are_marked_on_their_day_and_languages_are_not_counted_twice(
    picture: Picture,
) -> None:
    assert picture.open_hours == {date(2026, 3, 4): 6.0}
    assert len(_kinds(drawn(picture, _WORDS, alone=False), "short")) == 1


def test_alone_it_has_its_colours_by_day_and_night_and_in_a_page_those_of_the_page(
    picture: Picture,
) -> None:
    alone, inside = (drawn(picture, _WORDS, alone=each) for each in (True, False))

    assert "prefers-color-scheme:dark" in alone
    assert "<style" not in inside
    assert "style=" not in inside
