"""Lettre de recommandation: its sentences, where each comes from, its release, and writing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from ...documents.papers.letter import (
    Part,
    Sentence,
    mark,
    missing_evidence,
    part_of,
    rated_form,
    release_of,
    sentences,
)
from ...documents.papers.setting import Setting
from ...dossier import changes
from ...dossier.french import lower_first, plain_date
from ...dossier.text import clean_line
from ...widgets.lists import WriteList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import BLANK, Cell, Row, heading
from ..page_keys import SCROLL_KEYS
from .screen import LETTER
from .writing import PaperWriting

_PARTS: tuple[tuple[Part, str], ...] = (
    ("stage", "Le stage"),
    ("accepted", "Livrables acceptés"),
    ("deliverables", "Livrables prévus"),
    ("criteria", "Critères"),
    ("answers", "Réponses de la fin du formulaire"),
    ("notes", "Notes et comptes rendus, à reprendre s’ils conviennent"),
)


class LetterScreen(PaperWriting):
    """The sentences of the letter of one dossier, a line each."""

    HEADING = "Lettre de recommandation"
    HELP = """La lettre n’est faite que de ce qui est au dossier : les faits du stage, les \
livrables, les critères et les réponses de l’évaluation de fin de stage (à défaut, de celle de \
mi-stage), les notes. Sous la liste se lisent la phrase entière et d’où elle vient.

Espace met une phrase dans la lettre, ou l’en retire. Ce qui est sous les attentes et les notes \
sont proposés, sans y être de soi-même; un niveau bas, s’il y est mis, se dit tel quel.

« BROUILLON » figure sur chaque page tant que F2 n’a pas approuvé la lettre; F2 la remet aussi en \
brouillon. Si le dossier change ce qu’elle dit, elle est de nouveau un brouillon. Entrée ou F7 \
l’écrit en DOCX, à retoucher dans Word ou LibreOffice avant de la signer."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "toggle_sentence", "Mettre, ôter", key_display="Espace"),
        Binding("f2", "release", "Approuver", key_display="F2"),
        Binding("f2", "take_back", "En brouillon", key_display="F2"),
        Binding("f7", "write", "Écrire", key_display="F7", show=False),
        *SCROLL_KEYS,
    ]
    TEXT = "#evidence"
    DEFAULT_CSS = """
    LetterScreen {
        & #standing { height: auto; max-height: 6; padding: 0 1 1 1; }
        & #evidence { height: 7; padding: 0 1; border-top: solid $primary 40%; }
        & #sentence { height: auto; }
    }
    """

    _is_released = False
    """Whether the letter shown is released."""

    def body(self) -> ComposeResult:
        yield Paragraph("", id="standing")
        yield WriteList(id="sentences")
        with VerticalScroll(id="evidence", can_focus=False):
            yield Paragraph("", id="sentence")

    def show(self) -> None:
        """Show the sentences, part after part, and whether the letter is released."""
        setting = self._letter
        self._is_released = release_of(setting) is not None
        self.query_one("#standing", Paragraph).update(_standing(setting))
        self.query_one(RowList).show(list(_rows(setting)))
        self.refresh_bindings()

    def title_text(self) -> str:
        """Adds whether it is a draft."""
        return f"{super().title_text()} · {'approuvée' if self._is_released else 'brouillon'}"

    @property
    def _letter(self) -> Setting:
        return self.setting(self.workspace.programme(self.dossier).papers.paper(LETTER))

    def _selected(self) -> Sentence | None:
        key = self.query_one(RowList).key
        return next((each for each in sentences(self._letter) if each.id == key), None)

    @on(RowList.Moved, "#sentences")
    def _moved(self) -> None:
        sentence = self._selected()
        lines = []
        if sentence is not None:
            source = f"D’où elle vient : {lower_first(sentence.evidence)}"
            lines = [Content(sentence.text), Content.styled(source, "$text-muted")]
        self.query_one("#sentence", Paragraph).update(Content("\n").join(lines))
        self.query_one("#evidence").scroll_home(animate=False)

    # --- choosing, releasing, writing -----------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A draft is released, and a released letter made a draft again."""
        if action in ("release", "take_back"):
            return self._is_released == (action == "take_back")
        return super().check_action(action, parameters)

    def action_toggle_sentence(self) -> None:
        """Put the selected sentence in the letter, or leave it out."""
        sentence = self._selected()
        if sentence is not None:
            change = changes.leave_out if sentence.is_kept else changes.put_in
            self.save(change(sentence.id, sentence.text))

    def action_release(self) -> None:
        """The letter may be handed over as it now reads."""
        letter = self._letter
        self.save(changes.release_letter(mark(letter), on=self.workspace.today()))

    def action_take_back(self) -> None:
        """The letter is a draft again."""
        self.save(changes.take_back_letter())

    @on(RowList.Chosen, "#sentences")
    def action_write(self) -> None:
        """Ask where, then write the letter."""
        self.write_papers([self._letter.paper])


def _standing(setting: Setting) -> Content:
    """Whether the letter is released, and what it lacks."""
    release = release_of(setting)
    legend = Content.styled("✓ dans la lettre · ○ hors lettre", "$text-muted")
    lines = [Content.styled(f"! {each}", "$text-warning") for each in missing_evidence(setting)]
    if release:
        state = f"✓ Approuvée le {plain_date(release.on)}."
        lines.insert(0, Content.styled(state, "$text-success"))
    return Content("\n").join([*lines, legend])


def _rows(setting: Setting) -> Iterator[Row]:
    every = sentences(setting)
    for number, (part, title) in enumerate(_PARTS):
        if members := part_of(part, every):
            if number:
                yield BLANK
            yield heading(f"{title} ({_source(setting)})" if part == "criteria" else title)
            yield from map(_row, members)


def _source(setting: Setting) -> str:
    form = rated_form(setting.dossier)
    return "mi-stage" if form and form.kind == "midpoint" else "fin de stage"


def _row(sentence: Sentence) -> Row:
    is_kept = sentence.is_kept
    return Row(
        (
            Cell("✓" if is_kept else "○", 1, "success" if is_kept else "muted"),
            Cell(clean_line(sentence.text), tone="plain" if is_kept else "muted"),
        ),
        sentence.id,
    )
