"""The contact form for screens: the codes in the order they are offered, and answers with their words."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext

from helpline.cases import form as contact_form
from helpline.cases.form import Field, definition, taxonomy, value_of, versions


def form_choices() -> dict[str, Any]:
    return {
        "categories": taxonomy()["categories"],
        "call_types": [
            code for code in contact_form.CALL_TYPES if code not in contact_form.SINGLE_CLICK
        ],
        "single_click": contact_form.SINGLE_CLICK,
        "genders": contact_form.GENDERS,
        "age_groups": contact_form.AGE_GROUPS,
        "regions": contact_form.REGIONS,
        "living": contact_form.LIVING,
        "groups": contact_form.GROUPS,
        "relations": contact_form.RELATIONS,
        "urgencies": contact_form.URGENCIES,
        "actions": contact_form.ACTIONS,
        "referrals": contact_form.REFERRALS,
        "agreed": contact_form.AGREED,
        "risks": contact_form.RISKS,
    }


def shown_answers(form: Mapping[str, Any], version: str) -> list[tuple[str, list[str]]]:
    """(question, answers) in the reader's language, as the form of that version asked them."""
    known = definition(version if version in versions() else contact_form.VERSION)
    return [
        (coded("field", field.name), words)
        for field in known.fields
        if (words := list(_words(field, value_of(form, field.name))))
    ]


def _words(field: Field, value: Any) -> Iterator[str]:
    match value:
        case list():
            yield from (coded(field.words, code) for code in value)
        case Mapping():
            for code, answer in value.items():
                yield f"{coded(field.words, code)}: {coded('answer', answer)}"
        case int():
            yield str(value)
        case str():
            yield coded(field.words, value)
        case _:
            return


def coded(kind: str, code: str) -> str:
    """The words of a code, such as `region:astana`, in the reader's language."""
    name = f"{kind}:{code}"
    return str(gettext(name))
