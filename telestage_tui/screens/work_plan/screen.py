"""Plan de travail: what is asked of the intern, when, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput, problems_of
from ...dossier.french import date_span, plain_date
from ...dossier.work_plan import Deliverable, PeriodPlan
from ...programme.work_plan import Period, WorkPlanContent, periods_of
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values
from ...widgets.lists import AnswerList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ..dossier_screen import DossierScreen
from ..navigation import Place
from .rows import TITLES, PlanLine, outcome, rows, text_of, weeks_text

PAPER = "work-plan"
"""The paper that bears the plan, in `papers.toml`."""
DELIVERABLE_FIELDS = (
    FormField("name", "Livrable", required=True, hint="Ce qui sera remis, en quelques mots."),
    FormField("due", "Échéance", "planned", placeholder="pas encore",
              hint="Par exemple 12 mars, pendant le stage."),
    FormField("delivered_on", "Livré le", "date", placeholder="pas encore",
              hint="Par exemple 9 avril, ou hier. Vide tant que ce n’est pas fait."),
    FormField("accepted_on", "Accepté le", "date", placeholder="pas encore",
              hint="Le jour où vous l’avez dit conforme. Vide tant que ce n’est pas fait."),
)  # fmt: skip


class WorkPlanScreen(DossierScreen):
    """The work plan of one dossier."""

    HEADING = "Plan de travail"
    BEGINNINGS: ClassVar[Mapping[Place, str]] = {"papers": PAPER}
    HELP = """Ce que vous demandez, pour quand, et la suite : le mandat, les livrables, les tâches \
et les attentes de chaque période, la formation, la suite du projet. Les périodes sont celles du \
programme, à la mesure de votre stage.

Entrée ou e écrit la ligne choisie. Pour un livrable, n en ajoute un, Espace le marque livré \
aujourd’hui, puis accepté, Suppr le retire; ses noms sont aussi ceux des Informations. D va \
l’écrire en PDF, pour le remettre.

Un mandat, un livrable daté et la suite du projet font l’étape ◆ du plan de travail."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "advance", "Livré", key_display="Espace",
                tooltip="Livré, puis accepté aujourd’hui"),
        Binding("n", "new", "Livrable", tooltip="Ajouter un livrable"),
        Binding("e", "edit", "Modifier", show=False),
        Binding("delete", "remove", "Supprimer", key_display="Suppr", show=False,
                tooltip="Supprimer le livrable"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    WorkPlanScreen #about { height: auto; max-height: 9; min-height: 3; padding: 0 1;
                            border-top: solid $primary 40%; }
    """

    def body(self) -> ComposeResult:
        yield AnswerList(id="plan")
        yield Paragraph("", id="about")

    def on_mount(self) -> None:
        """Begin on the first deliverable that is late, unless something else was asked for."""
        today = self.workspace.today()
        late = (each.name for each in self.dossier.deliverables if each.is_late(today))
        self.begin_on = self.begin_on or next(late, None)

    def show(self) -> None:
        lines = self.query_one(RowList)
        lines.show(list(rows(self.dossier, self._content, self.workspace.today())))
        if self.begin_on:
            self._select(self.begin_on)
            self.begin_on = None

    def _select(self, name: str) -> None:
        lines = self.query_one(RowList)
        keys = (row.key for row in lines.rows)
        for key in keys:
            if isinstance(key, PlanLine) and key.name == name:
                lines.select(key)
                return

    @property
    def _content(self) -> WorkPlanContent:
        return self.workspace.programme(self.dossier).work_plan

    def title_text(self) -> str:
        """Adds how many deliverables are accepted."""
        deliverables = self.dossier.deliverables
        if not deliverables:
            return super().title_text()
        accepted = sum(each.state == "accepted" for each in deliverables)
        return f"{super().title_text()} · livrables acceptés : {accepted} sur {len(deliverables)}"

    # --- the selected line ----------------------------------------------------------------------

    @property
    def _line(self) -> PlanLine | None:
        key = self.query_one(RowList).key
        return key if isinstance(key, PlanLine) else None

    def _deliverable(self) -> Deliverable | None:
        """The selected deliverable; says so when the line is none."""
        line = self._line
        if line is None or line.part != "deliverable":
            self.tell("Choisissez d’abord un livrable.")
            return None
        return self.dossier.deliverable(line.name)

    def _period(self, period_id: str) -> Period:
        return next(each for each in self._content.periods if each.id == period_id)

    @on(RowList.Moved, "#plan")
    def _moved(self) -> None:
        line = self._line
        if line is not None:
            about = Content("\n").join(self._about(line, self.dossier))
            self.query_one("#about", Paragraph).update(about)

    def _about(self, line: PlanLine, dossier: Dossier) -> Iterator[Content]:
        """The selected part, whole; what to write where there is nothing."""
        match line.part:
            case "text":
                yield _title(TITLES[line.name])
                text = text_of(dossier, line.name)
                yield Content(text) if text else _advice(self._hint(line.name))
            case "period":
                yield from self._about_period(self._period(line.name), dossier)
            case "deliverable":
                for each in dossier.deliverables:  # it may have been renamed elsewhere
                    if each.name == line.name:
                        yield from _about_deliverable(each)

    def _about_period(self, period: Period, dossier: Dossier) -> Iterator[Content]:
        plan = dossier.work_plan.period(period.id)
        weeks = (
            f" · {weeks_text(each)} · {date_span(each.first, each.last)}"
            for each in periods_of(dossier.stage, self._content.periods)
            if each.period == period
        )
        yield _title(f"{period.title.fr}{next(weeks, '')}")
        yield Content(f"Tâches : {plan.tasks}") if plan.tasks else _advice(period.tasks)
        yield (
            Content(f"Attentes : {plan.expectations}")
            if plan.expectations
            else _advice(period.expectations)
        )

    def _hint(self, name: str) -> str:
        """What to write in one of the texts."""
        content = self._content
        hints = {"training": content.training, "next_steps": content.next_steps}
        return hints.get(name, "En deux ou trois phrases : pour qui, pour quoi.")

    # --- deliverables ---------------------------------------------------------------------------

    def action_advance(self) -> None:
        """Delivered today, then accepted today."""
        each, today = self._deliverable(), self.workspace.today()
        if each is None:
            return
        match each.state:
            case "todo":
                self.save(changes.deliver(each, on=today))
            case "delivered":
                self.save(changes.accept_deliverable(each, on=today))
            case "accepted":
                self.tell(f"« {each.name} » est accepté : e corrige ses dates.")

    def action_new(self) -> None:
        """Add a deliverable."""
        self._write_deliverable(None)

    def action_remove(self) -> None:
        """Remove the selected deliverable; u brings it back."""
        each = self._deliverable()
        if each is not None and self.save(changes.remove_deliverable(each.name)):
            self.tell(f"« {each.name} » est supprimé : u le rétablit.")

    def _write_deliverable(self, name: str | None) -> None:
        if self.says_closed(self.dossier):
            return
        self.ask_form(
            f"deliverable.{self.dossier_id}.{name or 'new'}",
            "Modifier le livrable" if name else "Nouveau livrable",
            DELIVERABLE_FIELDS,
            lambda: dict(self.dossier.deliverable(name)) if name else {},
            partial(self._submit_deliverable, name),
        )

    def _submit_deliverable(self, name: str | None, values: Values) -> bool:
        try:
            each = Deliverable(**values)
        except ValidationError as error:
            raise InvalidInput(problems_of(error)) from None
        today = self.workspace.today()
        change = (
            changes.edit_deliverable(name, each, on=today)
            if name
            else changes.add_deliverable(each, on=today)
        )
        change.apply(self.dossier)  # a refusal is shown at its field
        is_saved = self.save(change) is not None
        if is_saved:
            self._select(each.name)
        return is_saved

    # --- writing --------------------------------------------------------------------------------

    @on(RowList.Chosen, "#plan")
    def action_edit(self) -> None:
        """Write the selected line."""
        line = self._line
        if line is None or self.says_closed(self.dossier):
            return
        match line.part:
            case "deliverable":
                self._write_deliverable(line.name)
            case "period":
                self._write_period(self._period(line.name))
            case "text":
                self._write_text(line.name)

    def _write_text(self, name: str) -> None:
        write = {
            "mandate": changes.write_mandate,
            "training": changes.write_training,
            "next_steps": changes.write_next_steps,
        }[name]
        self.ask(
            f"work-plan.{self.dossier_id}.{name}",
            TITLES[name],
            self._hint(name),
            lambda text: self.save(write(text)),
            saved=lambda: text_of(self.dossier, name),
            kind="prose",
        )

    def _write_period(self, period: Period) -> None:
        fields = [
            FormField("tasks", "Tâches", "prose", hint=period.tasks),
            FormField("expectations", "Attentes", "prose", hint=period.expectations),
        ]

        def submit(values: Values) -> bool:
            plan = PeriodPlan(period=period.id, **values)
            change = changes.write_period(plan, title=period.title.fr)
            return self.save(change) is not None

        self.ask_form(
            f"work-plan.{self.dossier_id}.{period.id}",
            period.title.fr,
            fields,
            lambda: dict(self.dossier.work_plan.period(period.id)),
            submit,
        )


def _about_deliverable(each: Deliverable) -> Iterator[Content]:
    due = f"Échéance le {plain_date(each.due)}" if each.due else "Sans échéance"
    yield _title(each.name)
    yield Content(f"{due} · {outcome(each)}")


def _title(text: str) -> Content:
    return Content.styled(text, "bold $text-primary")


def _advice(text: str) -> Content:
    return Content.styled(text, "$text-muted")
