"""Skills and places: typed, kept, used from the next look at the rota on."""

from datetime import timedelta

import pytest

from helpline.rota.abilities import Ability, WrongSkills, shown, skills_of
from helpline.store.ability_book import SqlAbilities
from helpline.store.database import Database
from helpline.store.people_book import SqlPeopleBook
from tests.helpline.rota.town import Town
from tests.helpline.store.samples import a_person


@pytest.mark.parametrize(
    ("typed", "skills"),
    [
        ("", {}),
        ("law 3", {"law": 3}),
        (" Law 3 ,suicide risk 5, ", {"law": 3, "suicide risk": 5}),
    ],
)
def test_skills_are_read_as_they_are_typed(typed: str, skills: dict[str, int]) -> None:
    assert skills_of(typed) == skills
    assert skills_of(shown(skills)) == skills


@pytest.mark.parametrize("typed", ["law", "law 0", "law 6", "5", "law 3, law 4", "x" * 41 + " 3"])
def test_what_is_no_list_of_skills_is_refused(typed: str) -> None:
    with pytest.raises(WrongSkills):
        skills_of(typed)


def test_more_than_ten_skills_are_refused() -> None:
    with pytest.raises(WrongSkills):
        skills_of(", ".join(f"skill{n} 1" for n in range(11)))


def test_they_come_back_as_they_were_set(database: Database) -> None:
    SqlPeopleBook(database).add(a_person())
    book = SqlAbilities(database)
    ability = Ability(skills={"law": 3}, place=7)

    book.set_ability("person-1", ability)

    assert book.abilities() == {"person-1": ability}
    assert book.marked_abilities() == {}


def test_what_she_can_do_is_known_from_her_shift_on_and_changes_in_it() -> None:
    town = Town()
    town.put("ana", 0, 8)
    town.abilities.set_ability("ana", Ability(skills={"law": 3}, place=2))

    town.follow()
    at_first = town.store.memory.counsellors["ana"]
    town.abilities.set_ability("ana", Ability(skills={"law": 4}))
    town.clock.pass_by(timedelta(seconds=5))
    done = [town.follow(), town.follow()]

    assert (at_first.skills, at_first.rank) == ({"law": 3}, 2)
    assert town.store.memory.counsellors["ana"].skills == {"law": 4}
    assert done == [1, 0]
