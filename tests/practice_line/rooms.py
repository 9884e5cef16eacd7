"""Documents that lead into a room, and the legs that follow them."""

from tests.practice_line.scene import Scene

EVENTS = "start end join leave mute hold modify"


def into(
    room: str = "room", *, action: str = "/after", follows: str = "", dial: str = "", **noun: str
) -> str:
    """A Dial into the room, told of at `/events`; more attributes of the noun by their names."""
    said = {"statusCallback": "/events", "statusCallbackEvent": EVENTS, **noun}
    attributes = " ".join(f"{name}='{value}'" for name, value in said.items())
    asked = f"action='{action}'" if action else ""
    return f"<Dial {asked} {dial}><Conference {attributes}>{room}</Conference></Dial>{follows}"


def enter(scene: Scene, from_: str = "anonymous", **document: str) -> str:
    """One more leg, when it has arrived in the room."""
    scene.account.says("/after", "<Gather timeout='100000'/>")
    sid = scene.call(into(**document), from_)
    scene.until_in_room(sid)
    return sid


def told(scene: Scene, count: int) -> list[dict[str, str]]:
    """What was told of the room, by its numbers."""
    return scene.account.told("/events", count)


def events(scene: Scene, count: int) -> list[str]:
    return [each["StatusCallbackEvent"] for each in told(scene, count)]
