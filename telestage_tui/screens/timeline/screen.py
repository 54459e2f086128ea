"""Frise: every week of a stage on its line, what was held, rated, given and closed."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from ...clocks.zones import gap_text
from ...dossier.french import plain_date, short_day, weekday_date
from ...planning.timeline import Week, timeline
from ...widgets.lists import OpenList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row
from ...wording import level_dots
from ..dossier_screen import DossierScreen
from ..navigation import Go
from .words import meetings_text, notes

PRESENT, NUMBER, MONDAY, MEETINGS, GAP = 1, 2, 9, 17, 6
INDICATOR, ROOMY_INDICATOR = 5, 10
"""Columns of a level, on a narrow terminal and on another; the title of its indicator is cut."""
ROOMY = 100
"""Columns from which the titles of the indicators are whole."""


class TimelineScreen(DossierScreen):
    """A stage on one page, one week a line."""

    HEADING = "Frise"
    HELP = """Le stage sur une page, une semaine par ligne : ses rencontres, l’écart entre les \
deux horloges, les indicateurs tels qu’ils ont été notés, les livrables (échéance, livraison, \
acceptation), les jours fériés et les absences, les accès remis et retirés. La semaine en cours \
porte ▸, un écart inhabituel porte !. La semaine choisie se lit en entier sous la liste.

Entrée ouvre la première rencontre de la semaine choisie."""
    DEFAULT_CSS = """
    TimelineScreen #about { height: auto; max-height: 8; min-height: 3; padding: 0 1;
                            border-top: solid $primary 40%; }
    """

    def body(self) -> ComposeResult:
        yield OpenList(id="weeks")
        yield Paragraph("", id="about")

    def show(self) -> None:
        """One row a week; the present one is selected when the screen opens."""
        weeks = self._weeks()
        lines = self.query_one(RowList)
        first_time = not lines.rows
        width = ROOMY_INDICATOR if self.terminal_size.width >= ROOMY else INDICATOR
        lines.show([self._heads(width), *(_row(week, width) for week in weeks)])
        present = next((week for week in weeks if week.is_present), None)
        if first_time and present:
            lines.select(present.monday)

    def on_resize(self) -> None:
        """Give the indicators the columns there are."""
        self.reload()

    def _weeks(self) -> tuple[Week, ...]:
        workspace, dossier = self.workspace, self.dossier
        return timeline(
            dossier, workspace.programme(dossier), workspace.clock.now(), workspace.today()
        )

    def _heads(self, width: int) -> Row:
        indicators = self.workspace.programme(self.dossier).meetings.indicators
        heads = (
            Cell("", PRESENT),
            Cell("S", NUMBER),
            Cell("Lundi", MONDAY),
            Cell("Rencontres", MEETINGS),
            Cell("Écart", GAP),
            *(Cell(indicator.title, width) for indicator in indicators),
            Cell("À noter"),
        )
        return Row(tuple(cell._replace(tone="heading") for cell in heads))

    def _week(self, monday: object) -> Week | None:
        return next((week for week in self._weeks() if week.monday == monday), None)

    @on(RowList.Moved, "#weeks")
    def _moved(self, message: RowList.Moved) -> None:
        week = self._week(message.key)
        if week is not None:
            self.query_one("#about", Paragraph).update(Content("\n").join(self._about(week)))

    def _about(self, week: Week) -> Iterator[Content]:
        """The week in words."""
        number = f"Semaine {week.number}, du" if week.number > 0 else "Avant le stage, semaine du"
        gap = f"{gap_text(week.gap)} d’écart" + ("" if week.is_usual_gap else ", inhabituel")
        yield Content.styled(f"{number} {plain_date(week.monday)} · {gap}", "bold $text-primary")
        for meeting in week.meetings:
            yield Content(f"{meeting.sign} {meeting.name}, {weekday_date(meeting.day)}")
        indicators = self.workspace.programme(self.dossier).meetings.indicators
        rated = [
            f"{indicator.title} {level_dots(level)}"
            for indicator, level in zip(indicators, week.levels, strict=True)
            if level is not None
        ]
        if rated:
            yield Content(" · ".join(rated))
        for note in notes(week):
            yield Content.styled(note, "$text-muted")

    @on(RowList.Chosen, "#weeks")
    def _chosen(self, message: RowList.Chosen) -> None:
        week = self._week(message.key)
        if week is not None and week.meetings:
            self.post_message(Go("meeting", self.dossier_id, str(week.meetings[0].id)))
        else:
            self.tell("Aucune rencontre cette semaine-là.")


def _row(week: Week, width: int) -> Row:
    gap = gap_text(week.gap)
    return Row(
        (
            Cell("▸" if week.is_present else "", PRESENT, "accent"),
            Cell(str(week.number) if week.number > 0 else "–", NUMBER, "muted", right=True),
            Cell(short_day(week.monday), MONDAY),
            Cell(meetings_text(week), MEETINGS),
            Cell(gap if week.is_usual_gap else f"! {gap}", GAP,
                 "muted" if week.is_usual_gap else "warning"),
            *(Cell("" if level is None else level_dots(level), width)
              for level in week.levels),
            Cell(" · ".join(notes(week)), tone="muted"),
        ),
        week.monday,
    )  # fmt: skip
