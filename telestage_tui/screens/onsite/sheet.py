"""La fiche IRCC: every field of the portal's forms, to be typed there one after the other."""

from __future__ import annotations

from typing import ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from ...documents.papers.setting import Setting
from ...documents.papers.writing import setting_for
from ...dossier import changes
from ...dossier import stationery as paper_stationery
from ...dossier.french import count_or_none
from ...dossier.onsite import FormState
from ...programme.language import Language
from ...programme.onsite import PortalForm
from ...programme.papers import Paper
from ...programme.portal_sheet import Row, Sheet, comparisons
from ...widgets.lists import EditList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import hint
from ..page_keys import SCROLL_KEYS
from ..papers.writing import PaperWriting
from .activity import PaymentActivity
from .copying import Copying
from .editing import ask_field
from .large import LargeValue
from .sheet_rows import (
    DECLARATIONS,
    WITHDRAWAL,
    SheetRows,
    View,
    about_comparison,
    about_row,
)
from .timers import TimersPanel

PAPER = "portal-sheet"
"""The paper that is the same sheet, to be printed."""
NOT_YET = "La fiche s’ouvre une fois que les deux sont d’accord : Q note leur décision."
"""Said where there is nothing to fill in yet."""
_STATES: tuple[FormState, ...] = get_args(FormState)


class PortalSheetScreen(PaymentActivity, PaperWriting):
    """Every field of the forms; the selected one whole below."""

    HEADING = "Fiche IRCC"
    HELP = """Chaque champ des formulaires du portail, dans leur ordre : ✓ connu du dossier, \
● noté ici, ◐ proposé, ○ manquant, ! refusé par le portail, – facultatif. L’étoile marque ce que \
le portail exige.

Entrée note ou corrige la valeur; vide, elle redevient ce qu’en sait le dossier. k copie la \
valeur et passe au champ suivant; z la montre seule, en grand, à côté du navigateur. Espace fait \
avancer le formulaire choisi : pas commencé, en cours, terminé. n ne garde que ce qui manque, par \
personne qui peut le donner; w met la fiche et la convention mot à mot côte à côte. y montre les \
données d’identité, ou les masque. F7 écrit la fiche en PDF, avec l’identité si elle est montrée.

Ce que l’employeur déclare en signant, et comment se retire une offre, se lisent sous \
« Déclaration et signature »."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "copy", "Copier", tooltip="Copier la valeur, puis le champ suivant"),
        Binding("z", "large", "Grand", tooltip="Montrer la valeur seule, en grand"),
        Binding("space", "form_state", "État", key_display="Espace",
                tooltip="Formulaire : pas commencé, en cours, terminé"),
        Binding("n", "missing", "Ce qui manque, ou tout", show=False),
        Binding("w", "compare", "Comparer avec la convention, ou tout", show=False),
        Binding("y", "identity", "Montrer les données d’identité, ou les masquer", show=False),
        Binding("f7", "write", "Écrire la fiche en PDF", key_display="F7", show=False),
        *SCROLL_KEYS,
    ]  # fmt: skip
    TEXT = "#text"
    DEFAULT_CSS = """
    PortalSheetScreen {
        & #text { height: 35%; max-height: 11; padding: 0 1; border-top: solid $primary 40%; }
        & #about { height: auto; max-width: 110; }
    }
    """

    _view: View = "all"
    _identity = False

    def body(self) -> ComposeResult:
        yield TimersPanel(id="timers")
        yield EditList(id="fields")
        with VerticalScroll(id="text", can_focus=False):
            yield Paragraph("", id="about")

    def sheet(self) -> Sheet:
        """The sheet, as the dossier is now."""
        return Sheet(self.dossier, self.content)

    def title_text(self) -> str:
        lacking = sum(len(each.rows) for each in self.sheet().missing)
        return f"{super().title_text()} · {count_or_none(lacking, 'manquant')}"

    def show(self) -> None:
        """The lines of the view, as the dossier is now."""
        self.show_timers()
        fields = self.query_one("#fields", RowList)
        rows = SheetRows(self.sheet(), self._view, self._identity, self.terminal_size.width)
        fields.show(rows.rows() if self.dossier.onsite.is_open else [hint(NOT_YET)])
        if self.begin_on:
            fields.select(self.begin_on)
            self.begin_on = None

    def on_resize(self) -> None:
        """A larger terminal shows where each value comes from."""
        if self.is_current:
            self.reload()

    # --- the selected line ----------------------------------------------------------------------

    @property
    def _key(self) -> str:
        return str(self.query_one("#fields", RowList).key or "")

    @property
    def _row(self) -> Row | None:
        """The selected field; None on a line that is none."""
        key = self._key
        return None if key in ("", DECLARATIONS, WITHDRAWAL) else self.sheet().row(key)

    @property
    def _form(self) -> PortalForm | None:
        row = self._row
        return self.content.form(row.field.form) if row else None

    @on(RowList.Moved, "#fields")
    def _moved(self) -> None:
        self.query_one("#about", Paragraph).update(self._about())
        self.query_one("#text", VerticalScroll).scroll_home(animate=False)

    def _about(self) -> Content:
        key = self._key
        if key == DECLARATIONS:
            texts = [f"– {each.text}" for each in self.content.declarations]
            return Content("\n").join(map(Content, ("En signant, l’employeur déclare :", *texts)))
        if key == WITHDRAWAL:
            return Content(self.content.withdrawal)
        if self._view == "compared":
            compared = (each for each in comparisons(self.sheet()) if each.field_id == key)
            return next(map(about_comparison, compared), Content(""))
        row = self._row
        return about_row(row, identity=self._identity) if row else Content(self.content.never_kept)

    # --- actions --------------------------------------------------------------------------------

    @on(RowList.Chosen, "#fields")
    def _chosen(self) -> None:
        row = self._row
        if row is None:
            self.action_scroll_text(1)
        elif row.field.identity and row.value and not self._identity:
            self.tell("Masqué : y montre d’abord les données d’identité.")
        else:
            ask_field(self, row)

    def action_copy(self) -> None:
        """Copy the selected value, then go on to the next field to type."""
        row = self._row
        if row is not None:
            copying = self._copying
            self.tell(copying.copy(self.app, row))
            self._go_beside(copying, row.field.id)

    def _go_beside(self, copying: Copying, field_id: str) -> None:
        """Select the next field to type of those in view."""
        fields, following = self.query_one("#fields", RowList), copying.beside(field_id, 1)
        while not fields.select(following):
            beyond = copying.beside(following, 1)
            if beyond == following:
                return
            following = beyond

    @property
    def _copying(self) -> Copying:
        return Copying(self.sheet, self._identity)

    def action_large(self) -> None:
        """Show the selected value alone, in large letters."""
        row = self._row
        if row is None:
            return

        def back(field_id: str | None) -> None:
            if field_id:
                self.query_one("#fields", RowList).select(field_id)

        self.app.push_screen(LargeValue(self._copying, row.field.id), back)

    def action_form_state(self) -> None:
        """Take the form of the selected field to its next state, then back to the first."""
        form = self._form
        if form is None:
            return
        if not form.offer:
            self.tell(f"« {form.title} » n’a pas d’état sur le portail.")
            return
        state = self.dossier.onsite.form_state(form.id)
        following = _STATES[(_STATES.index(state) + 1) % len(_STATES)]
        self.save(changes.note_form(form.id, form.title, following))

    def action_missing(self) -> None:
        """Show only what is missing, by who can give it; or everything again."""
        self._look("missing")

    def action_compare(self) -> None:
        """Show the sheet beside the convention; or everything again."""
        self._look("compared")

    def _look(self, view: View) -> None:
        self._view = "all" if self._view == view else view
        self.reload()

    def action_identity(self) -> None:
        """Show the identity data, or mask them again."""
        self._identity = not self._identity
        self.reload()
        self.tell("Données d’identité montrées." if self._identity else "Données masquées.")

    def setting(
        self, paper: Paper, language: Language = "fr", sheet: paper_stationery.Sheet | None = None
    ) -> Setting:
        """The paper, with the identity data where they are shown."""
        return setting_for(
            self.workspace, self.dossier, paper, language, sheet, identity=self._identity
        )

    def action_write(self) -> None:
        """Write the sheet as a PDF file."""
        papers = self.workspace.programme(self.dossier).papers
        self.write_papers([papers.paper(PAPER)])
