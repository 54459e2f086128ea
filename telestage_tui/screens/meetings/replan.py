"""What re-planning would move, shown before anything moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier.dossier import Dossier
from ...planning.replan import Replan, carry_out, replan
from ...planning.replan_preview import Sign, preview
from ...programme.programme import Programme
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.paragraph import Paragraph
from ..base import DossierScreen


def proposal_for(screen: DossierScreen) -> Replan:
    """What the present information of a dossier would change among its meetings."""
    workspace, dossier = screen.workspace, screen.dossier
    return replan(
        dossier,
        workspace.programme(dossier),
        workspace.clock.now(),
        others=workspace.repository.dossiers(),
    )


def save_replan(screen: DossierScreen, agreed: Replan | None) -> None:
    """Do what was shown and agreed to, unless the dossier has changed so that it would be else."""
    if agreed is None:
        return
    workspace, programme = screen.workspace, screen.workspace.programme(screen.dossier)
    screen.save(carry_out(agreed, programme, workspace.clock.now, workspace.repository.dossiers))


_STYLES: Mapping[Sign, str] = {
    "→": "",
    "+": "$text-success",
    "–": "$text-error",
    "=": "$text-muted",
    "!": "$text-warning",
}


class ReplanDialog(Dialog[Replan]):
    """Shows a proposal; closes with it when accepted, with None when left."""

    DEFAULT_CSS = "ReplanDialog > .dialog { width: 78; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s,o", "apply", "Appliquer", key_display="F2"),
    ]

    def __init__(self, proposal: Replan, dossier: Dossier, programme: Programme) -> None:
        super().__init__("Rencontres à déplacer ?")
        self._proposal = proposal
        self._dossier = dossier
        self._programme = programme

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
        for sign, text in preview(self._proposal, self._dossier, self._programme):
            yield Content.styled(f"{sign} {text}", _STYLES[sign])

    def action_apply(self) -> None:
        """Close with the proposal."""
        self.close(self._proposal)
