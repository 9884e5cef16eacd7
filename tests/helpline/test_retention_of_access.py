"""What the jobs process does once in a while: old entries, sign-ins and links leave."""

from datetime import timedelta

from helpline.privacy.audit import Wanted
from helpline.record_parts import erase_regularly
from tests.helpline.office import Office


def _acts(office: Office) -> list[str]:
    return [row.act for row in office.parts.audit_log.page(Wanted(), limit=50)]


def test_the_setting_says_how_long_an_entry_is_kept(office: Office) -> None:
    now, audit = office.parts.clock.now(), office.parts.audit
    kept = timedelta(days=office.parts.config.audit_days)
    for age in (kept + timedelta(days=1), kept - timedelta(days=1)):
        audit.note(actor_id="p", act="contact.read", thing="c", now=now - age)
    office.parts.people.note_failed_sign_in("digest", now - timedelta(days=2))

    erase_regularly(office.parts)
    erase_regularly(office.parts)

    assert _acts(office) == ["audit.retired", "contact.read"]
    assert audit.verify(office.parts.anchors.read()[0]).faults == []
    assert office.parts.people.failed_sign_ins("digest", now - timedelta(days=9)) == 0
