"""What people can do beside their languages, and their place in the fixed order: set once, used each shift."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

LEVELS = range(1, 6)
LONGEST_SKILL, MOST_SKILLS = 40, 10
PLACES = range(1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ability:
    """`skills` with levels from 1 to 5; `place` in the fixed order, low first."""

    skills: Mapping[str, int] = field(default_factory=dict)
    place: int = 0


NONE = Ability()


class Abilities(Protocol):
    def abilities(self) -> Mapping[str, Ability]:
        """By person, of everybody who works here."""

    def marked_abilities(self) -> Mapping[str, Ability]:
        """As the line knows them in the shift that runs."""

    def set_ability(self, person_id: str, ability: Ability) -> None: ...


class WrongSkills(ValueError):
    """What was typed is no list of skills with levels."""


def skills_of(typed: str) -> Mapping[str, int]:
    """From text such as `law 3, suicide 5`. Raises WrongSkills."""
    found: dict[str, int] = {}
    for part in filter(None, (each.strip() for each in typed.split(","))):
        name, _, level = part.rpartition(" ")
        name = name.strip().lower()
        is_level = level.isascii() and level.isdigit() and int(level) in LEVELS
        if not name or len(name) > LONGEST_SKILL or not is_level or name in found:
            raise WrongSkills(part)
        found[name] = int(level)
    if len(found) > MOST_SKILLS:
        raise WrongSkills(typed)
    return found


def shown(skills: Mapping[str, int]) -> str:
    """As it can be typed again."""
    return ", ".join(f"{name} {level}" for name, level in sorted(skills.items()))
