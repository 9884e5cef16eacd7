"""An attacker who knows the rules, has every table that is shown, and solves for what is hidden."""

import highspy

from helpline.reports.door import Cells, Shown, bounds, hidden_in, show


def publish(counts: Cells) -> Shown:
    """A table as if there were no other."""
    return show(counts, hidden_in(counts))


def narrowest(shown: Shown) -> float:
    """The width of the narrowest interval of a hidden count, by linear programmes; infinite for none."""
    rows, columns = len(shown), len(shown[0])
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    for row in shown:
        for cell in row:
            low, high = bounds(cell)
            solver.addVar(low, min(high, 1e6))
    for i in range(rows):
        parts = [i * columns + j for j in range(columns - 1)]
        _sum(solver, parts, i * columns + columns - 1)
    for j in range(columns):
        parts = [i * columns + j for i in range(rows - 1)]
        _sum(solver, parts, (rows - 1) * columns + j)
    widths = [
        _extreme(solver, i * columns + j, -1) - _extreme(solver, i * columns + j, 1)
        for i, row in enumerate(shown)
        for j, cell in enumerate(row)
        if cell is None
    ]
    return min(widths, default=float("inf"))


def _sum(solver: highspy.Highs, parts: list[int], total: int) -> None:
    solver.addRow(0.0, 0.0, len(parts) + 1, [*parts, total], [*([1.0] * len(parts)), -1.0])


def _extreme(solver: highspy.Highs, cell: int, sign: int) -> float:
    solver.changeColCost(cell, float(sign))
    solver.run()
    value = solver.getInfo().objective_function_value * sign
    solver.changeColCost(cell, 0.0)
    return float(value)
