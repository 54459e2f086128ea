"""Informations: what describes the stage and its people, changed at any time."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from ...dossier import changes
from ...dossier.changes import Change
from ...dossier.dossier import Dossier
from ...dossier.fiche.model import Fiche
from ...dossier.fiche.pages import DETAILS
from ...dossier.fiche.write import form_texts
from ...dossier.french import de
from ...planning.replan import Replan
from ...programme.programme import Programme
from ...widgets.dialogs import Confirm
from ..absences.keys import ABSENCE_KEYS, AbsenceKeys
from ..dossier_screen import DossierScreen
from ..fiche.screen import FicheScreen
from ..meetings.replan import ReplanDialog, proposal_for, save_replan

_STRANDED = (
    "Les invitations déjà écrites portent les adresses d’avant : l’agenda {whose} n’acceptera "
    "plus d’annulation. Annulez-les d’abord (F7 dans les rencontres, « annuler l’invitation »), "
    "changez l’adresse, puis invitez de nouveau."
)


class DetailsScreen(FicheScreen, AbsenceKeys, DossierScreen):
    """The form of an open dossier."""

    HEADING = "Informations"
    HELP = """Tout ce qui décrit le stage : dates, personnes, horaires, rencontres, contacts.

F2 enregistre. Si les dates, les horaires, les absences ou le jour des rencontres changent, \
l’aperçu des rencontres déplacées s’affiche avant que rien ne bouge. Les candidatures (L), les \
signatures (K) et les accès (a) ont leur propre page. F7 reprend les absences d’un agenda.

À l’arrivée, Entrée permet d’écrire dans le premier champ : la fin d’un mot commencé ailleurs n’y \
change rien."""
    WAITS = True
    BINDINGS: ClassVar[list[BindingType]] = [*ABSENCE_KEYS]

    def draft_name(self) -> str:
        """One draft a dossier."""
        return f"details.{self.dossier_id}"

    def saved_values(self) -> dict[str, str]:
        """The texts of the dossier, but what has a page of its own."""
        return form_texts(Fiche.of(self.dossier), DETAILS)

    def kept_logo(self) -> str:
        """That of the dossier."""
        return self.dossier.stationery.logo

    def programme(self) -> Programme:
        """The programme the dossier was opened with."""
        return self.workspace.programme(self.dossier)

    def as_dossier(self, fiche: Fiche) -> Dossier:
        """The dossier as the form would change it."""
        if self.dossier.closed_on:
            return self.dossier.evolve(**fiche.details)
        return changes.describe(fiche, on=self.workspace.today()).apply(self.dossier)

    def action_save(self) -> None:
        """Save, then show what moves among the meetings."""
        form = self.form
        if form.asks(self.action_save):
            return
        fiche = self.read_fiche()
        if fiche is None:
            return
        change = changes.describe(fiche, on=self.workspace.today())
        if change.apply(self.dossier) == self.dossier:
            self.tell("Rien n’a changé : il n’y a rien à enregistrer.")
            form.forget()
            return
        if not self._strands_invitations(fiche):
            self._save(change)
            return

        def answered(agreed: bool | None) -> None:
            if agreed:
                self._save(change)

        question = _STRANDED.format(whose=de(self.dossier.intern.first_name))
        self.app.push_screen(
            Confirm("Des invitations sont en cours", question, yes="Oui, enregistrer quand même"),
            answered,
        )

    def _strands_invitations(self, fiche: Fiche) -> bool:
        """Whether an address changes that invitations to come were written with.

        A calendar takes a cancellation only from the organiser it knows, at the address invited.
        """
        dossier = self.dossier
        before = dossier.tutor.email, dossier.intern.email
        after = fiche.tutor.email, fiche.intern.email
        now = self.workspace.clock.now()
        return before != after and dossier.export_to("intern").stands_after(now)

    def _save(self, change: Change) -> None:
        if not self.form.save(lambda: self.save(change)):
            return
        proposal = proposal_for(self)
        if proposal.changes_nothing:
            self.done("Informations enregistrées")
        else:
            dialog = ReplanDialog(proposal, self.dossier, self.programme())
            self.app.push_screen(dialog, self._save_replan)

    def dossier_of_absences(self) -> Dossier:
        return self.dossier

    def show(self) -> None:
        """Put in the fields what another program changed; what was typed stays."""
        self.form.take_in()

    def _save_replan(self, replan: Replan | None) -> None:
        save_replan(self, replan)
        self.dismiss()
