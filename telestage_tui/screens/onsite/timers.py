"""The countdowns of the payment, over the pages of what follows in Québec."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ...programme.portal_timers import Timer
from ...widgets.paragraph import Paragraph

_SHORT = 5 * 60
"""Seconds under which what is left is shown in red."""
TICK_SECONDS = 1
"""How often they are shown again."""


class TimersPanel(Paragraph):
    """One line a countdown; nothing when none runs."""

    DEFAULT_CSS = """
    TimersPanel {
        height: auto; display: none; padding: 0 1; background: $boost;
        &.-running { display: block; }
    }
    """

    def show(self, timers: Sequence[Timer]) -> None:
        """Show what is left of each."""
        self.set_class(bool(timers), "-running")
        if timers:
            self.update(Content("\n").join(map(_line, timers)))


def _line(timer: Timer) -> Content:
    if timer.is_over:
        over = "vous pouvez réessayer" if timer.name == "retry" else "délai passé"
        tone = "$text-success" if timer.name == "retry" else "$text-error"
        return Content.assemble((timer.clock, f"bold {tone}"), f"  {over} : {timer.words}")
    tone = "$text-error" if timer.seconds < _SHORT and timer.name != "retry" else "$text-warning"
    return Content.assemble((timer.clock, f"bold {tone}"), f"  {timer.words}")
