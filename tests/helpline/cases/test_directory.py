"""The referral directory: searched by what a child needs, and the same after a round through CSV."""

import csv
import io
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.cases.directory import (
    BadRows,
    Service,
    WantedServices,
    as_csv,
    from_csv,
    samples,
    search,
)
from helpline.cases.form import REFERRALS, REGIONS

_WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40
).map(str.strip)
_NAMES = _WORDS.filter(lambda text: bool(text) and not text.startswith("'"))
_SERVICES = st.builds(
    Service,
    code=st.from_regex("[a-z0-9][a-z0-9_-]{0,19}", fullmatch=True),
    kind=st.sampled_from(REFERRALS),
    name_kk=_NAMES,
    name_ru=_NAMES,
    name_en=_NAMES,
    about_ru=_NAMES,
    regions=st.lists(st.sampled_from(REGIONS), min_size=1, max_size=3, unique=True).map(tuple),
    languages=st.just(("kk", "ru")),
    age_from=st.integers(0, 20),
    age_to=st.integers(0, 25),
    hours=_NAMES,
    cost=st.sampled_from(("free", "paid")),
    is_sample=st.booleans(),
)


@given(st.lists(_SERVICES, max_size=5, unique_by=lambda each: each.code))
def test_what_goes_out_as_csv_comes_back_the_same(services: list[Service]) -> None:
    assert from_csv(as_csv(services)) == services
    assert from_csv("\ufeff" + as_csv(services)) == services


@pytest.mark.parametrize("start", ["=1+1", "+7", "-x", "@SUM(A1)"])
def test_no_cell_is_run_as_a_formula(start: str) -> None:
    service = replace(samples()[0], reached_by=start)

    row = next(csv.DictReader(io.StringIO(as_csv([service]))))

    assert row["reached_by"] == "'" + start
    assert from_csv(as_csv([service])) == [service]


def test_there_are_seven_samples_and_each_says_that_it_is_one() -> None:
    assert len(samples()) == 7
    for service in samples():
        assert service.is_sample
        assert service.name_en.startswith("Sample")
        assert service.name_ru.startswith("Образец")
        assert service.name_kk.startswith("Үлгі")


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (WantedServices(words="ПСИХОЛОГ"), {"sample-psychologist", "sample-school"}),
        (WantedServices(words="баспана"), {"sample-crisis-centre"}),
        (WantedServices(kind="health"), {"sample-clinic"}),
        (WantedServices(kind="health", age=11), set()),
        (WantedServices(kind="mental_health", age=10), {"sample-psychologist"}),
        (WantedServices(cost="partly"), {"sample-psychologist"}),
        (WantedServices(language="en", kind="other"), set()),
        (
            WantedServices(region="almaty"),
            {"sample-crisis-centre", "sample-protection", "sample-police", "sample-lawyer"},
        ),
    ],
)
def test_a_search_finds_what_fits_and_what_is_for_everywhere(
    wanted: WantedServices, codes: set[str]
) -> None:
    assert {each.code for each in search(samples(), wanted)} == codes


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("code", "Ы"),
        ("code", ""),
        ("kind", "magic"),
        ("name_kk", " "),
        ("regions", "moon"),
        ("regions", ""),
        ("languages", "xx"),
        ("age_from", "-1"),
        ("age_to", "ten"),
        ("cost", "free paid"),
        ("is_sample", "perhaps"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line_and_nothing_is_taken_in(
    column: str, value: str
) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(samples()))))
    rows[2][column] = value
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)

    with pytest.raises(BadRows) as refusal:
        from_csv(out.getvalue())

    assert [(line, name) for line, name, _ in refusal.value.faults] == [(4, column)]


@pytest.mark.parametrize("text", ["", "code\nx\n", as_csv(samples()) + "one,cell\n"])
def test_a_file_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(BadRows):
        from_csv(text)


def test_a_code_stands_once() -> None:
    twice = [samples()[0], samples()[0]]

    with pytest.raises(BadRows) as refusal:
        from_csv(as_csv(twice))

    assert refusal.value.faults[0][1] == "code"
    assert len(fields(Service)) == 16
