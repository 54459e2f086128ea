"""Informations: what describes the stage and its people, changed at any time."""

from __future__ import annotations

from functools import partial

from ..dossier.dossier import Dossier
from ..dossier.fiche import Fiche
from ..planning.opening import describe
from ..planning.replanning import Replan
from ..widgets.form import FieldForm
from .base import DossierScreen
from .fiche_fields import FORM, STARTS, texts_of
from .fiche_form import FicheScreen
from .replan import ReplanDialog, carry_out, proposal_for


class DetailsScreen(FicheScreen, DossierScreen):
    """The form of an open dossier."""

    HEADING = "Informations"
    HELP = """Tout ce qui décrit le stage : dates, personnes, horaires, candidatures, signatures.

F2 enregistre. Si les dates, les horaires, les absences ou le jour des rencontres changent, \
l’aperçu des rencontres déplacées s’affiche avant que rien ne bouge. Les accès ont leur propre \
page (touche a du dossier)."""
    SECTIONS = FORM

    def draft_name(self) -> str:
        """One draft a dossier."""
        return f"details.{self.dossier_id}"

    def initial_values(self) -> dict[str, str]:
        """The dossier, then what was left unsaved."""
        if self.begin_on in STARTS:
            self.begin_on = STARTS[self.begin_on]
        return self.saved_values() | self.workspace.drafts.form(self.draft_name())

    def saved_values(self) -> dict[str, str]:
        """What the dossier says."""
        known = texts_of(Fiche.of(self.dossier))
        return {
            field.name: known.get(field.name, "") for section in FORM for field in section.fields
        }

    def as_dossier(self, fiche: Fiche) -> Dossier:
        """The dossier once changed."""
        return describe(self.dossier, fiche)

    def action_save(self) -> None:
        """Save, then show what moves among the meetings."""
        form = self.query_one(FieldForm)
        self.take_in(form, self.saved_values, fresh=True)
        fiche = self.accepted()
        if fiche is None:
            return
        change, version = partial(describe, fiche=fiche), self.dossier.version
        before = form.settle()
        if self.save("Informations modifiées", change, expected=version) is None:
            form.unsettle(before)
            return
        self.workspace.drafts.keep_form(self.draft_name(), {})
        proposal = proposal_for(self)
        if proposal.changes_nothing:
            self.dismiss()
        else:
            programme = self.workspace.programme(self.dossier)
            self.app.push_screen(ReplanDialog(proposal, self.dossier, programme), self._replanned)

    def show(self) -> None:
        """What another program changed comes into the fields; what was typed stays."""
        self.take_in(self.query_one(FieldForm), self.saved_values)

    def _replanned(self, accepted: Replan | None) -> None:
        carry_out(self, accepted)
        self.dismiss()
