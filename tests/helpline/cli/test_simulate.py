"""`simulate` tells a person or a program what a line would be like."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from helpline.cli import commands

_SVG = "{http://www.w3.org/2000/svg}"


def _simulate(*asked: str) -> Result:
    return CliRunner().invoke(commands, ["simulate", "--calls", "600", *asked])


def test_a_program_reads_every_figure_with_its_interval() -> None:
    result = _simulate("--json", "--ring", "5")
    figures = json.loads(result.output)

    levels = {f"service_level_{seconds}s" for seconds in (15, 20, 30)}
    names = {"p_wait", "abandoned", "mean_wait_s", "occupancy", *levels}
    assert names <= set(figures)
    assert {f"{name}_ci95" for name in names} <= set(figures)
    assert names == set(figures["floor"]) == set(figures["erlang_a"])
    assert figures["times_real_time"] > 10_000


def test_a_person_reads_the_same_beside_theory() -> None:
    output = _simulate("--walk-aways", "1", "--misses", "0.1", "--short-share", "0.3").output

    assert "measured" in output
    assert "Erlang-A" in output
    assert "callers who give up" in output
    assert "the mean wait is 409.3 s" in output  # of the eleven who are there


def test_how_many_counsellors_a_target_needs_is_the_first_thing_said() -> None:
    output = _simulate("--target", "50@20", "--target", "60@30").output

    assert output.splitlines()[0].endswith(
        "answer 50 % in 20 s and 60 % in 30 s of the calls offered."
    )


def test_a_line_that_cannot_keep_up_is_said_to_wait_for_ever() -> None:
    output = _simulate("--counsellors", "8").output

    assert "grows for ever" in output


def test_the_chart_says_in_words_what_it_draws(tmp_path: Path) -> None:
    path = tmp_path / "line.svg"

    result = _simulate("--plot", str(path), "--language", "kk=0.6/8", "--skill", "law=0.1/4")

    assert result.exit_code == 0, result.output
    svg = ET.fromstring(path.read_text("utf-8"))
    labels = (svg.get("aria-labelledby") or "").split()
    assert [svg.find(f"{_SVG}{tag}").get("id") for tag in ("title", "desc")] == labels  # type: ignore[union-attr]
    assert len(svg.findall(f"{_SVG}polyline")) == 3
    written = {text.text for text in svg.iter(f"{_SVG}text")}
    assert {"measured", "Erlang-A", "seconds since arrival", "100 %", "60"} <= written


def test_a_chart_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    result = _simulate("--plot", str(tmp_path / "nowhere" / "line.svg"))

    assert result.exit_code == 1
    assert "cannot write" in result.output


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--counsellors", "0"], "one at least"),
        (["--language", "kk"], "not like kk=0.6/8"),
        (["--language", "kk=0.6/8", "--language", "kk=0.1/2"], "named twice"),
        (["--target", "often"], "not like 90@15"),
        (["--target", "90@15", "--ring", "16"], "no number of counsellors"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(asked: list[str], words: str) -> None:
    result = _simulate(*asked)

    assert result.exit_code == 2
    assert words in result.output
