"""Making a roster: the problem as values, an evaluator apart, and solvers that need the extra `roster`."""
