"""Callbacks that are dropped, doubled, late, in another order: as many as were asked for."""

from tests.practice_line.faulty import TOKEN_HEADER, ask_for, played
from tests.practice_line.rooms import enter, told
from tests.practice_line.scene import Scene


def test_as_many_callbacks_are_dropped_as_was_asked(scene: Scene) -> None:
    ask_for(scene, drop_callbacks=2)

    for _ in range(2):
        scene.until_over(scene.call("<Hangup/>"))
    third = scene.call("<Hangup/>")

    [asked] = scene.account.wait_for("/status")
    assert asked.params["CallSid"] == third
    assert played(scene) == ["drop_callbacks"] * 2


def test_a_callback_comes_twice_with_the_same_number_and_the_same_idempotency_token(
    scene: Scene,
) -> None:
    ask_for(scene, duplicate_callbacks=1)

    scene.until_over(scene.call("<Hangup/>"))
    scene.call("<Hangup/>")

    asked = scene.account.wait_for("/status", 3)
    by_call: dict[str, list[str]] = {}
    for each in asked:
        by_call.setdefault(each.params["CallSid"], []).append(each.headers[TOKEN_HEADER])
    twice, once = sorted(by_call.values(), key=len, reverse=True)
    assert (len(twice), len(set(twice)), len(once)) == (2, 1, 1)
    assert played(scene) == ["duplicate_callbacks"]


def test_a_callback_comes_late_and_after_the_next_one(scene: Scene) -> None:
    first = enter(scene)
    second = enter(scene)
    told(scene, 3)
    ask_for(scene, delay_callbacks_s=0.5)
    scene.line.hang_up(second)
    ask_for(scene, delay_callbacks_s=0)

    scene.line.hang_up(first)

    *_, leave, end, late = [asked.params for asked in scene.account.wait_for("/events", 6)]
    assert {leave["SequenceNumber"], end["SequenceNumber"]} == {"5", "6"}
    assert (late["SequenceNumber"], late["CallSid"]) == ("4", second)


def test_only_the_next_one_is_late_where_that_was_asked(scene: Scene) -> None:
    ask_for(scene, delay_callbacks=1, delay_callbacks_s=0.5)

    late = scene.call("<Hangup/>")
    scene.until_over(late)
    prompt = scene.call("<Hangup/>")

    came = [each.params["CallSid"] for each in scene.account.wait_for("/status", 2)]
    assert came == [prompt, late]
    assert played(scene) == ["delay_callbacks"]


def test_a_callback_is_overtaken_by_the_next_one(scene: Scene) -> None:
    ask_for(scene, reorder_callbacks=1, reorder_callbacks_s=60)

    calls = [scene.call("<Hangup/>")]
    scene.until_over(calls[0])
    calls.append(scene.call("<Hangup/>"))

    came = [each.params["CallSid"] for each in scene.account.wait_for("/status", 2)]
    assert came == calls[::-1]
    assert played(scene) == ["reorder_callbacks"]


def test_where_all_change_places_they_do_so_in_pairs(scene: Scene) -> None:
    ask_for(scene, reorder_callbacks="100%", reorder_callbacks_s=60)

    calls = []
    for pair in (1, 2):
        for _ in range(2):
            calls.append(scene.call("<Hangup/>"))
            scene.until_over(calls[-1])
        scene.account.wait_for("/status", 2 * pair)

    came = [each.params["CallSid"] for each in scene.account.asked("/status")]
    assert came == [calls[1], calls[0], calls[3], calls[2]]


def test_a_callback_that_nothing_overtakes_is_not_held_back_for_ever(scene: Scene) -> None:
    ask_for(scene, reorder_callbacks=1, reorder_callbacks_s=0.1)

    sid = scene.call("<Hangup/>")
    [held] = scene.account.wait_for("/status")
    next_ = scene.call("<Hangup/>")

    assert held.params["CallSid"] == sid
    assert scene.account.wait_for("/status", 2)[-1].params["CallSid"] == next_


def test_only_the_callbacks_that_are_named_are_spoilt(scene: Scene) -> None:
    ask_for(scene, drop_callbacks="100%", callbacks_only="participant-leave")
    sid = enter(scene)

    scene.line.hang_up(sid)

    # A room of one joins and ends; that somebody left it is never told.
    events = [each["StatusCallbackEvent"] for each in told(scene, 2)]
    assert "participant-leave" not in events
    assert "participant-join" in events
    assert scene.account.wait_for("/status")


def test_documents_do_not_wait_for_callbacks(scene: Scene) -> None:
    ask_for(scene, delay_callbacks_s=30)
    scene.until_over(scene.call("<Hangup/>"))

    sid = scene.call("<Hangup/>")

    assert scene.until_over(sid) == "completed"
    assert scene.account.asked("/status") == []
