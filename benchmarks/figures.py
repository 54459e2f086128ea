"""The result of a benchmark, and the table it is printed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report.

    Attributes:
        label: What was measured.
        value: What telestage takes, in `unit`.
        unit: `ms` or `MB`.
        reference: What the reference takes, in the same unit; None when there is none.
        most: The target for the value; None when there is none.
        most_ratio: The target for the ratio; None when there is none.
        turns: The ratio of each turn, where the two were measured by turns.
    """

    label: str
    value: float
    unit: str
    reference: float | None = None
    most: float | None = None
    most_ratio: float | None = None
    turns: Sequence[float] = ()

    @property
    def ratio(self) -> float | None:
        """The value divided by the reference; of turns, the median.

        A slow moment of the machine slows both measures of a turn, but may fall on the median of
        only one of them.
        """
        if self.turns:
            return median(self.turns)
        return self.value / self.reference if self.reference else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target."""
        if self.most_ratio is not None and self.ratio is not None:
            return self.ratio <= self.most_ratio
        return None if self.most is None else self.value <= self.most

    def line(self) -> str:
        """The figure as a line of the table, under `HEADING`."""
        reference = "" if self.reference is None else _amount(self.reference, self.unit)
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}×"
        target = ""
        if self.most_ratio is not None:
            target = f"≤ {self.most_ratio:g}×"
        elif self.most is not None:
            target = f"≤ {self.most:g} {self.unit}"
        mark = {None: "", True: "✓", False: "✗"}[self.met]
        value = _amount(self.value, self.unit)
        return f"{self.label:<42}{value:>10}{reference:>11}{ratio:>8}  {target:<9} {mark}".rstrip()


HEADING = f"{'':<42}{'telestage':>10}{'reference':>11}{'ratio':>8}  target"


def _amount(value: float, unit: str) -> str:
    return f"{value:.{1 if value < 100 else 0}f} {unit}"


def ms(seconds: Sequence[float]) -> float:
    """The median of durations, in milliseconds."""
    return median(seconds) * 1000


def ms95(seconds: Sequence[float]) -> float:
    """The 95th percentile of durations, in milliseconds."""
    return quantiles(seconds, n=20)[-1] * 1000
