"""Erasing as it is joined, on whatever day it is."""

from dataclasses import replace

import pytest

from helpline.cases.erase_due import EraseDue
from helpline.record_parts import erase_due
from tests.helpline.office import Office
from tests.helpline.store.erasing import Later
from tests.helpline.store.samples import a_person


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def erase(office: Office, later: Later) -> EraseDue:
    office.parts.people.add(a_person())
    return replace(erase_due(office.parts), now=lambda: later.now)
