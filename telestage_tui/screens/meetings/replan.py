"""The dialog that shows what re-planning would move, before anything moves."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from ...dossier.dossier import Dossier
from ...planning.replan import Replan, carry_out, replan
from ...planning.replan_preview import preview
from ...programme.programme import Programme
from ...widgets.dialog import DialogKey
from ...widgets.preview_dialog import PreviewDialog, sign_line
from ..dossier_screen import DossierScreen


def proposal_for(screen: DossierScreen) -> Replan:
    """The changes that the present information of a dossier makes to its meetings."""
    workspace, dossier = screen.workspace, screen.dossier
    return replan(
        dossier,
        workspace.programme(dossier),
        workspace.clock.now(),
        others=workspace.repository.dossiers(),
    )


def save_replan(screen: DossierScreen, proposal: Replan | None) -> None:
    """Carry out a proposal, if any; refused when the dossier now leads to another one."""
    if proposal is None:
        return
    workspace, programme = screen.workspace, screen.workspace.programme(screen.dossier)
    screen.save(carry_out(proposal, programme, workspace.clock.now, workspace.repository.dossiers))


class ReplanDialog(PreviewDialog[Replan]):
    """Shows a proposal; closes with it when it is accepted, else with None."""

    DEFAULT_CSS = "ReplanDialog > .dialog { width: 78; }"

    def __init__(self, proposal: Replan, dossier: Dossier, programme: Programme) -> None:
        super().__init__("Rencontres à déplacer?")
        self._proposal = proposal
        self._dossier = dossier
        self._programme = programme

    def keys(self) -> list[DialogKey]:
        return [
            ("F2", "Appliquer", "apply"),
            ("Échap", "Laisser les rencontres où elles sont", "leave"),
        ]

    def lines(self) -> Iterator[Content]:
        for sign, text in preview(self._proposal, self._dossier, self._programme):
            yield sign_line(sign, text)

    def agreed(self) -> Replan:
        return self._proposal
