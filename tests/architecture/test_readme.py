"""The README keeps up with the code."""

from config import SETTINGS
from tests.architecture.repository import CODE_FOLDERS, ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_the_readme_names_every_setting() -> None:
    assert [setting.name for setting in SETTINGS if f"`{setting.name}`" not in README] == []


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    known = {setting.name for setting in SETTINGS}

    named = {word.strip("`|,.()") for word in README.split() if "`HELPLINE_" in word}

    assert {name.partition("=")[0] for name in named} <= known


def test_the_readme_names_every_folder_of_code() -> None:
    packages = [path.parent.name for path in sorted((ROOT / "helpline").glob("*/__init__.py"))]

    assert len(packages) > 8
    assert [name for name in (*CODE_FOLDERS, *packages) if f"{name}/" not in README] == []


def test_the_files_the_readme_points_to_are_there() -> None:
    pointed = [word.strip("`|,.():;") for word in README.split() if word.startswith("`")]
    files = [word for word in pointed if word.endswith((".py", ".md", ".toml")) and "/" in word]

    assert files
    assert [name for name in files if not (ROOT / name).exists()] == []
