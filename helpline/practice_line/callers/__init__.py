"""Callers without a person: they speak recorded lines, so that one counsellor alone can practise."""
