"""Which limits of a person are part of the states of her lines, which are rows, and which are neither."""

from collections.abc import Mapping

from helpline.rota.making.problem import Problem, Worker


def scarce_kind(problem: Problem, worker: Worker) -> int:
    """The kind whose limit binds most, by number; -1 when none can. Its count is part of the states."""
    shortest = min(kind.minutes for kind in problem.kinds)
    binding = {
        number: limit / (worker.most_minutes / kind.minutes)
        for number, kind in enumerate(problem.kinds)
        for limit in [worker.most.get(kind.code, problem.days)]
        if 0 < limit < min(problem.days, worker.most_minutes // max(shortest, 1))
        if limit * kind.minutes < worker.most_minutes
    }
    return min(binding, key=lambda number: (binding[number], number), default=-1)


def other_limits(problem: Problem, worker: Worker) -> Mapping[str, int]:
    """Limits of kinds that are not part of the states: they become rows."""
    inside = scarce_kind(problem, worker)
    return {
        kind.code: worker.most[kind.code]
        for number, kind in enumerate(problem.kinds)
        if number != inside and kind.code in worker.most
        if 0 < worker.most[kind.code] < problem.days
        if worker.most[kind.code] * kind.minutes < worker.most_minutes
    }


def knows_every_rule(problem: Problem) -> bool:
    """Whether the program prices every rule there is, so that a choice of lines is a lawful roster."""
    return not problem.balances and all(
        worker.most_nights_in_row is None
        and not worker.days_off_after_nights
        and worker.most_week_minutes is None
        for worker in problem.workers
    )
