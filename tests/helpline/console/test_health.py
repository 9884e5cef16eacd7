"""For the machine's own eyes: alive, ready or not, and figures without a person in them."""

import re

from tests.helpline.console.desk import COOKIE, Desk, at_a_desk, talking, with_cookie
from tests.helpline.office import Office

ALL = {"database", "migrations", "key_store"}


def _take_away(office: Office, table: str) -> None:
    with office.parts.database.writing() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_away")


def test_a_line_in_order_is_alive_and_ready(nobody: Desk) -> None:
    ready = nobody.get("/readyz")

    assert nobody.get("/healthz").json == {"alive": True}
    assert (ready.status_code, ready.json) == (200, dict.fromkeys(ALL, True))


def test_without_the_key_store_the_line_is_alive_and_not_ready(
    office: Office, nobody: Desk
) -> None:
    for path in office.parts.keys.path.parent.glob("keys.db*"):
        path.unlink()

    ready = nobody.get("/readyz")

    assert (ready.status_code, ready.json) == (503, dict.fromkeys(ALL, True) | {"key_store": False})
    assert nobody.get("/healthz").status_code == 200


def test_a_key_store_that_is_no_database_is_not_ready(office: Office, nobody: Desk) -> None:
    for path in office.parts.keys.path.parent.glob("keys.db-*"):
        path.unlink()
    office.parts.keys.path.write_bytes(b"no database at all" * 100)

    ready = nobody.get("/readyz")

    assert (ready.status_code, ready.json["key_store"]) == (503, False)


def test_without_its_tables_the_line_is_alive_and_not_ready_whoever_asks(
    office: Office, nobody: Desk
) -> None:
    signed_in = with_cookie(office, "any cookie at all")
    for table in ("sessions", "facts"):
        _take_away(office, table)

    for desk in (nobody, signed_in):
        ready = desk.get("/readyz")
        assert (ready.status_code, ready.json["database"]) == (503, False)
        assert desk.get("/healthz").status_code == 200


def test_tables_of_another_version_are_not_ready(office: Office, nobody: Desk) -> None:
    with office.parts.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")

    ready = nobody.get("/readyz")

    assert (ready.status_code, ready.json["migrations"]) == (503, False)


def test_what_is_wrong_is_told_without_an_address_or_a_password(
    office: Office, nobody: Desk
) -> None:
    _take_away(office, "facts")

    assert set(nobody.get("/readyz").json) == ALL


def test_metrics_count_calls_and_counsellors_and_name_nobody(
    office: Office, counsellor: Desk, nobody: Desk
) -> None:
    call_id = talking(office, counsellor)
    free = at_a_desk(office, "free")

    answer = nobody.get("/metrics")

    lines = answer.text.splitlines()
    assert answer.mimetype == "text/plain"
    assert 'helpline_calls{state="talking"} 1' in lines
    assert 'helpline_calls{state="waiting"} 0' in lines
    assert 'helpline_counsellors{presence="available"} 1' in lines
    shape = r'# TYPE \w+ (gauge|counter)|helpline_\w+\{\w+="\w+"\} \d+'
    assert [line for line in lines if not re.fullmatch(shape, line)] == []
    for secret in (call_id, counsellor.id, free.id, "Sample", "CA1", COOKIE):
        assert secret not in answer.text
