"""Bodies that are wrong, each with the field whose fault it is."""

from typing import Any

ID = "0" * 32
SESSION = ("POST", "/api/session")
DUTY = ("POST", "/api/duty")
DECLINE = ("POST", f"/api/offers/{ID}/decline")
MUTE = ("POST", f"/api/calls/{ID}/mute")
DRAFT = ("PUT", f"/api/contacts/{ID}")
COMPLETE = ("POST", f"/api/contacts/{ID}/complete")
SHIFTS = ("POST", "/api/shifts")
TRAINING = ("POST", "/api/training")
FOR_SUPERVISORS = (SHIFTS, TRAINING)
READ_A_BODY = (SESSION, DUTY, DECLINE, MUTE, DRAFT, COMPLETE, *FOR_SUPERVISORS)

DEEP = b'{"form":' + b"[" * 30_000
NOT_AN_OBJECT = (
    b"{", b"[]", b"null", b"1", b'"text"', b"\xff\xfe", b"\x00", b"a=b", b"{'a': 1}", DEEP,
    b'{"version": 1' + b"0" * 5000 + b"}",
)  # fmt: skip
SHIFT = {
    "person_id": ID,
    "starts_at": "2100-03-01T08:00:00+05:00",
    "ends_at": "2100-03-01T20:00:00+05:00",
    "languages": ["kk"],
}
# (route, body, the field that is named)
WRONG: tuple[tuple[tuple[str, str], dict[str, Any], str], ...] = (
    (SESSION, {}, "login"),
    (SESSION, {"login": 1, "password": "x"}, "login"),
    (SESSION, {"login": "x" * 201, "password": "x"}, "login"),
    (SESSION, {"login": "a\0b", "password": "x"}, "login"),
    (SESSION, {"login": "\ud800", "password": "x"}, "login"),
    (SESSION, {"login": "x"}, "password"),
    (SESSION, {"login": "x", "password": ["x"]}, "password"),
    (SESSION, {"login": "x", "password": "x" * 1001}, "password"),
    (DUTY, {}, "state"),
    (DUTY, {"state": None}, "state"),
    (DUTY, {"state": "asleep"}, "state"),
    (DUTY, {"state": ["off"]}, "state"),
    (DUTY, {"state": {"off": 1}}, "state"),
    (DUTY, {"state": "break", "reason": 7}, "reason"),
    (DUTY, {"state": "break", "reason": []}, "reason"),
    (DUTY, {"state": "break", "reason": "x" * 65}, "reason"),
    (DUTY, {"state": "break", "reason": "a\0b"}, "reason"),
    (DUTY, {"state": "break", "reason": "\udfff"}, "reason"),
    (DECLINE, {"reason": {"a": 1}}, "reason"),
    (DECLINE, {"reason": "x" * 65}, "reason"),
    (MUTE, {}, "muted"),
    (MUTE, {"muted": "yes"}, "muted"),
    (MUTE, {"muted": 1}, "muted"),
    (DRAFT, {}, "version"),
    (DRAFT, {"version": "0", "form": {}}, "version"),
    (DRAFT, {"version": True, "form": {}}, "version"),
    (DRAFT, {"version": 1.5, "form": {}}, "version"),
    (DRAFT, {"version": 2**31, "form": {}}, "version"),
    (DRAFT, {"version": 0}, "form"),
    (DRAFT, {"version": 0, "form": []}, "form"),
    (DRAFT, {"version": 0, "form": {}, "note": 1}, "note"),
    (DRAFT, {"version": 0, "form": {}, "note": "x" * 20_001}, "note"),
    (DRAFT, {"version": 0, "form": {}, "note": "a\0b"}, "note"),
    (DRAFT, {"version": 0, "form": {}, "note": "\ud83d"}, "note"),
    (COMPLETE, {"version": 0, "form": "counselling"}, "form"),
    (COMPLETE, {"form": {}}, "version"),
    (SHIFTS, SHIFT, "person_id"),
    (SHIFTS, SHIFT | {"person_id": None}, "person_id"),
    (SHIFTS, SHIFT | {"person_id": "a\0b"}, "person_id"),
    (SHIFTS, SHIFT | {"person_id": [ID]}, "person_id"),
    (TRAINING, {}, "counsellor_id"),
    (TRAINING, {"counsellor_id": ID, "language": "kk"}, "counsellor_id"),
    (TRAINING, {"counsellor_id": "a\0b"}, "counsellor_id"),
    (TRAINING, {"counsellor_id": [ID]}, "counsellor_id"),
)  # fmt: skip
# With a person who exists, the rest of the shift is looked at.
WRONG_SHIFTS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"starts_at": None}, "starts_at"),
    ({"starts_at": 20260301}, "starts_at"),
    ({"starts_at": "tomorrow"}, "starts_at"),
    ({"starts_at": "2100-03-01T08:00:00"}, "starts_at"),
    ({"starts_at": "0001-01-01T00:00:00+14:00"}, "starts_at"),
    ({"ends_at": "9999-12-31T23:59:59-12:00"}, "ends_at"),
    ({"ends_at": "2100-03-01\x0008:00"}, "ends_at"),
    ({"ends_at": "2100-03-01T07:59:00+05:00"}, "ends_at"),
    ({"ends_at": "2100-03-01T08:00:00+05:00"}, "ends_at"),
    ({"ends_at": "2100-03-03T08:00:00+05:00"}, "ends_at"),
    ({"starts_at": "2001-03-01T08:00:00Z", "ends_at": "2001-03-01T09:00:00Z"}, "ends_at"),
    ({"languages": None}, "languages"),
    ({"languages": []}, "languages"),
    ({"languages": "kk"}, "languages"),
    ({"languages": ["kk", "xx"]}, "languages"),
    ({"languages": [["kk"]]}, "languages"),
    ({"languages": [{}]}, "languages"),
)
