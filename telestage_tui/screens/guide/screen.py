"""Guide: good practice with its sources, what serves the current task or phase first; then how to
use telestage, a chapter at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input

from ...documents.manual import Chapter, chapters, search_chapters
from ...documents.written import CHAPTER
from ...dossier.dossier import Dossier
from ...programme.guide import PAGE, Topic
from ...programme.programme import Programme
from ...programme.progress import CLOSED_PHASE, current_phase, task_states
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import BLANK, Cell, Row, heading, hint
from ..base import WorkScreen
from ..page_keys import SCROLL_KEYS

NARROWER_THAN = 100
"""Columns below which the text goes under the topics, to be read on full lines."""


class GuideScreen(WorkScreen):
    """Topics, and the selected one beside or below."""

    HEADING = "Guide"
    HELP = """Les bonnes pratiques du télé-stage, avec leurs sources. Ce qui sert à l’étape où \
vous êtes vient en premier; la fin de la liste dit comment se servir de telestage.

↑ et ↓ changent de sujet, Espace fait avancer le texte, puis passe au sujet suivant. l ou Tab \
place le curseur dans le champ de filtre : tapez quelques lettres, les accents ne comptent pas; \
Entrée revient à la liste, Échap efface le filtre."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "filter", "Filtrer"),
        Binding("space", "read_on", "Suite du texte", key_display="Espace, ⏎"),
        *SCROLL_KEYS,
    ]
    TEXT = "#text"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROWER_THAN, "-wide")]  # noqa: RUF012 (see Screen)
    DEFAULT_CSS = """
    GuideScreen {
        & #filter { margin: 0 1; width: 1fr; max-width: 44; }
        & #topic { height: auto; max-width: 84; }
        &.-wide #side { width: 46; }
        &.-wide #text { width: 1fr; padding: 0 1 0 2; border-left: solid $primary 40%; }
        &.-narrow #columns { layout: vertical; }
        &.-narrow #side { height: 45%; max-height: 10; }
        &.-narrow #text { height: 1fr; padding: 0 1; border-top: solid $primary 40%; }
    }
    """

    def body(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(id="side"):
                yield RowList(id="topics")
                yield Input(placeholder="l : filtrer les sujets", id="filter", compact=True)
            with VerticalScroll(id="text", can_focus=False):
                yield Paragraph("", id="topic")

    def show(self) -> None:
        """Show the topics that match the filter, or else all, the most useful first."""
        words = self.query_one("#filter", Input).value
        topics = self.query_one("#topics", RowList)
        topics.show(list(self._matches(words)) if words.strip() else list(self._all_topics()))
        if self.begin_on:
            nearest = self._programme.guide.about(self.begin_on)
            topics.select(nearest[0].id if nearest else self.begin_on)
            self.begin_on = None

    def _matches(self, words: str) -> Iterator[Row]:
        topics: tuple[Topic | Chapter, ...] = (
            *self._programme.guide.search(words),
            *search_chapters(words),
        )
        if not topics:
            yield hint("Aucun sujet ne correspond.")
            yield hint("Essayez un autre mot.")
        yield from map(_row, topics)

    def _all_topics(self) -> Iterator[Row]:
        guide = self._programme.guide
        others = {topic.id: topic for topic in guide.topics}
        for title, topics in self._nearest():
            members = [topic for topic in topics if others.pop(topic.id, None)]
            if members:
                yield heading(title)
                yield from map(_row, members)
                yield BLANK
        if others:
            is_rest = len(others) < len(guide.topics)
            yield heading("Autres sujets" if is_rest else "Tous les sujets")
            yield from map(_row, others.values())
            yield BLANK
        yield heading("Se servir de telestage")
        yield from map(_row, chapters())

    def _nearest(self) -> Iterator[tuple[str, Iterable[Topic]]]:
        """The topics about what the guide was opened from, then those of the phase.

        The phase is that of the task, else the current one of the dossier, if any.
        """
        programme, guide = self._programme, self._programme.guide
        subject = self.go.item or ""
        if programme.has_task(subject):
            task = programme.task(subject)
            yield "Pour cette étape", guide.for_task(task.id)
            yield programme.phase(task.phase).title, guide.for_phase(task.phase)
            return
        is_page = subject.startswith(f"{PAGE}:")
        yield "Pour cette page" if is_page else "Pour ce champ", guide.about(subject)
        if self._dossier is not None:
            today = self.workspace.today()
            states = task_states(self._dossier, programme, today)
            phase = current_phase(self._dossier, programme, states, today)
            if phase != CLOSED_PHASE:
                yield programme.phase(phase).title, guide.for_phase(phase)

    @property
    def _dossier(self) -> Dossier | None:
        dossier_id = self.go.dossier_id
        return self.workspace.repository.get(dossier_id) if dossier_id else None

    @property
    def _programme(self) -> Programme:
        return self.workspace.programme(self._dossier)

    # --- reading --------------------------------------------------------------------------------

    @on(RowList.Moved, "#topics")
    def _moved(self, message: RowList.Moved) -> None:
        everything: tuple[Topic | Chapter, ...] = (*self._programme.guide.topics, *chapters())
        topic = next((each for each in everything if _key(each) == message.key), None)
        self.query_one("#topic", Paragraph).update(self._text(topic) if topic else "")
        self.query_one("#text", VerticalScroll).scroll_home(animate=False)

    def _text(self, topic: Topic | Chapter) -> Content:
        parts = [Content.styled(topic.title, "bold $text-primary"), Content("")]
        for paragraph in topic.paragraphs:
            parts += [Content(paragraph), Content("")]
        if isinstance(topic, Chapter):
            return Content("\n").join(parts)
        sources = "\n".join(f"– {self._source(tag)}" for tag in topic.sources)
        parts += [Content.styled("Sources", "bold $text-accent"), Content(sources)]
        return Content("\n").join(parts)

    def _source(self, tag: str) -> str:
        return self._programme.source(tag).citation

    def action_read_on(self) -> None:
        """Scroll the text by a page; at its end, select the next topic."""
        text = self.query_one("#text", VerticalScroll)
        if text.is_vertical_scroll_end:
            self.query_one("#topics", RowList).action_cursor_down()
        else:
            text.scroll_page_down(animate=False)

    @on(RowList.Chosen, "#topics")
    def _chosen(self) -> None:
        self.action_read_on()

    # --- filtering ------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Focus the filter."""
        self.query_one("#filter", Input).focus()

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        self.query_one("#topics", RowList).action_first()
        self.reload()

    @on(Input.Submitted, "#filter")
    def _filter_submitted(self) -> None:
        self.query_one("#topics", RowList).focus()

    def action_back(self) -> None:
        """Leave and clear the filter first, then go back to the screen before."""
        field = self.query_one("#filter", Input)
        if field.has_focus or field.value:
            field.clear()
            self.query_one("#topics", RowList).focus()
        else:
            super().action_back()


def _row(topic: Topic | Chapter) -> Row:
    return Row((Cell(topic.title),), _key(topic))


def _key(topic: Topic | Chapter) -> str:
    """The key of a row: a chapter may have the identifier of a topic."""
    return f"{CHAPTER}{topic.id}" if isinstance(topic, Chapter) else topic.id
