"""What re-planning would move, shown before anything moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ..dossier.dossier import Dossier
from ..dossier.french import count, short_date
from ..dossier.meetings import Meeting
from ..planning.replanning import Replan
from ..planning.sentences import KIND_NAMES
from ..planning.view import both_times, meeting_view
from ..widgets.dialog import Dialog, DialogKey
from ..widgets.paragraph import Paragraph


class ReplanDialog(Dialog[Replan]):
    """Shows a proposal; closes with it when accepted, with None when left."""

    DEFAULT_CSS = "ReplanDialog > .dialog { width: 78; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s,o", "apply", "Appliquer", key_display="F2"),
    ]

    def __init__(self, proposal: Replan, dossier: Dossier) -> None:
        super().__init__("Rencontres à déplacer ?")
        self._proposal = proposal
        self._dossier = dossier

    def body(self) -> ComposeResult:
        """What moves, what is new, what goes, what stays, what to know."""
        yield Paragraph(Content("\n").join(self._lines()))

    def keys(self) -> list[DialogKey]:
        """To apply it, or to leave everything where it is."""
        return [
            ("F2", "Appliquer", "apply"),
            ("Échap", "Laisser les rencontres où elles sont", "leave"),
        ]

    def _lines(self) -> Iterator[Content]:
        proposal = self._proposal
        for before, after in proposal.moves:
            yield Content(
                f"→ {KIND_NAMES[before.kind]} déplacée : {self._at(before)}, puis {self._at(after)}"
            )
        for meeting in proposal.new:
            yield Content.styled(
                f"+ {KIND_NAMES[meeting.kind]} ajoutée : {self._at(meeting)}", "$text-success"
            )
        for meeting in proposal.dropped:
            yield Content.styled(
                f"– {KIND_NAMES[meeting.kind]} retirée : {self._at(meeting)}", "$text-error"
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

    def action_apply(self) -> None:
        """Close with the proposal."""
        self.close(self._proposal)
