"""The codes of a contact: what fits the form, what is nonsense, what is still missing."""

from typing import Any

import pytest

from helpline.cases import form
from helpline.cases.form import category_codes, faults, taxonomy

WHOLE: dict[str, Any] = {
    "call_type": "counselling",
    "categories": ["violence.bullying"],
    "child": {"age": 12, "gender": "girl", "region": "almaty"},
    "caller_relation": "child",
    "urgency": "low",
    "actions": ["listened", "informed"],
    "risk": {"suicide": "no", "alone": "unknown"},
}


def _fields(written: dict[str, Any], note: str = "", *, complete: bool = False) -> list[str]:
    return [name for name, _ in faults(written, note, complete=complete)]


def test_a_whole_form_has_no_faults() -> None:
    assert faults(WHOLE, "a sample note", complete=True) == []


def test_an_empty_draft_is_no_nonsense_and_no_complete_contact() -> None:
    assert faults({}, "", complete=False) == []
    assert _fields({}, complete=True) == ["call_type"]
    assert faults(dict.fromkeys(WHOLE), "", complete=False) == []


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"telephone": "x"}, "telephone"),
        ({"call_type": "other"}, "call_type"),
        ({"call_type": ["counselling"]}, "call_type"),
        ({"caller_relation": "cosmonaut"}, "caller_relation"),
        ({"urgency": 1}, "urgency"),
        ({"categories": ["violence"]}, "categories"),
        ({"categories": "violence.bullying"}, "categories"),
        ({"categories": [["violence.bullying"]]}, "categories"),
        ({"actions": ["called_back"]}, "actions"),
        ({"child": []}, "child"),
        ({"child": {"name": "x"}}, "child"),
        ({"child": {"age": 26}}, "child.age"),
        ({"child": {"age": -1}}, "child.age"),
        ({"child": {"age": True}}, "child.age"),
        ({"child": {"age": 12.0}}, "child.age"),
        ({"child": {"age": "12"}}, "child.age"),
        ({"child": {"gender": "x"}}, "child.gender"),
        ({"child": {"region": "moscow"}}, "child.region"),
        ({"risk": ["suicide"]}, "risk"),
        ({"risk": {"fire": "yes"}}, "risk"),
        ({"risk": {"suicide": "perhaps"}}, "risk"),
        ({"risk": {"suicide": ["yes"]}}, "risk"),
    ],
)
def test_what_is_not_of_the_list_is_refused_by_its_field(
    written: dict[str, Any], field: str
) -> None:
    assert _fields(written) == [field]
    assert _fields(WHOLE | written, complete=True) == [field]


def test_every_fault_is_named_at_once() -> None:
    wrong = {"call_type": "x", "child": {"age": 99, "gender": "x", "region": "x"}, "risk": 1}

    assert _fields(wrong, "x" * 4001) == [
        "call_type",
        "child.age",
        "child.gender",
        "child.region",
        "risk",
        "note",
    ]


@pytest.mark.parametrize("age", [0, 25])
def test_ages_from_birth_to_twenty_five_fit(age: int) -> None:
    assert faults({"child": {"age": age}}, "", complete=False) == []


def test_a_note_of_four_thousand_letters_fits_and_one_more_does_not() -> None:
    assert faults({}, "ұ" * 4000, complete=False) == []
    assert _fields({}, "ұ" * 4001) == ["note"]


@pytest.mark.parametrize("call_type", form.CALL_TYPES)
def test_only_calls_about_something_need_a_reason(call_type: str) -> None:
    needed = ["categories"] if call_type in {"counselling", "information"} else []

    assert _fields({"call_type": call_type, "categories": []}, complete=True) == needed


def test_an_unknown_field_is_named_in_short_so_that_no_text_comes_back_as_a_name() -> None:
    assert [len(name) for name in _fields({"x" * 500: 1})] == [40]


def test_the_taxonomy_has_ten_categories_and_each_code_once() -> None:
    categories = taxonomy()["categories"]
    codes = [sub["code"] for each in categories for sub in each["subcategories"]]

    assert len(categories) == 10
    assert len(codes) == len(set(codes)) == len(category_codes())
    for each in categories:
        assert all(sub["code"].startswith(f"{each['code']}.") for sub in each["subcategories"])


@pytest.mark.parametrize("code", sorted(category_codes()))
def test_every_code_of_the_taxonomy_can_be_chosen(code: str) -> None:
    assert faults({"call_type": "counselling", "categories": [code]}, "", complete=True) == []


def test_the_taxonomy_has_sixty_seven_reasons() -> None:
    assert len(category_codes()) == 67


def test_the_regions_are_seventeen_and_three_cities() -> None:
    assert len(form.REGIONS) == 20
    assert {"astana", "almaty", "shymkent"} < set(form.REGIONS)


def test_every_version_of_the_form_can_still_be_read_and_keeps_what_it_offered() -> None:
    for version in form.versions():
        known = form.definition(version)
        assert known.version == version
        for field in known.fields:
            now = form.definition()
            assert set(field.codes) <= set(now.codes(field.name)), (version, field.name)


@pytest.mark.parametrize("version", ["", "99", "../2", "x"])
def test_a_version_that_never_was_is_no_form(version: str) -> None:
    with pytest.raises(KeyError):
        form.definition(version)


@pytest.mark.parametrize("call_type", form.SINGLE_CLICK)
def test_one_click_is_enough_for_calls_without_data(call_type: str) -> None:
    assert faults({"call_type": call_type}, "", complete=True) == []
