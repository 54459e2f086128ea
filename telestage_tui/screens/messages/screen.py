"""Messages à envoyer: whom each is for, its text to read and change; copied or saved, not sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, TextArea

from ...documents.messages.message import Message
from ...dossier.dossier import Dossier
from ...dossier.french import count
from ...dossier.organisation import Organisation
from ...dossier.text import clean_line, clean_prose, fold
from ...programme.language import Language
from ...programme.progress import current_phase, task_states
from ...widgets.debounce import Debounce
from ...widgets.form import KEEP_DELAY
from ...widgets.line_input import LineInput
from ...widgets.lists import EditList
from ...widgets.paragraph import Paragraph
from ...widgets.prose import ProseArea
from ...widgets.row_list import RowList
from ..dossier.task_actions import TaskActions
from ..dossier_screen import DossierScreen
from .rows import Entry, about, first_asked, row
from .saving import ask_where
from .typed import DRAFTS, Part, changed_message, draft_name, entries_of, typed

COPIED = (
    "Copié : collez-le dans votre courriel. Si rien ne se colle, votre terminal ne le permet pas : "
    "F7 enregistre le message dans un fichier."
)


class MessagesScreen(TaskActions, DossierScreen):
    """The messages of a dossier, and the text of the selected one."""

    HEADING = "Messages à envoyer"
    HELP = """Les messages qu’un télé-stage demande, préparés d’après le dossier : à qui, et ce \
qui y manque. telestage n’envoie rien.

Entrée place le curseur dans le texte, Tab dans l’objet : ce que vous y changez est gardé tout \
seul; Échap revient à la liste. o reprend l’objet et le texte d’après le dossier. k copie le \
texte, s l’objet, pour les coller dans votre courriel. F7 enregistre le message dans un fichier \
.eml, avec ses pièces jointes : Outlook l’ouvre en brouillon. S fait de même pour chaque personne \
à qui va ce message, un fichier chacune. Espace coche ensuite l’étape qui le demandait. l passe à \
l’anglais, là où le message y existe.

Ce que le dossier ne dit pas est laissé en blanc, entre crochets : complétez le dossier, ou le \
texte."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", "Modifier le texte", key_display="⏎", show=False),
        Binding("k", "copy_text", "Copier", tooltip="Copier le texte"),
        Binding("s", "copy_subject", "Copier l’objet", show=False),
        Binding("f7", "save_file", "Fichier .eml", key_display="F7",
                tooltip="Enregistrer dans un fichier .eml"),
        Binding("S", "save_all", "Enregistrer le message à chaque personne", show=False),
        Binding("o", "restore", "Reprendre le message d’après le dossier", show=False),
        Binding("l", "language", "Français ou anglais", show=False),
    ]  # fmt: skip
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (150, "-wide")]  # noqa: RUF012 (see Screen)
    DEFAULT_CSS = """
    MessagesScreen {
        & #about { height: auto; max-height: 45%; padding: 0 1; }
        & #about > Paragraph { height: auto; }
        & #subject-line { height: 1; padding: 0 1; }
        & #subject-word { width: auto; text-style: bold; }
        & #subject { width: 1fr; }
        & #text { height: 1fr; min-height: 3; margin-top: 1; }
        &.-wide #messages { width: 76; }
        &.-wide #message { width: 1fr; border-left: solid $primary 40%; }
        &.-narrow #columns { layout: vertical; }
        &.-narrow #messages { height: 35%; }
        &.-narrow #message { height: 1fr; border-top: solid $primary 40%; }
    }
    """

    language: Language = "fr"
    """The language of the messages, where they have it."""
    _entries: tuple[Entry, ...] = ()
    _source: tuple[Dossier, Organisation, Language] | None = None
    """What the drafts were made from."""
    _shown: Entry | None = None
    """The draft in the text area."""

    def body(self) -> ComposeResult:
        with Horizontal(id="columns"):
            yield EditList(id="messages")
            with Vertical(id="message"):
                with VerticalScroll(id="about", can_focus=False):
                    yield Paragraph("", id="head")
                with Horizontal(id="subject-line"):
                    yield Paragraph("Objet : ", id="subject-word")
                    yield LineInput(id="subject", compact=True, select_on_focus=False)
                yield ProseArea(id="text")

    def on_mount(self) -> None:
        """Have what is typed kept once one stops typing."""
        self._keep_soon = Debounce(self, KEEP_DELAY, self.keep)

    def title_text(self) -> str:
        lacking = sum(bool(entry.message.missing) for entry in self._entries)
        more = f" · {count(lacking, 'message')} à compléter" if lacking else ""
        return f"{super().title_text()}{more}"

    def show(self) -> None:
        """The list, then the selected message, as the dossier and what was typed make them."""
        self.keep()
        dossier, organisation = self.dossier, self.workspace.organisation()
        if self._source != (dossier, organisation, self.language):
            self._entries = tuple(
                entry
                for kind in self.workspace.programme(dossier).messages.messages
                for entry in entries_of(self.workspace, dossier, kind, self.language)
            )
            self._source = dossier, organisation, self.language
        messages = self.query_one("#messages", RowList)
        messages.show([row(entry, edited=self._is_edited(entry)) for entry in self._entries])
        if self.begin_on is None:  # nothing was asked for: what the phase is about
            self.begin_on = self._first_asked()
        if self.begin_on:
            self._begin(self.begin_on)
            self.begin_on = ""

    def _first_asked(self) -> str:
        dossier, today = self.dossier, self.workspace.today()
        programme = self.workspace.programme(dossier)
        states = task_states(dossier, programme, today)
        phase = current_phase(dossier, programme, states, today)
        return first_asked(programme.messages.messages, states, phase)

    def _begin(self, wish: str) -> None:
        """Select a message by its kind; « kind:name » is the one to that person, if there is."""
        kind, _, name = wish.partition(":")
        chosen = [entry for entry in self._entries if entry.message.kind.id == kind]
        to_name = [each for each in chosen if fold(each.whom) == fold(name)]
        if entry := next(iter((*to_name, *chosen)), None):
            self.query_one("#messages", RowList).select(entry.key)

    # --- the selected message -------------------------------------------------------------------

    @property
    def _entry(self) -> Entry | None:
        key = self.query_one("#messages", RowList).key
        return next((entry for entry in self._entries if entry.key == key), None)

    @on(RowList.Moved, "#messages")
    def _moved(self) -> None:
        if self.is_attached:
            self.keep()
            self._show_entry()

    def _show_entry(self) -> None:
        entry = self._shown = self._entry
        if entry is None:
            return
        message = self._changed_message(entry)
        self.query_one("#head", Paragraph).update(about(entry, edited=self._is_edited(entry)))
        subject, area = self.query_one("#subject", LineInput), self.query_one("#text", ProseArea)
        subject.placeholder = entry.message.subject
        if clean_line(subject.value) != clean_line(message.subject):  # what is being typed stays
            subject.value = message.subject
        if clean_prose(area.text) != clean_prose(message.body):
            area.load_text(message.body)

    def _is_edited(self, entry: Entry) -> bool:
        return any(typed(self.workspace, part, entry) for part in DRAFTS)

    def _changed_message(self, entry: Entry) -> Message:
        return changed_message(self.workspace, entry)

    @on(Input.Changed, "#subject")
    @on(TextArea.Changed, "#text")
    def _changed(self) -> None:
        self._keep_soon()

    def keep(self) -> None:
        """Keep the subject and the text that were changed; the drafted ones are not kept."""
        entry = self._shown
        if entry is None or not self.is_attached:
            return
        self._keep_soon.stop()
        was_edited = self._is_edited(entry)
        subject = clean_line(self.query_one("#subject", LineInput).value)
        body = clean_prose(self.query_one("#text", ProseArea).text)
        self._keep_part("subject", entry, subject, clean_line(entry.message.subject))
        self._keep_part("body", entry, body, clean_prose(entry.message.body))
        if self._is_edited(entry) != was_edited:
            self._show_state(entry)

    def _keep_part(self, part: Part, entry: Entry, text: str, drafted: str) -> None:
        self.workspace.drafts.keep_text(
            draft_name(part, self.dossier_id, entry), "" if text == drafted else text
        )

    def _show_state(self, entry: Entry) -> None:
        """Say that a message is changed, or no longer."""
        messages = self.query_one("#messages", RowList)
        messages.show([row(each, edited=self._is_edited(each)) for each in self._entries])
        if entry == self._shown:
            self.query_one("#head", Paragraph).update(about(entry, edited=self._is_edited(entry)))

    # --- actions --------------------------------------------------------------------------------

    @on(RowList.Chosen, "#messages")
    def _chosen(self) -> None:
        self.action_edit()

    def action_edit(self) -> None:
        """Put the keyboard in the text."""
        self.query_one("#text", ProseArea).focus()

    @on(Input.Submitted, "#subject")
    def _submitted(self) -> None:
        self.action_edit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """From the subject, Enter goes on to the text; in the text it is a new line."""
        if action == "edit":
            return isinstance(self.focused, LineInput)
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """From the subject or the text to the list, then to the screen before."""
        messages = self.query_one("#messages", RowList)
        if not messages.has_focus:
            self.keep()
            messages.focus()
        else:
            super().action_back()

    def action_copy_text(self) -> None:
        """Copy the text, as it was changed."""
        self.app.copy_to_clipboard(self.query_one("#text", ProseArea).text)
        self.tell(COPIED)

    def action_copy_subject(self) -> None:
        """Copy the subject."""
        if self._shown is not None:
            self.keep()
            self.app.copy_to_clipboard(self._changed_message(self._shown).subject)
            self.tell(COPIED)

    def action_restore(self) -> None:
        """Draft the subject and the text again from the dossier."""
        if self._shown is not None:
            self.query_one("#subject", LineInput).value = self._shown.message.subject
            self.query_one("#text", ProseArea).load_text(self._shown.message.body)
            self.keep()

    def action_language(self) -> None:
        """Write the messages in the other language, where they have it."""
        self.keep()
        kind = self._shown.message.kind.id if self._shown else None
        self._shown = None
        self.language = "fr" if self.language == "en" else "en"
        self.begin_on = kind
        self.reload()

    def action_save_file(self) -> None:
        """Save the message in a file, with what goes with it."""
        if self._shown is not None:
            self._save_files([self._shown])

    def action_save_all(self) -> None:
        """Save the messages to all those that the selected one is for, a file each."""
        if self._shown is not None:
            kind = self._shown.message.kind
            self._save_files([entry for entry in self._entries if entry.message.kind == kind])

    def _save_files(self, chosen: Sequence[Entry]) -> None:
        self.keep()
        ask_where(self, chosen)
