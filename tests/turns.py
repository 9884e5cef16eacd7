"""Which test files take turns: those that open a browser, one after the other on one worker.

Two browsers with their lines want more than two cores: what is measured then is who starves, and a
softphone that does not connect in time is a counsellor on a break.
"""

from pathlib import Path

from xdist.scheduler import LoadFileScheduling

_OPENS_A_BROWSER = ("tests.browser.", "audio.browsers ", "audio.only_loopback")
_ROOT = Path(__file__).parent.parent


class BrowsersInTurn(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    """A file stays together as with `--dist loadfile`; all that open a browser are as one file."""

    def _split_scope(self, nodeid: str) -> str:
        path: str = super()._split_scope(nodeid)
        return "browsers" if opens_a_browser(path) else path


def opens_a_browser(path: str) -> bool:
    """`path` as pytest names it, from the top of the project."""
    words = Path(_ROOT, path).read_text("utf-8")
    return any(each in words for each in _OPENS_A_BROWSER)
