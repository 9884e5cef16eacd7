"""What may be going on already when the state machine begins: rare things, so that it need not find them."""

from routing import events as ev
from routing.state import GuestRole
from tests.routing.draws import SPEAKS
from tests.routing.world import World


def set_the_scene(world: World, scene: str, talks: list[tuple[str, str]]) -> None:
    """In the first talk, if there is one; a telephone rings and a flood comes with callers of their own."""
    if scene == "telephone":
        _telephone(world)
    elif scene == "flood":
        _flood(world)
    elif talks:
        call, who = talks[0]
        if scene == "consult":
            _consult(world, call, who)
        elif scene == "party":
            _party(world, call, who)
        elif scene == "listened":
            _listened(world, call)


def _telephone(world: World) -> None:
    for name in SPEAKS:
        world.absent(name)
    world.arrive("c00")
    for offer in [o for o in world.state.offers.values() if o.by_phone]:
        world.happens(ev.PhoneRings, offer_id=offer.id, leg=f"phone-{offer.id}")


def _flood(world: World) -> None:
    """One number rings twice before another caller, and only then is somebody there."""
    for name in SPEAKS:
        world.absent(name)
    for call in ("c90", "c91"):
        world.rings_again(call, mark="m1", repeats=5, back_s=None)
    world.arrive("c92")
    for name in SPEAKS:
        world.present(name)


def _consult(world: World, call: str, who: str) -> None:
    """Whoever else waits has given up, so that a colleague is free."""
    for other in [c for c in world.state.calls.values() if c.counsellor_id is None]:
        world.hang_up(other.leg)
    for name in SPEAKS:
        world.happens(ev.Consult, call_id=call, counsellor_id=who, with_id=name)
    for offer in [o for o in world.state.offers.values() if o.consult]:
        world.accept(offer.id, offer.counsellor_id)
        world.call_in(offer.id, offer.counsellor_id, f"leg-{offer.id}")
        world.join(call, f"leg-{offer.id}")


def _party(world: World, call: str, who: str) -> None:
    world.happens(ev.AddThirdParty, call_id=call, counsellor_id=who, party="hospital")
    for guest in world.state.calls[call].guests:
        world.happens(ev.PartyRings, call_id=call, guest_id=guest.id, leg=f"out-{guest.id}")
        world.join(call, f"out-{guest.id}")


def _listened(world: World, call: str) -> None:
    role = GuestRole.LISTEN
    world.happens(ev.Supervise, call_id=call, supervisor_id="zoe", role=role, reason="training")
    world.happens(ev.SuperviseIn, call_id=call, supervisor_id="zoe", leg="ear-zoe")
    world.join(call, "ear-zoe")
