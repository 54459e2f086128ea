"""A form in parts: one part in view at a time, what is typed checked and kept as a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier.errors import FieldProblem
from ...dossier.french import leading_count
from ...widgets.debounce import PREVIEW_DELAY, Debounce
from ...widgets.dialogs import Confirm
from ...widgets.fields import FormField, FormSection
from ...widgets.form import FieldForm
from ...widgets.paged_form import PagedForm
from ...widgets.paragraph import Paragraph
from ...widgets.stack import is_open
from ...workspace import Workspace
from ..base import WorkScreen
from ..navigation import Go
from ..page_keys import FORM_KEYS


class PagedFormScreen(WorkScreen):
    """A page that is a form in parts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "Enregistrer", key_display="F2", priority=True),
        Binding("f6", "section(1)", "Partie suivante", key_display="F6"),
        Binding("f5", "section(-1)", "Partie précédente", key_display="F5", show=False),
        Binding("f9", "forget", "Abandonner la saisie", key_display="F9", show=False),
        *FORM_KEYS,
    ]
    DEFAULT_CSS = """
    PagedFormScreen {
        & FieldForm { height: 1fr; }
        & #steps { height: 1; padding: 0 1; text-wrap: nowrap; background: $panel; }
        & #hint { height: 2; padding: 0 1; color: $text-muted; background: $panel; }
    }
    """

    WAITS = False
    """Whether the first field takes what is typed only after Enter: it holds what is saved."""
    _sent = False
    """Whether saving was tried: a required field is then refused when it is blank."""

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        draft, saved = workspace.drafts.of(self.draft_name()), self.fresh(self.saved_values)
        self._sections = self.sections()
        self.form = PagedForm(self._sections, saved, workspace.today, draft=draft)
        self._preview_soon = Debounce(self, PREVIEW_DELAY, self._preview)

    def draft_name(self) -> str:
        """Under what name an unsaved form is kept."""
        raise NotImplementedError

    def saved_values(self) -> dict[str, str]:
        """What the fields hold when nothing was typed."""
        raise NotImplementedError

    def sections(self) -> tuple[FormSection, ...]:
        """The parts of the form."""
        raise NotImplementedError

    def preview(self) -> None:
        """Show what is thought of what is typed, and its problems at their fields."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        yield Paragraph("", id="steps")
        yield self.form
        yield Paragraph("", id="hint")

    def on_mount(self) -> None:
        """Begin on the first field or the one asked for, and tell of a draft taken up again."""
        if self.form.resumed:
            self.tell("Ce que vous aviez tapé sans l’enregistrer a été repris. F9 l’abandonne.")
        self.form.go_to(self.begin_on or "", wait=self.WAITS and not self.begin_on)
        self.call_later(self._preview)  # not `call_next`: it would run before the page is open

    def on_resize(self) -> None:
        """Name as many parts of the form as there is room for."""
        self.call_after_refresh(self._show_steps)

    @property
    def values(self) -> dict[str, str]:
        """What is typed in the fields of the record."""
        return self.form.values()

    def way_on(self) -> Go:
        """The field that has the keyboard."""
        field = self.form.field_in_view
        return Go(self.go.place, self.go.dossier_id, field.name) if field else self.go

    @on(PagedForm.Turned)
    def _show_steps(self) -> None:
        """Name the parts of the form, the one in view in brackets."""
        if not is_open(self):
            return
        line = self.query_one("#steps", Paragraph)
        titles = [section.title for section in self._sections]
        steps = steps_line(titles, self.form.page, line.content_size.width)
        line.update(steps, layout=False)

    # --- live -----------------------------------------------------------------------------------

    def advice(self, field: FormField) -> list[str]:
        """The sentences about a field, shown while it has the keyboard."""
        return [field.advice] if field.advice else []

    @on(FieldForm.Entered)
    def _entered(self, message: FieldForm.Entered) -> None:
        advice = Content(" ".join(self.advice(message.field)))
        self.query_one("#hint", Paragraph).update(advice, layout=False)
        self._preview_soon()

    @on(FieldForm.Edited)
    def _edited(self) -> None:
        self._preview_soon()

    def _preview(self) -> None:
        if is_open(self):
            self.preview()

    def judge(self, problems: Sequence[FieldProblem]) -> list[FieldProblem]:
        """Show at their fields the problems to show now, which are returned.

        Not while one types in the field, nor before it has a text, unless saving was tried.
        """
        values = self.form.values()
        here = self.form.field_in_view.name if self.form.field_in_view else ""

        def is_to_show(problem: FieldProblem) -> bool:
            field = problem.field.partition("[")[0]
            return self._sent or (field != here and bool(values.get(field, "").strip()))

        visible = [problem for problem in problems if is_to_show(problem)]
        self.form.judge({problem.field: problem.message for problem in visible})
        return visible

    def fill(self, texts: Mapping[str, str]) -> None:
        """Put texts in the fields of those names; one that no field shows is carried along."""
        self.form.fill(texts)

    # --- keeping and saving ---------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the form as a draft, if anything in it was changed."""
        self.form.keep()

    def refuse(self, problems: Sequence[FieldProblem]) -> None:
        """Show why what is typed cannot be saved, at the fields."""
        self._sent = True
        self.form.refuse({problem.field: problem.message for problem in problems})
        fields = leading_count(len(problems), "champ à corriger", "champs à corriger")
        self.notify(f"{fields}. Rien n’a été enregistré.", severity="warning")

    def action_forget(self) -> None:
        """Go back to what is saved, once the user confirmed it."""

        def forget_if(agreed: bool | None) -> None:
            if agreed:
                self._sent = False
                self.form.forget()
                self.form.go_to()
                self.reload()

        question = "Ce que vous avez tapé et pas enregistré dans ce formulaire sera perdu."
        self.app.push_screen(
            Confirm("Abandonner la saisie?", question, yes="Oui, abandonner"), forget_if
        )

    async def action_section(self, step: int) -> None:
        """To the first field of the part before or after."""
        await self.form.turn(step)


def steps_line(titles: Sequence[str], rank: int, width: int) -> Content:
    """The parts of a form on a line: the one in view, and those beside it that there is room for.

    Args:
        titles: Of every part.
        rank: Of the part in view.
        width: Of the line, in columns.
    """
    first, last = _in_view([len(title) + 2 for title in titles], rank, width)
    steps = [
        Content.styled(f"[{title}]", "bold $text-primary")
        if number == rank
        else Content.styled(f" {title} ", "$text-muted")
        for number, title in enumerate(titles)
    ][first : last + 1]
    before = [Content.styled("‹ ", "$text-muted")] if first else []
    after = [Content.styled(" ›", "$text-muted")] if last < len(titles) - 1 else []
    return Content("").join([*before, *steps, *after])


def _in_view(widths: Sequence[int], rank: int, room: int) -> tuple[int, int]:
    """The first and the last of the steps that fit in that room, with the one of that rank."""
    if sum(widths) <= room:
        return 0, len(widths) - 1
    first = last = rank
    used = widths[rank] + 4  # the arrows
    has_grown = True
    while has_grown:
        has_grown = False
        if last + 1 < len(widths) and used + widths[last + 1] <= room:
            last, used, has_grown = last + 1, used + widths[last + 1], True
        if first > 0 and used + widths[first - 1] <= room:
            first, used, has_grown = first - 1, used + widths[first - 1], True
    return first, last
