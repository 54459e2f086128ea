"""Mon organisation: the form of what every new dossier begins with, and of whom to write to."""

from __future__ import annotations

from pydantic import ValidationError

from ...documents.logo import LOGO_FIELD, logo_problems
from ...dossier.errors import FieldProblem, InvalidInput, TelestageError
from ...dossier.fiche.organisation import coerce_organisation, organisation_texts
from ...dossier.organisation import Organisation
from ...widgets.fields import FormSection
from ..fiche.fields import organisation_form
from ..fiche.paged import PagedFormScreen

SAVED = "Mon organisation est enregistrée"


class OrganisationScreen(PagedFormScreen):
    """The form of the organisation."""

    HEADING = "Mon organisation"
    HELP = """Ce qui ne change pas d’un stage à l’autre, dit une fois. L’organisation, vous et le \
lien de la visioconférence sont proposés à chaque nouveau dossier, où tout peut être changé. Les \
contacts, le logo et le papier valent pour tout dossier qui n’a pas les siens (touche i du dossier).

Tab ou Entrée passe au champ suivant, F6 à la partie suivante. Ce que vous tapez est gardé comme \
brouillon : vous pouvez quitter et revenir. F2 enregistre; les dossiers déjà ouverts ne changent \
pas."""

    def draft_name(self) -> str:
        """There is one organisation in a file."""
        return "organisation"

    def sections(self) -> tuple[FormSection, ...]:
        """The parts of the form of an organisation."""
        return organisation_form()

    def saved_values(self) -> dict[str, str]:
        """The texts of what is kept."""
        return organisation_texts(self.workspace.repository.organisation())

    def show(self) -> None:
        """Put in the fields what another program changed; what was typed stays."""
        self.form.take_in()

    def preview(self) -> None:
        """Show at the fields what cannot be read."""
        self.judge(self._read()[1])

    def _read(self) -> tuple[Organisation | None, tuple[FieldProblem, ...]]:
        """The organisation, or None, and why it cannot be read."""
        kept = self.workspace.repository.organisation()
        logo = tuple(logo_problems(self.values[LOGO_FIELD], kept.stationery.logo))
        try:
            read = coerce_organisation(self.values, self.workspace.today(), kept)
        except InvalidInput as error:
            return None, (*error.problems, *logo)
        return (None, logo) if logo else (read, ())

    def action_save(self) -> None:
        """Save, and go back."""
        if self.form.asks(self.action_save):
            return
        wanted, problems = self._read()
        if wanted is None:
            self.refuse(problems)
            return
        seen = self.workspace.repository.organisation()
        if wanted.says_as(seen):
            self.tell("Rien n’a changé : il n’y a rien à enregistrer.")
            self.form.forget()
        elif self.form.save(lambda: self._keep(wanted, seen)):
            self.done(SAVED)
            self.warn_of_secret(seen, wanted)

    def _keep(self, wanted: Organisation, seen: Organisation) -> bool:
        """Whether it is on disk; the user is told why it is not."""
        try:
            self.workspace.repository.keep_organisation(wanted, seen)
        except (TelestageError, ValidationError) as error:
            self.report(error, title="Rien n’a été enregistré")
            self.reload()  # what is shown may be out of date, which may be why
            return False
        return True
