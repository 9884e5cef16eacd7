"""The same seed and the same occasions play the same faults; every knob draws for itself."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.faults import Faults
from helpline.practice_line.in_process import Answered
from helpline.practice_line.journal import Entry, Journal
from helpline.practice_line.playing import Playing
from helpline.practice_line.transport import Answer, Request
from helpline.practice_line.virtual_line import VirtualLine

_SHARES = st.integers(0, 100).map("{}%".format)


def _playing(**wanted: object) -> Playing:
    playing = Playing(Faults(), Journal())
    playing.set(wanted)
    return playing


def _drawn(playing: Playing, names: Iterable[str]) -> list[bool]:
    return [playing.plays(name) for name in names]


@given(seed=st.integers(0, 100_000), share=_SHARES, times=st.integers(1, 60))
def test_the_same_seed_draws_the_same(seed: int, share: str, times: int) -> None:
    names = ["drop_callbacks"] * times

    first = _drawn(_playing(seed=seed, drop_callbacks=share), names)
    second = _drawn(_playing(seed=seed, drop_callbacks=share), names)

    assert first == second


@given(
    seed=st.integers(0, 100_000),
    share=_SHARES,
    others=st.lists(st.sampled_from(["rest_errors", "drop_callbacks"]), max_size=60),
)
def test_the_occasions_of_one_knob_do_not_disturb_another(
    seed: int, share: str, others: list[str]
) -> None:
    alone = _playing(seed=seed, drop_callbacks=share)
    among_others = _playing(seed=seed, drop_callbacks=share, rest_errors="50%")

    drawn = zip(others, _drawn(among_others, others), strict=True)

    mine = [was for name, was in drawn if name == "drop_callbacks"]
    assert mine == _drawn(alone, ["drop_callbacks"] * len(mine))


@given(count=st.integers(0, 30), times=st.integers(0, 60))
def test_the_next_so_many_are_the_next_so_many(count: int, times: int) -> None:
    playing = _playing(drop_callbacks=count)

    drawn = _drawn(playing, ["drop_callbacks"] * times)

    assert drawn == [turn < count for turn in range(times)]
    assert playing.faults.drop_callbacks == max(0, count - times)
    assert playing.played["drop_callbacks"] == min(count, times)


@pytest.mark.parametrize(("share", "fewest", "most"), [("0%", 0, 0), ("100%", 1000, 1000)])
def test_none_is_none_and_all_are_all(share: str, fewest: int, most: int) -> None:
    drawn = _drawn(_playing(drop_callbacks=share), ["drop_callbacks"] * 1000)

    assert fewest <= sum(drawn) <= most


def test_a_quarter_is_about_a_quarter() -> None:
    drawn = _drawn(_playing(drop_callbacks="25%"), ["drop_callbacks"] * 4000)

    assert 900 < sum(drawn) < 1100


def test_another_seed_draws_otherwise() -> None:
    drawn = {
        tuple(_drawn(_playing(seed=seed, drop_callbacks="50%"), ["drop_callbacks"] * 30))
        for seed in range(20)
    }

    assert len(drawn) == 20


def test_setting_a_knob_again_draws_it_from_the_beginning() -> None:
    playing, names = _playing(drop_callbacks="50%", rest_errors="50%"), ["drop_callbacks"] * 40
    first = _drawn(playing, names)

    playing.set({"drop_callbacks": "50%"})

    assert _drawn(playing, names) == first
    assert playing.occasions["drop_callbacks"] == 40


def test_setting_the_seed_draws_and_numbers_everything_from_the_beginning() -> None:
    playing = _playing(seed=3, drop_callbacks="50%", rest_errors="50%")
    names = ["drop_callbacks", "rest_errors"] * 20
    first = _drawn(playing, names)

    playing.set({"seed": 3})

    assert _drawn(playing, names) == first
    assert playing.played.total() == sum(first)


def _a_day(seed: int) -> list[Entry]:
    """Forty calls, half an hour apart, under every fault that a line without sound can play."""

    def answer(_: Request) -> Answered:
        document = b"<Response><Pause length='3'/><Hangup/></Response>"
        return Answered(answer=Answer(content_type="text/xml", body=document), after_s=0.05)

    config = CarrierConfig(
        account_sid="AC" + "0" * 32,
        auth_token="a sample token",
        voice_url="https://line.example/voice",
        status_callback="https://line.example/status",
    )
    line = VirtualLine(config, answer, seed=seed)

    async def day() -> None:
        shares = ("drop", "duplicate", "reorder", "delay")
        wanted = {f"{share}_callbacks": "30%" for share in shares} | {
            "delay_callbacks_s": 7,
            "delay_documents": "30%",
            "delay_documents_s": 2,
            "duplicate_documents": "30%",
            "wrong_signatures": "10%",
            "withheld_callers": "40%",
        }
        line.carrier.playing.set(wanted)
        for _ in range(40):
            line.carrier.place_call("+77005550142")
            await line.carrier.rest(1800)

    line.run(day())
    line.close()
    return line.log


def test_a_day_with_the_same_seed_is_the_same_in_every_line_of_its_log() -> None:
    first, second = _a_day(7), _a_day(7)

    assert first == second
    assert {each.fields["name"] for each in first if "name" in each.fields} == {
        "drop_callbacks",
        "duplicate_callbacks",
        "reorder_callbacks",
        "delay_callbacks",
        "delay_documents",
        "duplicate_documents",
        "wrong_signatures",
        "withheld_callers",
    }


def test_a_day_with_another_seed_is_another_day() -> None:
    def faults(log: list[Entry]) -> list[tuple[object, object]]:
        return [(each.fields.get("name"), each.at) for each in log if each.kind == "fault"]

    assert faults(_a_day(7)) != faults(_a_day(8))
