"""The faults as a form without a script: set, refused in words, reset; closed to foreign pages."""

import re
from urllib.parse import urlencode

import pytest

from helpline.practice_line.debugger.faults_form import GROUPS, groups
from tests.practice_line.faulty import ask_for, knob
from tests.practice_line.scene import Scene


def _fields(page: str) -> dict[str, str]:
    """What a browser would send of the form of the faults, boxes not ticked."""
    form = page[page.index('action="/debugger/faults"') : page.index("</form>")]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form, re.DOTALL):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if said.get("type") != "checkbox":
            found[said["name"]] = said["value"]
    for name, choices in re.findall(
        r'<select id="\w+" name="(\w+)".*?>(.*?)</select>', form, re.DOTALL
    ):
        found[name] = re.findall(r"<option selected>(.*?)</option>", choices)[0]
    return found


def _form(scene: Scene) -> dict[str, str]:
    status, page = scene.ask("GET", "/debugger")
    assert status == 200
    return _fields(page)


def _post(
    scene: Scene, form: dict[str, str], path: str = "/debugger/faults", **headers: str
) -> tuple[int, str]:
    kind = "application/x-www-form-urlencoded"
    return scene.ask("POST", path, urlencode(form).encode(), Content_Type=kind, **headers)


def test_every_knob_has_a_field_in_one_group(scene: Scene) -> None:
    playing = scene.line.carrier.playing

    shown = [field.name for fields in groups(playing, {}).values() for field in fields]

    assert sorted(shown) == sorted(playing.faults.knobs())
    assert all(groups(playing, {})[legend] for legend in GROUPS)
    assert set(playing.faults.knobs()) < set(_form(scene))


def test_faults_are_set_by_the_form_and_the_page_is_asked_for_anew(scene: Scene) -> None:
    form = _form(scene) | {"drop_callbacks": "2", "rest_errors": "10%", "withheld_as": "sip"}

    status, _ = _post(scene, form)

    faults = scene.line.carrier.faults
    assert status == 303
    assert (faults.drop_callbacks, str(faults.rest_errors), faults.withheld_as) == (2, "10%", "sip")
    [note] = scene.line.journal("fault")
    assert set(note.fields["asked_for"]) == {"drop_callbacks", "rest_errors", "withheld_as"}
    assert _form(scene)["drop_callbacks"] == "2"


def test_a_count_that_has_gone_down_meanwhile_is_not_put_up_again(scene: Scene) -> None:
    ask_for(scene, drop_callbacks=2)
    form = _form(scene)
    scene.until_over(scene.call("<Hangup/>"))
    scene.until_noted("fault", 2)

    _post(scene, form | {"rest_errors": "1"})

    assert scene.line.carrier.faults.drop_callbacks == 1
    assert scene.line.carrier.faults.rest_errors == 1


def test_all_is_drawn_from_the_beginning_where_the_box_is_ticked(scene: Scene) -> None:
    ask_for(scene, drop_callbacks=1)
    scene.until_over(scene.call("<Hangup/>"))
    scene.until_noted("fault", 2)

    _post(scene, _form(scene) | {"anew": "on"})

    assert knob(scene, "drop_callbacks")["played"] == 0


def test_a_form_that_was_not_changed_sets_nothing(scene: Scene) -> None:
    status, _ = _post(scene, _form(scene))

    assert status == 303
    assert scene.line.journal("fault") == []


def test_what_cannot_be_is_named_and_stays_in_its_field(scene: Scene) -> None:
    form = _form(scene) | {"drop_callbacks": "<b>many", "rest_error_status": "200", "seed": "7"}

    status, page = _post(scene, form)

    assert status == 400
    assert "drop_callbacks must be a whole number" in page
    assert "rest_error_status must be a whole number from 400 to 599" in page
    assert 'value="&lt;b&gt;many"' in page
    assert _fields(page)["seed"] == "7"
    assert scene.line.carrier.faults.seed == 1


def test_all_faults_are_reset_by_one_button(scene: Scene) -> None:
    ask_for(scene, drop_callbacks=5)

    status, _ = _post(scene, _form(scene), "/debugger/faults/reset")

    assert status == 303
    assert scene.line.carrier.faults.drop_callbacks == 0


def test_sockets_are_broken_by_one_button(scene: Scene) -> None:
    form = {"token": _form(scene)["token"], "identity": " person-7 "}

    status, _ = _post(scene, form, "/debugger/lost-sockets")

    [note] = scene.line.journal("fault")
    assert (status, note.fields["identity"], note.fields["lost"]) == (303, "person-7", 0)


_PATHS = ["/debugger/faults", "/debugger/faults/reset", "/debugger/lost-sockets"]


@pytest.mark.parametrize("path", _PATHS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Referer": "https://elsewhere.example/"},
        {"Host": "elsewhere.example"},
    ],
    ids=str,
)
def test_a_form_of_somebody_elses_page_is_refused_even_with_the_token(
    scene: Scene, path: str, headers: dict[str, str]
) -> None:
    form = _form(scene) | {"drop_callbacks": "1"}

    status, _ = _post(scene, form, path, **headers)

    assert status == 403
    assert scene.line.journal("fault") == []


@pytest.mark.parametrize("path", _PATHS)
@pytest.mark.parametrize("token", ["", "guessed", "тіл", None])
def test_a_form_without_the_pages_token_is_refused(
    scene: Scene, path: str, token: str | None
) -> None:
    form = {"drop_callbacks": "1", "was.drop_callbacks": "0"}
    form |= {} if token is None else {"token": token}

    status, words = _post(scene, form, path)

    assert (status, words) == (403, "The form is out of date: load the debugger again.")
    assert scene.line.journal("fault") == []


def test_the_pages_own_form_is_let_in(scene: Scene) -> None:
    own = f"http://127.0.0.1:{scene.line.port}"
    form = _form(scene) | {"drop_callbacks": "1"}

    assert _post(scene, form, Origin=own)[0] == 303
    assert _post(scene, form, Referer=f"{own}/debugger")[0] == 303


def test_a_form_that_cannot_be_read_is_answered_in_words(scene: Scene) -> None:
    kind = "application/x-www-form-urlencoded; charset=klingon"

    status, words = scene.ask("POST", "/debugger/faults", b"token=%FF", Content_Type=kind)

    assert (status, words) == (400, "The form cannot be read.")
