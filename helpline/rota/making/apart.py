"""Making a roster in a process of its own: it takes every core, and the calls must not feel it."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from helpline.rota.making.make_roster import make_roster
from helpline.rota.making.problem import Assigned, Made, Problem


def make_apart(problem: Problem, *, seconds: float, start: Assigned | None = None) -> Made:
    """As `make_roster`, in a fresh process that is gone afterwards.

    Blocks until it is done; a job calls it, never a web process. Raises BrokenProcessPool when the
    process is killed, such as for want of memory: nothing was written by then.
    """
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(make_roster, problem, seconds=seconds, start=start).result()
