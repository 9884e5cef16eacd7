"""Which counts of a year are shown, so that no hidden one can be worked out from all that ever are.

A month, a quarter and a year speak of the same contacts. So the windows are let out in the order in
which they end, each beside everything that was let out before; what it would give away of any hidden
count, its own or an earlier one, it hides itself. Nothing that was shown once is hidden later: it is
known already. The same counts always give the same answer.
"""

from collections.abc import Mapping, Sequence

from helpline.reports.door import Cells, Place, Shown, hidden_in, show
from helpline.reports.knowledge import Knowledge, Narrow
from helpline.reports.links import Cell, Codes, Key, links, months_in

Counts = Mapping[Key, Cells]


def release(counts: Counts, codes: Codes) -> dict[Key, Shown]:
    """`counts` without totals, in the order in which their windows end; the shown ones have them."""
    hidden: dict[Key, set[Place]] = {}
    for window in dict.fromkeys(window for window, _ in counts):
        new = [key for key in counts if key[0] == window]
        hidden |= {key: hidden_in(counts[key]) for key in new}
        _hide_more(counts, codes, hidden, new)
    return {key: show(counts[key], hidden[key]) for key in counts}


def _hide_more(
    counts: Counts, codes: Codes, hidden: dict[Key, set[Place]], new: Sequence[Key]
) -> None:
    known = [key for key in hidden if _is_spoken_of(key, new)]
    linked = list(links({key: _size(counts[key]) for key in known}, codes))
    shown = {key: show(counts[key], hidden[key]) for key in known}
    knowledge = Knowledge(shown, linked)
    while narrow := list(knowledge.narrow()):
        chosen = {cell for each in narrow if (cell := _sacrifice(each, shown, new)) is not None}
        if not chosen:
            return
        knowledge.hide(chosen)
        for key, row, column in chosen:
            shown[key][row][column] = None
            rows, columns = _size(counts[key])
            hidden[key].add((row if row >= 0 else rows, column if column >= 0 else columns))


def _is_spoken_of(key: Key, new: Sequence[Key]) -> bool:
    """A month says nothing of another month, nor a quarter of another quarter's months."""
    window = new[0][0]
    if "-" not in window:
        return True
    return key[0] == window or ("-Q" in window and key[0] in months_in(window))


def _sacrifice(narrow: Narrow, shown: Mapping[Key, Shown], new: Sequence[Key]) -> Cell | None:
    """Of what gives it away, what is let out only now; else the smallest count beside it."""
    for key, row, column in narrow.by:
        if key in new and shown[key][row][column]:
            return key, row, column
    rest = [
        (count, key, row, column)
        for key in new
        for row, counts in enumerate(shown[key])
        for column, count in enumerate(counts)
        if count
    ]
    if not rest:
        return None
    _, key, row, column = min(rest)
    table = shown[key]
    return key, _total(row, table), _total(column, table[0])


def _total(place: int, many: Sequence[object]) -> int:
    return -1 if place == len(many) - 1 else place


def _size(counts: Cells) -> tuple[int, int]:
    return len(counts), len(counts[0])
