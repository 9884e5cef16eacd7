"""Who speaks the lines: given in from outside, because the practice line knows no speech."""

from collections.abc import Callable

Voice = Callable[[str, str], bytes]
"""Words and their language: a WAV. Raises NoVoice. May take its time: it is called in a thread."""


class NoVoice(Exception):
    """The words cannot be spoken; the message says what to do."""
