"""The debugger: it shows what went in and out, hides numbers, and runs nothing of it."""

import html
import json
import re
from html.parser import HTMLParser

import pytest

from tests.practice_line.account_holder import Reply
from tests.practice_line.scene import Scene

_EVIL = "<script>alert(1)</script><img src=x onerror='alert(2)'>\"&"


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.scripts: list[list[tuple[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        if tag == "script":
            self.scripts.append(attrs)
        assert not any(name.startswith("on") for name, _ in attrs)


def _page(scene: Scene) -> str:
    status, page = scene.ask("GET", "/debugger")
    assert status == 200
    return page


def _rows(scene: Scene, query: str = "") -> list[tuple[str, str, str]]:
    """Kind, summary and details, as a reader of the page sees them."""
    status, page = scene.ask("GET", f"/debugger{query}")
    assert status == 200
    return [
        (kind, html.unescape(summary).strip(), html.unescape(details))
        for kind, summary, details in re.findall(
            r"<td>([a-z]+)</td><td>(?:<a .*?</a>)?</td><td>(.*?)(?:<code>(.*?)</code>)?</td></tr>",
            page,
        )
    ]


def test_requests_documents_and_the_end_of_calls_are_listed_newest_first(scene: Scene) -> None:
    scene.call("<Hangup/>")
    scene.account.wait_for("/status")
    scene.until_noted("request", 2)

    rows = _rows(scene)

    assert [(kind, summary) for kind, summary, _ in rows] == [
        ("callback", f"POST {scene.account.url}/status → 204"),
        ("call", "completed after 0 s"),
        ("twiml", "<Response><Hangup/></Response>"),
        ("document", f"POST {scene.account.url}/voice → 200"),
    ]
    told = json.loads(rows[0][2])["params"]
    assert (told["CallStatus"], told["SequenceNumber"]) == ("completed", "0")
    assert "" not in told.values()


def test_faults_errors_warnings_and_the_api_are_listed(scene: Scene) -> None:
    scene.control("POST", "/faults", {"drop_callbacks": 1})
    scene.client.calls.list()
    scene.account.says("/voice", "<Shout/><Redirect>/gone</Redirect>")
    scene.account.says("/gone", Reply(status=404))
    scene.until_over(scene.call())
    scene.until_noted("fault", 2)

    rows = _rows(scene)

    listed = [(kind, summary) for kind, summary, _ in rows]
    assert ("fault", "1. drop_callbacks, occasion 1") in listed
    assert ("warning", "12200 unknown verb Shout") in listed
    assert ("error", "11200 HTTP 404") in listed
    assert any(kind == "rest" and summary.endswith("/Calls.json") for kind, summary in listed)
    assert rows[-1][2] == '{"asked_for": {"drop_callbacks": 1}}'


def test_one_kind_is_shown_where_that_is_wanted(scene: Scene) -> None:
    scene.until_over(scene.call("<Hangup/>"))
    scene.until_noted("request", 2)

    assert [kind for kind, _, _ in _rows(scene, "?kind=callback")] == ["callback"]
    assert [kind for kind, _, _ in _rows(scene, "?kind=document")] == ["document"]
    assert len(_rows(scene, "?kind=nonsense")) == 4


def test_one_call_is_shown_where_that_is_wanted(scene: Scene) -> None:
    first = scene.call("<Hangup/>")
    scene.until_over(first)
    second = scene.call("<Shout/><Hangup/>")
    scene.until_over(second)
    scene.until_noted("request", 4)

    kinds = {sid: [kind for kind, _, _ in _rows(scene, f"?call={sid}")] for sid in (first, second)}

    assert sorted(kinds[first]) == ["call", "callback", "document", "twiml"]
    assert sorted(kinds[second]) == ["call", "callback", "document", "twiml", "warning"]
    assert _rows(scene, "?call=CA1") == []


def test_what_the_page_lacks_is_told_to_its_script(scene: Scene) -> None:
    scene.until_over(scene.call("<Hangup/>"))
    scene.until_noted("request", 2)
    before = json.loads(scene.ask("GET", "/debugger/rows.json")[1])
    scene.control("POST", "/faults", {"drop_callbacks": 1})

    status, answer = scene.ask("GET", f"/debugger/rows.json?after={before['newest']}&kind=fault")

    told = json.loads(answer)
    assert (status, len(before["rows"]), before["newest"]) == (200, 4, 4)
    assert (told["newest"], [each["number"] for each in told["rows"]]) == (5, [5])
    assert told["played"]["drop_callbacks"] == [0, 0]
    nonsense = json.loads(scene.ask("GET", "/debugger/rows.json?after=-1")[1])
    assert len(nonsense["rows"]) == 5


def test_nothing_that_anybody_sends_is_run(scene: Scene) -> None:
    scene.account.says("/voice", Reply(body=_EVIL.encode()))
    scene.until_over(scene.call(from_=_EVIL))
    scene.account.says("/client", "<Gather timeout='100000'/>")
    scene.line.connect_client(_EVIL, {_EVIL: _EVIL})
    scene.account.says("/voice", Reply(body=b"x", content_type=_EVIL.replace(" ", "")))
    scene.until_over(scene.call())
    scene.until_noted("request", 3)

    page = _page(scene)

    found = _Tags(page)
    assert found.scripts == [[("type", "module"), ("src", "/debugger/static/debugger.js")]]
    assert found.found.isdisjoint({"img", "iframe", "object", "style", "svg", "base"})
    assert "alert(1)" in page


def test_the_page_would_not_run_anything_even_if_it_stood_there(scene: Scene) -> None:
    status, policy = scene.header("/debugger", "Content-Security-Policy")

    assert status == 200
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("place", ["/debugger", "/debugger.json", "/debugger/rows.json"])
def test_a_callers_number_is_masked(scene: Scene, place: str) -> None:
    scene.until_over(scene.call("<Say>call +77015554433 or 87015554433</Say>", "+77015554433"))
    scene.until_noted("request", 2)

    _, shown = scene.ask("GET", place)

    assert "5554433" not in shown


def test_a_sid_is_shown_whole_however_many_digits_it_has(scene: Scene) -> None:
    sid, other = "CA" + "1234567890" * 3 + "ab", "AC" + "1234567890" * 3 + "ab"

    scene.line.carrier.journal.note(
        "call", sid=sid, params=f"AccountSid={other}&From=%2B77015554433"
    )

    [(_, _, shown)] = _rows(scene, f"?call={sid}")
    assert json.loads(shown) == {"params": {"AccountSid": other, "From": "+…33"}}


def test_the_same_can_be_had_for_machines(scene: Scene) -> None:
    scene.until_over(scene.call("<Hangup/>"))
    scene.until_noted("request", 2)

    status, answer = scene.ask("GET", "/debugger.json")

    rows = json.loads(answer)
    assert status == 200
    assert [row["number"] for row in rows] == [1, 2, 3, 4]
    assert {row["kind"] for row in rows} == {"request", "twiml", "call"}
