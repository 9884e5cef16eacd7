"""Skills and places of people in the database."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from helpline.rota.abilities import Ability
from helpline.store.database import Database
from helpline.store.tables.counsellors import counsellors
from helpline.store.tables.people import people


@dataclass(frozen=True, slots=True)
class SqlAbilities:
    """Implements `helpline.rota.abilities.Abilities`."""

    database: Database

    def abilities(self) -> Mapping[str, Ability]:
        query = sa.select(people.c.id, people.c.skills, people.c.place).where(people.c.active)
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return {row.id: Ability(skills=row.skills, place=row.place) for row in rows}

    def marked_abilities(self) -> Mapping[str, Ability]:
        query = sa.select(counsellors.c.id, counsellors.c.skills, counsellors.c.rank)
        with self.database.reading() as connection:
            rows = connection.execute(query.where(counsellors.c.on_shift)).all()
        return {row.id: Ability(skills=row.skills, place=row.rank) for row in rows}

    def set_ability(self, person_id: str, ability: Ability) -> None:
        hers = sa.update(people).where(people.c.id == person_id)
        with self.database.writing() as connection:
            values = {"skills": dict(ability.skills), "place": ability.place}
            connection.execute(hers.values(**values))
