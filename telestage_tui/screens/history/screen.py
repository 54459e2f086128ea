"""Notes et historique: the notes of the tutor and what the program did, newest first."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID, uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from ...dossier import changes
from ...dossier.deeds.sentences import PARTS
from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...dossier.field_words import put_back_words
from ...dossier.french import count_or_none, long_date
from ...dossier.history_search import HistoryFilter, people_in
from ...dossier.text import quoted
from ...planning.spots import HISTORY_LINE
from ...widgets.dialogs import Confirm
from ...widgets.fields import FormField
from ...widgets.form_dialog import FormDialog, Values
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ..dossier_screen import DossierScreen
from ..page_keys import SCROLL_KEYS
from ..undoing import TITLES, Way
from .exporting import export_dialog
from .rows import found_words, rows, whole

_WAYS: dict[bool, Way] = {False: "undo", True: "redo"}
"""What is done to a line, by whether it is undone."""


class HistoryScreen(DossierScreen):
    """Notes, then history."""

    HEADING = "Notes et historique"
    HELP = """En haut, les notes datées que vous écrivez; dessous, l’historique que telestage \
tient tout seul de chaque modification, la plus récente en premier, à l’heure de l’organisation : \
quand, qui, quoi. La ligne choisie se lit en entier au bas de l’écran, avec chaque valeur d’avant \
et d’après; Maj et les flèches font défiler un texte long.

n écrit une note : ce que vous quittez sans enregistrer est gardé pour la fois suivante. l filtre \
par partie du dossier, par personne ou par texte, Échap enlève le filtre. d ou Entrée défait la \
modification de la ligne choisie, ou la refait, une fois dit ce qui revient; si une modification \
plus récente porte sur la même chose ou en dépend, c’est refusé, et elle est nommée. F7 écrit ce \
qui est à l’écran dans un fichier CSV ou JSON. s donne le nom sous lequel l’historique garde vos \
modifications."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "note", "Note", tooltip="Écrire une nouvelle note"),
        Binding("l", "filter", "Filtrer", tooltip="Par partie, personne ou texte"),
        Binding("d", "undo_line", "Défaire",
                tooltip="Défaire la modification de cette ligne, ou la refaire"),
        Binding("f7", "export_history", "Exporter", key_display="F7",
                tooltip="Écrire l’historique en CSV ou en JSON"),
        Binding("s", "sign", "Votre nom", tooltip="Le nom que garde l’historique", show=False),
        *SCROLL_KEYS,
    ]  # fmt: skip
    TEXT = "#whole"
    DEFAULT_CSS = """
    HistoryScreen {
        & #whole { height: 40%; max-height: 16; border-top: solid $primary 40%; padding: 0 1; }
        & #text { height: auto; }
    }
    """

    _dossier: Dossier | None = None
    """The dossier as the lines show it."""
    _filter = HistoryFilter()
    """What is looked for."""

    def body(self) -> ComposeResult:
        yield RowList(id="lines")
        with VerticalScroll(id="whole", can_focus=False):
            yield Paragraph("", id="text")

    def show(self) -> None:
        """Notes and history, the newest of each first."""
        dossier = self._dossier = self.dossier
        lines = self.query_one("#lines", RowList)
        lines.show(rows(dossier, self._filter, self._advice()))
        if lines.key is None:
            self._show_whole(None)
        if self.begin_on:
            name = self.begin_on
            is_line = name.startswith(HISTORY_LINE)
            lines.select(int(name.removeprefix(HISTORY_LINE)) if is_line else UUID(name))
            self.begin_on = None

    def _advice(self) -> str:
        """Said while changes are kept under the name of an account, which names nobody."""
        account = self.workspace.account()
        if account and self.workspace.who() == account:
            return f"Vos modifications y sont sous {quoted(account)} : s donne votre nom."
        return ""

    @on(RowList.Moved, "#lines")
    def _moved(self, message: RowList.Moved) -> None:
        self._show_whole(message.key)

    def _show_whole(self, key: object) -> None:
        if self._dossier is not None:
            self.query_one("#text", Paragraph).update(whole(key, self._dossier))
            self.query_one("#whole", VerticalScroll).scroll_home(animate=False)

    def action_note(self) -> None:
        """Write a note dated today."""
        today = self.workspace.today()

        def write(text: str) -> Dossier | None:
            note = uuid4()
            dossier = self.save(changes.add_note(note, on=today, text=text))
            if dossier is not None:
                self.query_one("#lines", RowList).select(note)
            return dossier

        self.ask(
            f"journal.{self.dossier_id}",
            "Nouvelle note",
            f"Datée du {long_date(today)}.",
            write,
            check=lambda text: None if text.strip() else "La note est vide.",
            kind="prose",
        )

    def action_filter(self) -> None:
        """Ask what is looked for: a part, a person, a text."""

        def use(values: Values) -> bool:
            self._set_filter(HistoryFilter(values["part"], values["who"], values["text"].strip()))
            return True

        self.app.push_screen(
            FormDialog(
                "Filtrer",
                _filter_fields(self.dossier),
                self._filter._asdict,
                use,
                self.workspace.today,
                send_word="Filtrer",
            )
        )

    @on(RowList.Chosen, "#lines")
    def action_undo_line(self) -> None:
        """Say what undoing the selected line would put back, or doing it again; then do it."""
        key = self.query_one("#lines", RowList).key
        if not isinstance(key, int):
            self.tell("Une note ne se défait pas : choisissez une ligne de l’historique.")
            return
        try:
            step = self.workspace.repository.undo_of(self.dossier_id, key)
        except TelestageError as error:
            self.report(error)
            return
        if step is None:
            self.tell("Cette ligne ne se défait pas : elle ne garde aucune valeur d’avant.")
            return
        entry, way = self.dossier.history[step.line], _WAYS[step.is_undone]
        back = put_back_words(entry.changes, redo=step.is_undone)

        def use(agreed: bool | None) -> None:
            if agreed:
                self.turn_line(step.id, step.line, way)

        self.app.push_screen(
            Confirm(
                f"{TITLES[way]} cette modification?",
                "\n".join((f"{entry.sentence}.", *back)),
                yes=f"Oui, {TITLES[way].lower()}",
            ),
            use,
        )

    def _set_filter(self, question: HistoryFilter) -> None:
        self._filter = question
        self.reload()

    def action_back(self) -> None:
        """Show every line again; then go back."""
        if self._filter.is_blank:
            super().action_back()
        else:
            self._set_filter(HistoryFilter())

    def action_export_history(self) -> None:
        """Write the lines in view in a file."""
        self.app.push_screen(export_dialog(self, self.dossier, self._filter))

    def action_sign(self) -> None:
        """Ask the name under which the history keeps what is changed on this account."""
        workspace = self.workspace

        def keep(name: str) -> bool:
            workspace.name_oneself(name)
            self.say_written(
                f"L’historique gardera vos modifications sous {quoted(workspace.who())}"
            )
            self.reload()
            return True

        self.ask(
            "who",
            "Votre nom",
            "L’historique garde vos modifications sous ce nom; il vaut pour votre compte sur cet "
            "ordinateur. Vide : le nom de Mon organisation, sinon celui du compte.",
            keep,
            saved=lambda: workspace.own_name or workspace.who(),
        )

    def title_text(self) -> str:
        dossier = self.dossier
        if self._filter.is_blank:
            more = count_or_none(len(dossier.notes), "note", feminine=True)
        else:
            more = found_words(dossier, self._filter)
        return f"{super().title_text()} · {more}"


def _filter_fields(dossier: Dossier) -> tuple[FormField, ...]:
    """What may be looked for in the history of a dossier: only the parts and people it names."""
    parts = {entry.deed.part for entry in dossier.history}
    known = tuple((part, words) for part, words in PARTS.items() if part in parts)
    people = tuple((name, name) for name in people_in(dossier.history))
    return (
        FormField("text", "Texte", hint="Dans la phrase, ou dans une valeur d’avant ou d’après."),
        FormField("part", "Partie", "choice", (("", "toutes"), *known)),
        FormField("who", "Personne", "choice", (("", "toutes"), *people)),
    )
