"""Training for real: a supervisor lets a scripted child ring, and only the one in training hears it."""

from pathlib import Path

from tests.lives.processes import SUPERVISOR, patiently, start_line, two_counsellors


def test_a_scripted_child_rings_at_the_desk_in_training_and_counts_nowhere(
    tmp_path: Path, database_url: str, prompts: Path
) -> None:
    people = [*two_counsellors(), SUPERVISOR]
    line = start_line(tmp_path, database_url, prompts, people)
    try:
        board, _ = line.sign_in(SUPERVISOR)
        learner, learner_id, learner_beat = line.go_on_duty(people[0])
        other, _, other_beat = line.go_on_duty(people[1])
        wanted = {"counsellor_id": learner_id, "language": "kk"}
        session = board.send("POST", "/api/training", wanted)
        patiently(learner, lambda seen: seen["training"])
        scripts = board.send("GET", "/api/training/scripts")["scripts"]
        silent = next(each["name"] for each in scripts if "silent" in each["name"])

        board.send("POST", f"/api/training/{session['id']}/callers", {"script": silent})
        offer = patiently(learner, lambda seen: seen["offer"])["offer"]
        assert offer["practice"]
        assert other.send("GET", "/api/console")["offer"] is None
        ticket = learner.send("POST", f"/api/offers/{offer['id']}/accept", {})["ticket"]
        line.carrier.send(
            "POST", f"/practice/clients/{learner_id}/connect", {"params": {"ticket": ticket}}
        )
        patiently(learner, lambda seen: seen["call"] and seen["call"]["state"] == "talking")
        shown = board.send("GET", "/api/line")
        assert [call["practice"] for call in shown["calls"]] == [True]
        learner.send("POST", f"/api/calls/{offer['call_id']}/hang-up")
        patiently(learner, lambda seen: seen["call"] is None)

        [row] = board.send("GET", "/api/calls")["rows"]
        assert (row["practice"], row["outcome"]) == (True, "completed")
        assert set(board.send("GET", "/api/line")["today"].values()) == {0}
        learner_beat.stop()
        other_beat.stop()
    finally:
        line.close()
