"""A changed copy is what the standard library would make of it."""

import dataclasses

import pytest

from routing.replacing import replace
from tests.builders.routing import a_call


def test_a_copy_is_changed_and_its_original_is_not() -> None:
    call = a_call("c1", language="kk")

    changed = replace(call, muted=True, room="r1")

    assert changed == dataclasses.replace(call, muted=True, room="r1")
    assert call == a_call("c1", language="kk")


def test_a_copy_is_as_frozen_as_its_original() -> None:
    changed = replace(a_call("c1"), muted=True)

    with pytest.raises(dataclasses.FrozenInstanceError):
        changed.muted = False  # type: ignore[misc]


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="no such field"):
        replace(a_call("c1"), colour="red")  # type: ignore[call-arg]
