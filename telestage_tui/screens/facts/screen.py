"""D'où ça vient: each rule and each figure with its source, its dates, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from ...dossier.changes import follow_programme
from ...dossier.dossier import Dossier
from ...dossier.french import count
from ...programme.fact import Fact
from ...programme.facts import (
    Difference,
    changed_facts,
    core_facts,
    facts_about,
    is_stale,
    portal_facts,
    version_differences,
)
from ...programme.moving import is_offered, move_lines
from ...programme.programme import Programme
from ...programme.provenance import moment_words
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import BLANK, Cell, Row, heading
from ...wording import CONFIDENCE_SIGNS, CONFIDENCE_WORDS
from ..base import WorkScreen
from ..page_keys import SCROLL_KEYS
from .move_dialog import MoveDialog
from .words import about_difference, about_fact

_SIGN, _SINCE, _SURE = 1, 16, 11


def _not_offered(dossier: Dossier | None) -> str:
    if dossier is None:
        return "m change la version du programme d’un dossier : ouvrez-le d’abord, puis V."
    if dossier.closed_on:
        return "Ce dossier est clos : il garde sa version du programme."
    return "Ce dossier suit déjà la version présente du programme."


class FactsScreen(WorkScreen):
    """What is so, since when, and by whose word; the selected fact whole below."""

    HEADING = "D’où ça vient"
    HELP = """D’où viennent les règles et les chiffres, de quand ils sont, et s’ils sont sûrs : \
✓ confirmé, ○ ancien, ? à vérifier. ! marque ce qui n’a pas été relu depuis longtemps.

La page s’ouvre sur ce qui était sélectionné : une étape, un champ, une page. Vient ensuite ce \
qui a changé depuis les documents de 2018 et de 2021, le plus récent d’abord, puis les autres \
règles et chiffres du programme de ce dossier.

Un dossier garde la version du programme avec laquelle il a été ouvert. Quand une autre existe, \
ce qu’elle dit autrement est en tête : m montre ce qui changerait, puis y fait passer le dossier.

Espace fait avancer le texte du bas."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "scroll_text(1)", "Suite du texte", key_display="Espace, ⏎"),
        Binding("m", "move", "Changer de version", show=False,
                tooltip="Faire passer ce dossier à la version présente, après un aperçu"),
        *SCROLL_KEYS,
    ]  # fmt: skip
    TEXT = "#text"
    DEFAULT_CSS = """
    FactsScreen {
        & #text { height: 45%; max-height: 12; padding: 0 1; border-top: solid $primary 40%; }
        & #fact { height: auto; max-width: 100; }
    }
    """

    def body(self) -> ComposeResult:
        yield RowList(id="facts")
        with VerticalScroll(id="text", can_focus=False):
            yield Paragraph("", id="fact")

    def show(self) -> None:
        """The facts about what was selected, then what changed, then the others."""
        self._texts: dict[str, Content] = {}
        self.query_one("#facts", RowList).show(list(self._rows()))

    def _rows(self) -> Iterator[Row]:
        programme = self._programme
        changed = changed_facts(programme)
        sections = [
            ("Pour ce que vous regardiez", facts_about(programme, self.go.item or "")),
            ("Ce qui a changé depuis 2018 et 2021", changed),
            ("Règles et chiffres du programme", core_facts(programme)),
            ("Suite au Québec", portal_facts(programme)),
        ]
        present = self.workspace.present_programme(self._dossier)
        if differences := version_differences(programme, present):
            newest = present.ref.version
            yield heading(f"Autrement dans la version {newest}; ce dossier garde la sienne (m)")
            yield from self._difference_rows(differences)
            yield BLANK
        seen: set[str] = set()
        for title, facts in sections:
            members = [fact for fact in facts if fact.id not in seen]
            seen.update(fact.id for fact in members)
            if members:
                yield heading(f"{title} ({count(len(members), 'fait')})")
                dated = any(fact.valid_from for fact in members)
                yield from (self._row(fact, dated=dated) for fact in members)
                yield BLANK

    def _difference_rows(self, differences: Iterable[Difference]) -> Iterator[Row]:
        for rank, each in enumerate(differences):
            key = f"difference.{rank}"
            self._texts[key] = about_difference(each)
            title = f"{each.title} : {each.after or each.before}"
            yield Row((Cell("≠", _SIGN, "accent"), Cell(title)), key)

    def _row(self, fact: Fact, *, dated: bool) -> Row:
        """A fact; without the column of the dates where no fact of its part has one."""
        programme = self._programme
        stale = is_stale(fact, programme, self.workspace.today())
        self._texts[fact.id] = about_fact(fact, programme, stale=stale)
        confidence = fact.confidence or "to-check"
        sign = "!" if stale else CONFIDENCE_SIGNS[confidence]
        since = [Cell(moment_words(fact.valid_from), _SINCE, "muted")] if dated else []
        return Row(
            (
                Cell(sign, _SIGN, "warning" if stale or confidence == "to-check" else "muted"),
                *since,
                Cell(f"{fact.title} : {fact.value}" if fact.value else fact.title),
                Cell(CONFIDENCE_WORDS[confidence], _SURE, "muted"),
            ),
            fact.id,
        )

    def action_move(self) -> None:
        """Move the dossier to the present version, once what that changes was seen."""
        dossier = self._dossier
        present = self.workspace.present_programme(dossier)
        if dossier is None or not is_offered(dossier, present):
            self.notify(_not_offered(dossier))
            return
        lines = move_lines(dossier, self._programme, present, self.workspace.today())
        change = follow_programme(dossier.programme, present.ref)

        def carry_out(is_agreed: bool | None) -> None:
            if is_agreed:
                self.change(dossier.id, change)

        self.app.push_screen(MoveDialog(present.ref, lines), carry_out)

    @property
    def _dossier(self) -> Dossier | None:
        dossier_id = self.go.dossier_id
        return self.workspace.repository.get(dossier_id) if dossier_id else None

    @property
    def _programme(self) -> Programme:
        return self.workspace.programme(self._dossier)

    @on(RowList.Moved, "#facts")
    def _moved(self, message: RowList.Moved) -> None:
        text = self._texts.get(str(message.key), Content(""))
        self.query_one("#fact", Paragraph).update(text)
        self.query_one("#text", VerticalScroll).scroll_home(animate=False)

    @on(RowList.Chosen, "#facts")
    def _chosen(self) -> None:
        self.action_scroll_text(1)
