"""Messages à envoyer: whom each is for, its text to read and change; copied or saved, not sent."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import TextArea

from ...documents.messages.message import MessageSetting
from ...dossier.dossier import Dossier
from ...dossier.french import count
from ...dossier.organisation import Organisation
from ...dossier.text import clean_prose
from ...programme.papers import Language
from ...widgets.debounce import Debounce
from ...widgets.form import KEEP_DELAY
from ...widgets.paragraph import Paragraph
from ...widgets.prose import ProseArea
from ...widgets.row_list import RowList
from ..base import DossierScreen
from .rows import Entry, about, entries, row
from .saving import NOT_IN_A_BROWSER, save_dialog

COPIED = (
    "Copié : collez-le dans votre courriel. Si rien ne se colle, votre terminal ne le permet pas : "
    "F7 enregistre le message dans un fichier."
)


class MessagesScreen(DossierScreen):
    """The messages of a dossier, and the text of the selected one."""

    HEADING = "Messages à envoyer"
    HELP = """Les messages qu’un télé-stage demande, préparés d’après le dossier : à qui, et ce \
qui y manque. telestage n’envoie rien.

Entrée place le curseur dans le texte : changez-le, il est gardé tout seul; Échap revient à la \
liste. o reprend le texte d’après le dossier. k copie le texte, s l’objet, pour les coller dans \
votre courriel. F7 enregistre le message dans un fichier .eml, avec ses pièces jointes : Outlook \
l’ouvre en brouillon. l passe à l’anglais, là où le message y existe.

Ce que le dossier ne dit pas est laissé en blanc, entre crochets : complétez le dossier, ou le \
texte."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", "Modifier", key_display="⏎"),
        Binding("k", "copy_text", "Copier", tooltip="Copier le texte"),
        Binding("s", "copy_subject", "Copier l’objet", show=False),
        Binding("f7", "save_file", "Fichier .eml", key_display="F7",
                tooltip="Enregistrer dans un fichier .eml"),
        Binding("o", "restore", "Reprendre le texte d’après le dossier", show=False),
        Binding("l", "language", "Français ou anglais", show=False),
    ]  # fmt: skip
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (150, "-wide")]  # noqa: RUF012 (see Screen)
    DEFAULT_CSS = """
    MessagesScreen {
        & #about { height: auto; max-height: 45%; padding: 0 1; }
        & #about > Paragraph { height: auto; }
        & #text { height: 1fr; min-height: 3; }
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
            yield RowList(id="messages")
            with Vertical(id="message"):
                with VerticalScroll(id="about", can_focus=False):
                    yield Paragraph("", id="head")
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
                for entry in entries(
                    MessageSetting(
                        dossier,
                        self.workspace.programme(dossier),
                        kind,
                        self.workspace.clock.now(),
                        organisation,
                        self.language,
                    )
                )
            )
            self._source = dossier, organisation, self.language
        messages = self.query_one("#messages", RowList)
        messages.show([row(entry, edited=bool(self._typed(entry))) for entry in self._entries])
        if self.begin_on:
            kind = self.begin_on
            chosen = (entry for entry in self._entries if entry.message.kind.id == kind)
            if entry := next(chosen, None):
                messages.select(entry.key)
            self.begin_on = None

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
        typed = self._typed(entry)
        self.query_one("#head", Paragraph).update(about(entry, edited=bool(typed)))
        area = self.query_one("#text", ProseArea)
        text = typed or entry.message.body
        if clean_prose(area.text) != clean_prose(text):  # what is being typed is left alone
            area.load_text(text)

    def _draft_name(self, entry: Entry) -> str:
        return f"message.{self.dossier_id}.{entry.key}"

    def _typed(self, entry: Entry) -> str:
        """The text as it was changed; empty when it was not."""
        return self.workspace.drafts.text(self._draft_name(entry))

    @on(TextArea.Changed, "#text")
    def _changed(self) -> None:
        self._keep_soon()

    def keep(self) -> None:
        """Keep the text that was changed; the drafted one is not kept."""
        entry = self._shown
        if entry is None or not self.is_attached:
            return
        self._keep_soon.stop()
        typed = self._typed(entry)
        text = clean_prose(self.query_one("#text", ProseArea).text)
        changed = "" if text == clean_prose(entry.message.body) else text
        if changed == typed:
            return
        self.workspace.drafts.keep_text(self._draft_name(entry), changed)
        if bool(changed) != bool(typed):
            self._show_state(entry)

    def _show_state(self, entry: Entry) -> None:
        """Say that a text is changed, or no longer."""
        messages = self.query_one("#messages", RowList)
        messages.show([row(each, edited=bool(self._typed(each))) for each in self._entries])
        if entry == self._shown:
            edited = bool(self._typed(entry))
            self.query_one("#head", Paragraph).update(about(entry, edited=edited))

    # --- actions --------------------------------------------------------------------------------

    @on(RowList.Chosen, "#messages")
    def _chosen(self) -> None:
        self.action_edit()

    def action_edit(self) -> None:
        """Put the keyboard in the text."""
        self.query_one("#text", ProseArea).focus()

    def action_back(self) -> None:
        """From the text to the list, then to the screen before."""
        if self.query_one("#text", ProseArea).has_focus:
            self.keep()
            self.query_one("#messages", RowList).focus()
        else:
            super().action_back()

    def action_copy_text(self) -> None:
        """Copy the text, as it was changed."""
        self.app.copy_to_clipboard(self.query_one("#text", ProseArea).text)
        self.tell(COPIED)

    def action_copy_subject(self) -> None:
        """Copy the subject."""
        if self._shown is not None:
            self.app.copy_to_clipboard(self._shown.message.subject)
            self.tell(COPIED)

    def action_restore(self) -> None:
        """Draft the text again from the dossier."""
        if self._shown is not None:
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
        if self.app.is_web:
            self.tell(NOT_IN_A_BROWSER)
        elif self._shown is not None:
            self.keep()
            entry = self._shown
            self.app.push_screen(save_dialog(self, entry, self._typed(entry) or None))
