"""How far coders agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for any number and with gaps; nominal values.

Both compare the disagreement that is observed with the one expected by chance. Kappa (Cohen 1960) takes chance from the values of
each coder, alpha (Krippendorff 2011, *Computing Krippendorff's Alpha-Reliability*) from those of all coders together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple


class Measured(NamedTuple):
    """A coefficient, or None and why it is not defined."""

    value: float | None
    problem: str | None = None


NONE = Measured(None, "no item was judged by two coders")
ALIKE = Measured(None, "there is one value only, so that chance explains all agreement")


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> Measured:
    """Cohen's kappa over the values that two coders gave the same items."""
    if not pairs:
        return NONE
    observed = sum(one == other for one, other in pairs) / len(pairs)
    left, right = (Counter(values) for values in zip(*pairs, strict=True))
    expected = sum(count * right[value] for value, count in left.items()) / len(pairs) ** 2
    return ALIKE if expected == 1 else Measured((observed - expected) / (1 - expected))


def alpha(units: Iterable[Sequence[Hashable]]) -> Measured:
    """Krippendorff's alpha over the values that coders gave each item; those with fewer than two values tell nothing."""
    pairable = [Counter(values) for values in units if len(values) > 1]
    totals = sum(pairable, Counter[Hashable]())
    count = totals.total()
    if not count:
        return NONE
    observed = sum((unit.total() ** 2 - _squares(unit)) / (unit.total() - 1) for unit in pairable) / count
    expected = (count**2 - _squares(totals)) / (count * (count - 1))
    return ALIKE if expected == 0 else Measured(1 - observed / expected)


def _squares(counts: Counter[Hashable]) -> int:
    return sum(each**2 for each in counts.values())
