"""Rosters of whole lines: first the bound, then dives, then the best choice among all lines known.

Needs the extra `roster`.
"""

from functools import partial

from helpline.rota.making.columns import Generation
from helpline.rota.making.limits import knows_every_rule
from helpline.rota.making.master import Master
from helpline.rota.making.pricing import Pricing
from helpline.rota.making.search import Search

# Parts of the time. What is left polishes; where lines do not know every rule they only bound. The
# first dive may take most of it: without one there is little to polish.
_GENERATE, _ONLY_BOUND, _CHOOSE = 0.35, 0.2, 0.1
_FIRST_DIVE_UNTIL, _DIVES_UNTIL = 0.8, 0.6
_DIVES = (3, 1, 2)  # people fixed at once: each dive leaves lines from which the next profits


def by_lines(search: Search) -> None:
    """Raises the bound of the search, and offers it rosters where lines know every rule."""
    problem = search.problem
    lawful = knows_every_rule(problem)
    until = search.spent() + (_GENERATE if lawful else _ONLY_BOUND) * search.seconds
    pricings = [Pricing(problem, worker) for worker in problem.workers]
    generation = Generation(Master(problem), pricings, partial(_before, search, until))
    if not generation.start():
        return
    generation.run()
    search.raise_bound(generation.master.bound)
    if lawful:
        _offer_choices(search, generation)


def _offer_choices(search: Search, generation: Generation) -> None:
    master, best = generation.master, None
    for number, at_once in enumerate(_DIVES):
        until = (_DIVES_UNTIL if number else _FIRST_DIVE_UNTIL) * search.seconds
        generation.going_on = partial(_before, search, until)
        if not search.proven and search.spent() < until:
            dived = generation.dive(at_once=at_once)
            if dived is not None:
                roster = master.assigned(dived)
                search.offer("dive", roster)
                best = dived if search.best == roster else best
    if best is not None and not search.proven:
        choice = master.choose(_CHOOSE * search.seconds, best)
        search.offer("choice of lines", None if choice is None else master.assigned(choice))


def _before(search: Search, until: float) -> bool:
    return search.spent() < until
