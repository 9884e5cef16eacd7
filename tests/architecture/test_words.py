"""The project speaks of itself alone."""

import hashlib
import re

import pytest

from tests.architecture.repository import ROOT, python_files, shown, texts_of_ours

# Names of tools and firms that have no place here, as digests: written out, the list would break its rule.
FOREIGN_WORDS = frozenset(
    {
        "053ea4804ef1bb33",
        "1e32847769dc4a15",
        "3ea125d0bff386e6",
        "487b91042c7cf27a",
        "57de4cf40144bdf7",
        "5d72436256ada538",
        "60965168ce762e94",
        "7d3194f79e645c42",
        "94a168d2da574b00",
        "c70eca6b0f88f44d",
        "c857d09db23e6822",
        "de2187af3fb01170",
    }
)
# Put together from parts for the same reason.
_MACHINE_PATH = re.compile(
    r"(?<![\w.])/(?:" + "|".join(("ho" + "me", "Us" + "ers", "ro" + "ot", "wo" + "rk")) + r")/\w"
)
_FORBIDDEN_IN_TESTS = re.compile(
    "|".join(
        (
            r"pytest\.sk" + "ip",
            r"mark\.sk" + "ip",
            "xf" + r"ail\b",
            r"unittest\.mo" + "ck",
            "import" + "orskip",
        )
    )
)


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:16]


def test_no_foreign_tool_is_spoken_of() -> None:
    found = [
        (shown(path), word)
        for path in texts_of_ours()
        for word in {each.lower() for each in re.findall(r"[A-Za-z]+", path.read_text("utf-8"))}
        if _digest(word) in FOREIGN_WORDS
    ]

    assert found == []


@pytest.mark.parametrize("suffix", [".py", ".md", ".js", ".toml"])
def test_every_kind_of_file_is_looked_at(suffix: str) -> None:
    assert [path for path in texts_of_ours() if path.suffix == suffix]


def test_no_path_of_anybodys_machine_is_written_down() -> None:
    found = [
        shown(path) for path in texts_of_ours() if _MACHINE_PATH.search(path.read_text("utf-8"))
    ]

    assert found == []


def test_the_requirements_name_versions_and_no_registry() -> None:
    requirements = sorted(ROOT.glob("requirements*.txt"))

    assert requirements
    for path in requirements:
        assert not re.search(r"index-url|find-links|https?://|@ ", path.read_text("utf-8")), path


def test_no_test_is_left_out_or_lives_on_patches() -> None:
    tests = [path for path in python_files() if ROOT / "tests" in path.parents]

    found = [shown(path) for path in tests if _FORBIDDEN_IN_TESTS.search(path.read_text("utf-8"))]

    assert found == []
