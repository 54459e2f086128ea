"""What re-planning would move, shown before anything moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from ..dossier.dossier import Dossier
from ..planning.preview import Sign, preview
from ..planning.replanning import Replan, apply, replan
from ..programme.loader import Programme
from ..widgets.dialogs import DIALOG_CSS
from ..widgets.paragraph import Paragraph
from .base import DossierScreen


def proposal_for(screen: DossierScreen) -> Replan:
    """What the present information of a dossier would change among its meetings."""
    workspace, dossier = screen.workspace, screen.dossier
    return replan(
        dossier,
        workspace.programme(dossier),
        workspace.clock.now(),
        others=workspace.repository.dossiers(),
    )


def carry_out(screen: DossierScreen, agreed: Replan | None) -> None:
    """Do what was shown and agreed to, unless the dossier has changed so that it would be else."""
    if agreed is None:
        return
    workspace, dossier = screen.workspace, screen.dossier
    transition = partial(
        apply,
        agreed=agreed,
        programme=workspace.programme(dossier),
        now=workspace.clock.now(),
        others=workspace.repository.dossiers(),
    )
    screen.save("Rencontres replanifiées", transition)


_STYLES: Mapping[Sign, str] = {
    "→": "",
    "+": "$text-success",
    "–": "$text-error",
    "=": "$text-muted",
    "!": "$text-warning",
}


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
        for sign, text in preview(self._proposal, self._dossier, self._programme):
            yield Content.styled(f"{sign} {text}", _STYLES[sign])

    def action_answer(self, answer: bool) -> None:
        """Close with the proposal, or without."""
        self.dismiss(self._proposal if answer else None)
