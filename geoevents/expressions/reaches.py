"""How far what is near to something may lie from it."""

from __future__ import annotations

# Coverage -> (population of the anchor up to, km). Measured: benchmarks/fit_relations.py (few rows: made even).
BY_PEOPLE: dict[float, tuple[tuple[float, float], ...]] = {
    0.5: ((5e3, 4.0), (50e3, 7.0), (500e3, 13.0), (9e9, 17.0)),
    0.8: ((5e3, 12.0), (50e3, 22.0), (500e3, 36.0), (9e9, 36.0)),
    0.95: ((5e3, 25.0), (50e3, 52.0), (500e3, 60.0), (9e9, 60.0)),
}
# Coverage -> share of the radius of a town, and km beyond it, to which its outskirts reach: no data, a convention.
OUTSKIRTS = {0.5: (1.2, 1.5), 0.8: (1.6, 3.0), 0.95: (2.2, 6.0)}
# Coverage -> km from a line ("near the border", "near the coast"), from the same rows.
FROM_LINE = {0.5: 9.0, 0.8: 25.0, 0.95: 60.0}
# Coverage -> share of the radius of a disc as large as the area, for "near" an area: no data, a convention.
FROM_AREA = {0.5: 0.1, 0.8: 0.2, 0.95: 0.4}


def reach_m(people: int, coverage: float) -> float:
    """Meters from a town that count as near to it."""
    return next(km for most, km in BY_PEOPLE[coverage] if people < most) * 1000
