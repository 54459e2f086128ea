"""Changement de cours: the stage does not go as planned, and everything follows at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import cast

from textual import on
from textual.app import ComposeResult

from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput, Refused, TelestageError
from ...dossier.french import from_to, sentence
from ...planning.course.asking import ASKED, offered, request_of
from ...planning.course.course import (
    Preview,
    advised,
    carry_out,
    moment_of,
    other_choice,
    preview,
)
from ...planning.course.facts import CourseFact, course_facts
from ...planning.course.moving import Moment
from ...planning.course.requests import COURSE_HINTS, COURSE_WORDS, CourseKind, NewTutor
from ...planning.course.suspensions import choosing
from ...planning.course.together import of_same_tutor, undone_apart
from ...widgets.form_dialog import FormDialog, Values
from ...widgets.lists import OpenList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import BLANK, Cell, Row, hint
from ..base import CLOSED
from ..dossier_screen import DossierScreen
from .fields import fields_of
from .others import OthersDialog
from .preview import CourseDialog, Previews


class CourseScreen(DossierScreen):
    """The changes of course that a dossier may have, each seen before it is done."""

    HEADING = "Changement de cours"
    HELP = """Quand le stage ne va pas comme prévu. Entrée choisit le changement et demande les \
dates et la raison, puis montre tout ce qui bouge : étapes, rencontres, accès, documents, avant → \
après. Entrée le fait; Échap ne change rien.

Ce qui est tenu ou fait ne bouge jamais. Tout est enregistré d’un coup, et u défait tout d’un \
coup. L’historique garde la raison.

Une date hors du programme est refusée ici. Pour la garder quand même, changez-la dans les \
informations (i), et dites dans les écarts qui l’accepte."""
    DEFAULT_CSS = """
    CourseScreen {
        & #standing { height: auto; padding: 0 1 1 1; }
    }
    """

    def body(self) -> ComposeResult:
        yield Paragraph("", id="standing")
        yield OpenList(id="kinds")

    def show(self) -> None:
        """Show the dates of the stage, and what may be changed."""
        dossier = self.dossier
        facts = course_facts(dossier, self.workspace.programme(dossier), self.workspace.today())
        self.query_one("#standing", Paragraph).update(_standing(dossier, facts))
        rows: list[Row] = []
        for kind in offered(dossier):
            rows += [Row((Cell(COURSE_WORDS[kind]),), kind), hint(f"  {COURSE_HINTS[kind]}"), BLANK]
        self.query_one("#kinds", RowList).show(rows[:-1] or [hint(CLOSED)])

    @on(RowList.Chosen, "#kinds")
    def _chosen(self, message: RowList.Chosen) -> None:
        self._ask_about(message.key)

    def _ask_about(self, key: Hashable | None) -> None:
        kind = cast(CourseKind, key)
        programme = self.workspace.programme(self.dossier)
        agreed: list[Previews] = []

        def submit(values: Values) -> bool:
            """Show what would move; once that is agreed to, do it."""
            shown = self._preview(kind, values, agreed[-1][0] if agreed else None)
            if not agreed or agreed[-1][0].lines != shown.lines:
                agreed.clear()
                self.app.call_later(self._show, shown, answer)
                return False
            return self._carry_out((shown, *agreed[-1][1:]))

        def answer(previews: Previews | None) -> None:
            if previews is not None:
                agreed.append(previews)
                self.app.call_later(self._send)

        self.ask_form(
            f"course.{self.dossier_id}.{kind}",
            COURSE_WORDS[kind],
            fields_of(kind, self.dossier, programme, self.workspace.today()),
            dict,
            submit,
            question=COURSE_HINTS[kind],
            send_word="Aperçu",
        )

    def _show(self, shown: Preview, answer: Callable[[Previews | None], None]) -> None:
        """Show what would move, once it is known in which dossiers of a tutor who leaves."""
        mates = of_same_tutor(self.dossier, self.workspace.repository.dossiers())

        def preview_with(others: tuple[Dossier, ...] | None) -> None:
            if others is None:
                return
            try:
                also = [preview(shown.request, each, self._moment(each)) for each in others]
            except TelestageError as error:
                self.report(error, title="Rien n’a été enregistré")
                return
            self.app.push_screen(CourseDialog((shown, *also), other_choice), answer)

        if isinstance(shown.request, NewTutor) and mates:
            name = self.dossier.tutor.full_name
            self.app.push_screen(OthersDialog(name, mates), preview_with)
        else:
            preview_with(())

    def _carry_out(self, previews: Previews) -> bool:
        """Do what was shown, this dossier last: it is the first that an undo takes back."""
        workspace = self.workspace
        for each in reversed(previews):
            programme, others = workspace.programme(each.before), workspace.repository.dossiers
            change = carry_out(each, programme, workspace.clock.now, others)
            if self.change(each.before.id, change) is None:
                return False
        if len(previews) > 1:
            self.tell(undone_apart(len(previews)))
        return True

    def _moment(self, dossier: Dossier) -> Moment:
        workspace = self.workspace
        return moment_of(
            dossier,
            workspace.programme(dossier),
            workspace.clock.now(),
            workspace.repository.dossiers(),
        )

    def _send(self) -> None:
        """Send the form under the preview again, now that it is agreed to."""
        form = self.app.screen
        if isinstance(form, FormDialog):
            form.action_send()

    def _preview(self, kind: CourseKind, values: Values, agreed: Preview | None) -> Preview:
        """What would move, with what was chosen for the accesses, or is proposed.

        Raises:
            InvalidInput: naming the fields.
        """
        dossier = self.dossier
        moment = self._moment(dossier)
        try:
            request = request_of(kind, values)
            if agreed is None:
                request = advised(request, dossier, moment)
            else:
                request = choosing(request, chosen=agreed.moves_accesses)
            return preview(request, dossier, moment)
        except InvalidInput:
            raise
        except Refused as error:
            raise InvalidInput.at(ASKED[kind][0], str(error)) from None


def _standing(dossier: Dossier, facts: Iterable[CourseFact]) -> str:
    stage, tutor = dossier.stage, dossier.tutor.full_name
    by = f", tutoré par {tutor}" if tutor else ""
    lines = [f"Le stage va {from_to(stage.start, stage.end)}{by}."]
    lines += [sentence(each.text) for each in facts]
    if dossier.ended_early and dossier.ended_early.done:
        lines.append(sentence(f"Ce qui a été fait : {dossier.ended_early.done}"))
    return "\n".join(lines)
