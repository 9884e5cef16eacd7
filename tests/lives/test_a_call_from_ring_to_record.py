"""One whole life of a call over the practice line, in the order of the README's twelve steps."""

from helpline.people.ports import Role
from tests.lives.stage import Stage, until


def test_a_call_from_ring_to_record(stage: Stage) -> None:
    counsellor = stage.desk("counsellor-a")
    supervisor = stage.desk("supervisor-a", Role.SUPERVISOR)
    counsellor.go_on_duty()

    # 1-4: a child dials; the signed webhook becomes one event, once, and a row.
    leg = stage.line.place_call("+77005550142")
    board = until(
        lambda: supervisor.browser.send("GET", "/api/line"), lambda seen: len(seen["calls"]) == 1
    )
    call_id = board["calls"][0]["id"]

    # 5-7: she chooses Russian; who is on shift and present is offered the call.
    stage.line.press(leg, "2")
    offer = counsellor.offer()
    assert (offer["call_id"], offer["language"]) == (call_id, "ru")

    # 8: while it rings she hears the waiting turn.
    until(lambda: stage.line.call(leg), lambda seen: "please_wait" in str(seen["now_playing"]))

    # 9-10: accepted; the browser calls in with its ticket, and only then is the child moved in.
    ticket = counsellor.accept()
    stage.line.connect_client(counsellor.person_id, {"ticket": ticket})
    talking = counsellor.until(lambda seen: seen["call"] and seen["call"]["state"] == "talking")
    assert talking["call"]["id"] == call_id
    until(lambda: stage.line.call(leg), lambda seen: seen["conference"] == f"call-{call_id}")

    # 11: she hangs up; the call has its one outcome and the counsellor writes the contact.
    stage.line.hang_up(leg)
    after = counsellor.until(lambda seen: seen["call"] is None)
    assert after["presence"] == "wrap_up"
    contact = after["contact"]
    written = {
        "version": contact["version"],
        "form": {"call_type": "counselling", "categories": ["violence.bullying"]},
        "note": "A sample note, written in a test.",
    }
    counsellor.browser.send("POST", f"/api/contacts/{contact['id']}/complete", written)
    counsellor.browser.send("POST", "/api/wrap-up/done", {})
    counsellor.until(lambda seen: seen["presence"] == "available")

    # 12: the supervisor sees the call and the contact in the logs.
    calls = supervisor.browser.send("GET", "/api/calls")["rows"]
    assert [(row["id"], row["outcome"]) for row in calls] == [(call_id, "completed")]
    contacts = supervisor.browser.send("GET", "/api/contacts")["rows"]
    assert [(row["call_id"], row["state"]) for row in contacts] == [(call_id, "complete")]
