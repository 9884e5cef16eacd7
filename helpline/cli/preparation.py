"""What must lie ready before the processes start: tables, prompts, sample people and their shifts."""

from datetime import timedelta

from config import Config
from helpline.assembly import Parts, assemble, database_url
from helpline.cases.directory import samples
from helpline.cli.caller_voices import CallerVoices
from helpline.cli.people import Sample
from helpline.people.add_person import add_person
from helpline.people.passwords import hash_password
from helpline.people.ports import Person, Role
from helpline.rota.add_shift import add_shift
from helpline.rota.ports import ShiftsOverlap
from helpline.rota_joined import rota_parts
from helpline.store.migrate import upgrade
from helpline.telephony.prompts.make import is_complete, make_placeholders
from shift_schedule.law_checks import Facts

_LANGUAGES = frozenset({"kk", "ru", "en"})
_LONG_ENOUGH = timedelta(hours=8)
_AN_INSTANT = timedelta(microseconds=1)


def prepare_files(config: Config) -> None:
    """Safe to repeat; recordings that an agency has put in the folder are not touched."""
    upgrade(database_url(config))
    folder = config.data_dir / "prompts"
    if not is_complete(folder):
        make_placeholders(folder)
    if config.practice:
        CallerVoices(config.data_dir / "callers").make_all()
        _prepare_sample_services(config)


def prepare_sample_people(config: Config, people: list[Sample]) -> None:
    """Each with a new password, counsellors with a shift from now on."""
    parts = assemble(config)
    try:
        for sample in people:
            person = _person(parts, sample)
            if sample.role is Role.COUNSELLOR:
                _put_on_shift(parts, person, sample.shift)
            if not sample.in_rosters:
                rota_parts(parts).planning.put_facts(Facts(person_id=person.id), ())
    finally:
        parts.database.close()


def _prepare_sample_services(config: Config) -> None:
    """Only into an empty directory: what an agency has taken in is not touched."""
    parts = assemble(config)
    try:
        if not parts.services.everything():
            parts.services.replace_all(samples())
    finally:
        parts.database.close()


def _person(parts: Parts, sample: Sample) -> Person:
    known = parts.people.by_login(sample.login)
    if known is not None:
        parts.people.set_password(known.id, hash_password(sample.password))
        return known
    return add_person(
        parts.people,
        login=sample.login,
        name=sample.name,
        roles=frozenset({sample.role}),
        speaks=_LANGUAGES,
        ui_language=sample.ui_language,
        password=sample.password,
        is_sample=True,
    )


def _put_on_shift(parts: Parts, person: Person, length: timedelta) -> None:
    """For so long, unless a shift of hers reaches far enough already."""
    now = parts.clock.now()
    until = now + length
    hers = [each for each in parts.shifts.between(now, until) if each.person_id == person.id]
    starts_at = max((shift.ends_at for shift in hers), default=now)
    if starts_at > min(now + _LONG_ENOUGH, until - _AN_INSTANT):
        return
    try:
        add_shift(
            parts.shifts,
            person_id=person.id,
            starts_at=starts_at,
            ends_at=until,
            languages=_LANGUAGES,
            now=now,
        )
    except ShiftsOverlap:
        return  # another `run` on the same data put her there a moment ago
