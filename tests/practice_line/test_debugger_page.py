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
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


def _page(scene: Scene) -> str:
    status, page = scene.ask("GET", "/debugger")
    assert status == 200
    return page


def _rows(scene: Scene) -> list[tuple[str, str]]:
    """Kind and details, as a reader of the page sees them."""
    found = re.findall(r"<td>([a-z]+)</td><td><code>(.*?)</code>", _page(scene))
    return [(kind, html.unescape(details)) for kind, details in found]


def test_requests_documents_and_the_end_of_calls_are_listed_newest_first(scene: Scene) -> None:
    sid = scene.call("<Hangup/>")
    scene.account.wait_for("/status")
    scene.until_noted("request", 2)

    rows = _rows(scene)

    assert [kind for kind, _ in rows] == ["request", "call", "twiml", "request"]
    assert f"{scene.account.url}/status" in rows[0][1]
    assert json.loads(rows[1][1]) == {"sid": sid, "status": "completed", "seconds": 0}
    assert json.loads(rows[2][1]) == {"document": "<Response><Hangup/></Response>"}
    assert f"{scene.account.url}/voice" in rows[3][1]


def test_faults_errors_warnings_and_the_api_are_listed(scene: Scene) -> None:
    scene.control("POST", "/faults", {"drop_callbacks": 1})
    scene.client.calls.list()
    scene.account.says("/voice", "<Shout/><Redirect>/gone</Redirect>")
    scene.account.says("/gone", Reply(status=404))
    scene.until_over(scene.call())
    scene.until_noted("fault", 2)

    rows = _rows(scene)

    details = " ".join(text for _, text in rows)
    assert {"fault", "error", "warning", "rest"} <= {kind for kind, _ in rows}
    assert '"asked_for": {"drop_callbacks": 1}' in details
    assert '"name": "drop_callbacks"' in details
    assert "unknown verb Shout" in details
    assert "HTTP 404" in details
    assert "/Calls.json" in details


def test_nothing_that_anybody_sends_is_run(scene: Scene) -> None:
    scene.account.says("/voice", Reply(body=_EVIL.encode()))
    scene.until_over(scene.call(from_=_EVIL))
    scene.account.says("/client", "<Gather timeout='100000'/>")
    scene.line.connect_client(_EVIL, {_EVIL: _EVIL})
    scene.account.says("/voice", Reply(body=b"x", content_type=_EVIL.replace(" ", "")))
    scene.until_over(scene.call())
    scene.until_noted("request", 3)

    page = _page(scene)

    allowed = {"html", "head", "meta", "title", "link", "body", "main", "h1", "p", "table"}
    assert _Tags(page).found <= allowed | {"thead", "tbody", "tr", "th", "td", "code", "div"}
    assert "<script" not in page
    assert "alert(1)" in page


def test_the_page_would_not_run_anything_even_if_it_stood_there(scene: Scene) -> None:
    status, policy = scene.header("/debugger", "Content-Security-Policy")

    assert status == 200
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("place", ["/debugger", "/debugger.json"])
def test_a_callers_number_is_masked(scene: Scene, place: str) -> None:
    scene.until_over(scene.call("<Say>call +77015554433 or 87015554433</Say>", "+77015554433"))
    scene.until_noted("request", 2)

    _, shown = scene.ask("GET", place)

    assert "5554433" not in shown


def test_a_sid_is_shown_whole_however_many_digits_it_has(scene: Scene) -> None:
    sid = "CA" + "1234567890" * 3 + "ab"

    scene.line.carrier.journal.note("call", sid=sid, params=f"CallSid={sid}&From=%2B77015554433")

    [(_, shown)] = _rows(scene)
    assert json.loads(shown) == {"sid": sid, "params": f"CallSid={sid}&From=%2B…33"}


def test_the_same_can_be_had_for_machines(scene: Scene) -> None:
    scene.until_over(scene.call("<Hangup/>"))
    scene.until_noted("request", 2)

    status, answer = scene.ask("GET", "/debugger.json")

    rows = json.loads(answer)
    assert status == 200
    assert [row["number"] for row in rows] == [1, 2, 3, 4]
    assert {row["kind"] for row in rows} == {"request", "twiml", "call"}
