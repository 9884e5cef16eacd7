"""What anonymity is measured by: the detector on generated numbers (S5) and on notes written apart (S6)."""

from collections.abc import Iterator, Mapping
from typing import Any

from helpline.privacy.detector import refusals
from tests.bench.figure import figure
from tests.helpline.privacy.generated import sensitive
from tests.helpline.privacy.held_out import (
    notes_with_names,
    ordinary_notes,
    recall,
    refused,
)


def figures() -> Iterator[Mapping[str, Any]]:
    yield from _detector()


def _detector() -> Iterator[Mapping[str, Any]]:
    generated = list(sensitive())
    caught = 100 * sum(bool(refusals(text)) for _, text in generated) / len(generated)
    detail = f"{len(generated)} numbers, addresses and handles in every script of digits"
    yield figure("S5 numbers and handles refused", caught, "%", goal="100", detail=detail)
    wrongly = 100 * len(refused()) / len(ordinary_notes())
    detail = f"{len(ordinary_notes())} ordinary notes written apart from the rules"
    yield figure("S5 ordinary notes refused", wrongly, "%", goal="<= 1", detail=detail)
    found, of = recall()["all"]
    kinds = ", ".join(f"{kind} {hit} of {all_}" for kind, (hit, all_) in recall().items())
    detail = f"{len(notes_with_names())} notes written apart from the rules: {kinds}"
    yield figure("S6 names and places marked", 100 * found / of, "%", goal=">= 80", detail=detail)
