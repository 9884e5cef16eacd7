"""The matrix of a monitored call, measured in what each leg receives."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from helpline.practice_line.audio.frames import Sound
from helpline.practice_line.audio.mixer import AudioMedia
from tests.practice_line.audio.tones import (
    CHILD,
    COUNSELLOR,
    HEARD_DB,
    MUSIC,
    SUPERVISOR,
    UNHEARD_DB,
    frames_of,
    level_db,
    tone,
    wav_of,
)

TONES = {"child": CHILD, "counsellor": COUNSELLOR, "supervisor": SUPERVISOR, "music": MUSIC}
HOLD_MUSIC = wav_of(tone(MUSIC, 2.0, 8000), 8000)
Arrange = Callable[[AudioMedia], None]


@dataclass
class Ears:
    frames: dict[str, list[Sound]] = field(default_factory=dict)

    def hears(self, leg: str) -> set[str]:
        """The names of the tones in what the leg received; nothing may be in between."""
        settled = np.concatenate(self.frames[leg][-25:])
        levels = {name: level_db(settled, hz) for name, hz in TONES.items()}
        heard = {name for name, level in levels.items() if level > HEARD_DB}
        assert all(levels[name] < UNHEARD_DB for name in TONES.keys() - heard), levels
        return heard


def a_second_of(*arrange: Arrange) -> Ears:
    """Everybody speaks her own tone in room CF while the line beats fifty times."""
    return asyncio.run(_second(arrange))


async def _second(arrange: tuple[Arrange, ...]) -> Ears:
    media, ears = AudioMedia(), Ears()
    for leg in ("child", "counsellor", "supervisor"):
        heard = ears.frames.setdefault(leg, [])
        media.attach(leg, on_frame=heard.append, on_end=lambda: None)
    for step in arrange:
        step(media)
    voices = {leg: frames_of(tone(TONES[leg], 1.0)) for leg in ears.frames}
    for spoken in zip(*voices.values(), strict=True):
        for leg, frame in zip(voices, spoken, strict=True):
            media.say(leg, frame)
        media.mix.tick()
    await media.close()
    return ears


def all_three(media: AudioMedia, *, muted: bool = False, coach: str | None = None) -> None:
    media.join("CF", "child")
    media.join("CF", "counsellor")
    media.join("CF", "supervisor", muted=muted, coach=coach)


def test_two_who_talk_hear_each_other_and_not_themselves() -> None:
    ears = a_second_of(
        lambda media: media.join("CF", "child"), lambda media: media.join("CF", "counsellor")
    )

    assert ears.hears("child") == {"counsellor"}
    assert ears.hears("counsellor") == {"child"}
    assert ears.hears("supervisor") == set()


def test_a_silent_listener_hears_both_and_is_heard_by_nobody() -> None:
    ears = a_second_of(lambda media: all_three(media, muted=True))

    assert ears.hears("child") == {"counsellor"}
    assert ears.hears("counsellor") == {"child"}
    assert ears.hears("supervisor") == {"child", "counsellor"}


def test_a_coach_is_heard_by_the_counsellor_alone() -> None:
    ears = a_second_of(lambda media: all_three(media, coach="counsellor"))

    assert ears.hears("child") == {"counsellor"}
    assert ears.hears("counsellor") == {"child", "supervisor"}
    assert ears.hears("supervisor") == {"child", "counsellor"}


def test_a_supervisor_who_barges_in_is_heard_by_both() -> None:
    ears = a_second_of(
        lambda media: all_three(media, coach="counsellor"),
        lambda media: media.coach("CF", "supervisor", coach=None),
    )

    assert ears.hears("child") == {"counsellor", "supervisor"}
    assert ears.hears("counsellor") == {"child", "supervisor"}


def test_a_muted_counsellor_hears_and_is_not_heard() -> None:
    ears = a_second_of(all_three, lambda media: media.mute("CF", "counsellor", muted=True))

    assert ears.hears("child") == {"supervisor"}
    assert ears.hears("counsellor") == {"child", "supervisor"}


def test_a_held_child_hears_the_music_alone_and_is_heard_by_nobody() -> None:
    ears = a_second_of(
        all_three, lambda media: media.hold("CF", "child", held=True, wav=HOLD_MUSIC)
    )

    assert ears.hears("child") == {"music"}
    assert ears.hears("counsellor") == {"supervisor"}
    assert ears.hears("supervisor") == {"counsellor"}


def test_a_child_held_without_music_hears_nothing() -> None:
    ears = a_second_of(all_three, lambda media: media.hold("CF", "child", held=True))

    assert ears.hears("child") == set()


def test_after_the_hold_all_is_as_before() -> None:
    ears = a_second_of(
        all_three,
        lambda media: media.hold("CF", "child", held=True, wav=HOLD_MUSIC),
        lambda media: media.hold("CF", "child", held=False),
    )

    assert ears.hears("child") == {"counsellor", "supervisor"}
    assert ears.hears("counsellor") == {"child", "supervisor"}


def test_rooms_do_not_hear_each_other() -> None:
    ears = a_second_of(
        all_three,
        lambda media: media.leave("CF", "child"),
        lambda media: media.join("CF2", "child"),
    )

    assert ears.hears("child") == set()
    assert ears.hears("counsellor") == {"supervisor"}
