"""What re-planning would move, shown before anything moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from ..dossier.dossier import Dossier
from ..dossier.french import count, short_date
from ..dossier.meetings import Meeting
from ..planning.replanning import Replan
from ..planning.view import both_times, meeting_view
from ..programme.loader import Programme
from ..widgets.dialogs import DIALOG_CSS
from ..widgets.paragraph import Paragraph


class ReplanDialog(ModalScreen[Replan | None]):
    """Shows a proposal; closes with it when accepted, with None when left."""

    DEFAULT_CSS = (
        "ReplanDialog {"
        + DIALOG_CSS
        + """
        & > .dialog { width: 78; }
        & #moves { height: auto; max-height: 15; }
    }"""
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", "Laisser", key_display="Échap"),
        Binding("f2,o", "answer(True)", "Appliquer", key_display="F2"),
    ]

    def __init__(self, proposal: Replan, dossier: Dossier, programme: Programme) -> None:
        super().__init__()
        self._proposal = proposal
        self._dossier = dossier
        self._programme = programme

    def compose(self) -> ComposeResult:
        """What moves, what is new, what goes, what stays, what to know."""
        with Vertical(classes="dialog") as box:
            box.border_title = "Rencontres à déplacer ?"
            with VerticalScroll(id="moves"):
                yield Paragraph(Content("\n").join(self._lines()))
            yield Paragraph(
                Content("F2 Appliquer   Échap Laisser les rencontres où elles sont   ↑ ↓ Défiler"),
                classes="keys",
            )

    def _lines(self) -> Iterator[Content]:
        proposal, title = self._proposal, self._programme.meeting_rules.title
        for before, after in proposal.moves:
            yield Content(
                f"→ {title(before.kind)} déplacée : {self._at(before)}, puis {self._at(after)}"
            )
        for meeting in proposal.new:
            yield Content.styled(
                f"+ {title(meeting.kind)} ajoutée : {self._at(meeting)}", "$text-success"
            )
        for meeting in proposal.dropped:
            yield Content.styled(
                f"– {title(meeting.kind)} retirée : {self._at(meeting)}", "$text-error"
            )
        stays = count(len(proposal.stays), "rencontre reste", "rencontres restent")
        yield Content.styled(
            f"= {stays} à leur place (tenues, déplacées à la main…).", "$text-muted"
        )
        for warning in proposal.warnings:
            yield Content.styled(f"! {warning}", "$text-warning")

    def _at(self, meeting: Meeting) -> str:
        view = meeting_view(meeting, self._dossier.host.zone, self._dossier.intern.zone)
        return f"{short_date(view.host_local.date())} {both_times(view)}"

    def action_answer(self, answer: bool) -> None:
        """Close with the proposal, or without."""
        self.dismiss(self._proposal if answer else None)
