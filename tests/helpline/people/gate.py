"""The door with its second factor, over whatever books."""

from dataclasses import dataclass, field
from datetime import datetime

from helpline.people import one_time_codes
from helpline.people.factor_ports import FactorBook
from helpline.people.passwords import hash_password
from helpline.people.ports import PeopleBook
from helpline.people.second_factor import SecondFactor
from helpline.people.security_keys import SecurityKeys
from helpline.people.sign_in import SignIn
from tests.fakes.fake_audit import FakeAudit
from tests.helpline.store.samples import NOON, a_person

PASSWORD = "correct horse battery"
HASHED = hash_password(PASSWORD)
ANA = a_person(password_hash=HASHED)


@dataclass(slots=True, kw_only=True)
class Gate:
    sign_in: SignIn
    factors: FactorBook
    audit: FakeAudit = field(default_factory=FakeAudit)

    @property
    def second(self) -> SecondFactor:
        return self.sign_in.second

    def enrol(self, now: datetime = NOON) -> bytes:
        """The secret of a confirmed application; its first code is used up."""
        secret = self.second.begin_code(ANA, now).material
        assert self.second.confirm_code(ANA, code(secret, now), now)
        return secret


def code(secret: bytes, now: datetime) -> str:
    return one_time_codes.code_at(secret, int(now.timestamp()) // one_time_codes.STEP_S)


def open_gate(people: PeopleBook, factors: FactorBook) -> Gate:
    people.add(ANA)
    audit = FakeAudit()
    second = SecondFactor(
        factors=factors,
        keys=SecurityKeys("https://line.example"),
        audit=audit,
        required=True,
        secret=b"a secret of the tests",
    )
    sign_in = SignIn(people=people, audit=audit, second=second, secret=b"a secret of the tests")
    return Gate(sign_in=sign_in, factors=factors, audit=audit)
