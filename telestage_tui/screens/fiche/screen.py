"""The form of a dossier: live checks, live preview of the shared hours, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...clocks.shared_hours import Pair
from ...clocks.zones import wall_instant
from ...dossier.dossier import Dossier
from ...dossier.errors import FieldProblem, InvalidInput
from ...dossier.fiche.fields import REQUIRED
from ...dossier.fiche.model import Fiche, coerce_fiche
from ...dossier.french import count, leading_count, lower_first
from ...dossier.hours import WorkHours
from ...dossier.parsing import parse_date, parse_hours
from ...dossier.people import Host, Intern
from ...planning.planner.sentences import why_not
from ...programme.programme import Programme
from ...programme.rules import departures
from ...widgets.debounce import PREVIEW_DELAY, Debounce
from ...widgets.dialogs import Confirm
from ...widgets.fields import FormSection
from ...widgets.form import FieldForm
from ...widgets.paged_form import PagedForm
from ...widgets.paragraph import Paragraph
from ...widgets.stack import is_open
from ...widgets.two_clocks import TwoClocks
from ...workspace import Workspace
from ..base import FORM_KEYS, WorkScreen
from ..navigation import Go
from .fields import form_over

_BLANK_ID = UUID(int=0)


class FicheScreen(WorkScreen):
    """A form over the fields of a fiche."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "Enregistrer", key_display="F2", priority=True),
        Binding("f6", "section(1)", "Partie suivante", key_display="F6"),
        Binding("f5", "section(-1)", "Partie précédente", key_display="F5", show=False),
        Binding("f9", "forget", "Abandonner la saisie", key_display="F9", show=False),
        *FORM_KEYS,
    ]
    DEFAULT_CSS = """
    FicheScreen {
        & FieldForm { height: 1fr; }
        & #steps { height: 1; padding: 0 1; text-wrap: nowrap; background: $panel; }
        & #hint { height: 2; padding: 0 1; color: $text-muted; background: $panel; }
        & #checks { height: 2; padding: 0 1; background: $panel; }
        & TwoClocks { display: none; }
        &.-tall TwoClocks { display: block; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012 (see Screen)

    WAITS = False
    """Whether the first field takes what is typed only after Enter: it holds what is saved."""
    _sent = False
    """Whether saving was tried: a required field is then refused when it is blank."""

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        draft, saved = workspace.drafts.of(self.draft_name()), self.fresh(self.saved_values)
        self._sections = self.sections_over({**saved(), **draft.typed})
        self.form = PagedForm(self._sections, saved, workspace.today, draft=draft)
        self._preview_soon = Debounce(self, PREVIEW_DELAY, self._preview)

    def draft_name(self) -> str:
        """Under what name an unsaved form is kept."""
        raise NotImplementedError

    def sections_over(self, texts: Mapping[str, str]) -> tuple[FormSection, ...]:
        """The parts of the form, with room for what these texts say."""
        return form_over(texts)

    def programme(self) -> Programme:
        """The programme whose rules are checked."""
        return self.workspace.programme()

    def as_dossier(self, fiche: Fiche) -> Dossier:
        """The dossier the fiche would give, for the live checks."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        yield Paragraph("", id="steps")
        yield self.form
        yield Paragraph("", id="hint")
        yield Paragraph("", id="checks")
        yield TwoClocks()

    def on_mount(self) -> None:
        """Begin on the first field or the one asked for, and tell of a draft taken up again."""
        if self.form.resumed:
            self.tell("Ce que vous aviez tapé sans l’enregistrer a été repris. F9 l’abandonne.")
        self.form.go_to(self.begin_on or "", wait=self.WAITS and not self.begin_on)
        self._show_steps()
        self.call_next(self._preview)

    @property
    def values(self) -> dict[str, str]:
        """What is typed in the fields of the fiche."""
        return self.form.values()

    def way_on(self) -> Go:
        """The field that has the keyboard."""
        field = self.form.field_in_view
        return Go(self.go.place, self.go.dossier_id, field.name) if field else self.go

    @on(PagedForm.Turned)
    def _show_steps(self) -> None:
        """Name the parts of the form, the one in view in brackets."""
        page = self.form.page
        parts = [
            Content.styled(f"[{section.title}]", "bold $text-primary")
            if rank == page
            else Content.styled(f" {section.title} ", "$text-muted")
            for rank, section in enumerate(self._sections)
        ]
        self.query_one("#steps", Paragraph).update(Content("").join(parts), layout=False)

    # --- live -----------------------------------------------------------------------------------

    @on(FieldForm.Entered)
    def _entered(self, message: FieldForm.Entered) -> None:
        field = message.field
        advice = [field.advice] if field.advice else []
        rules = self.programme().rules
        advice += [
            f"Règle : {rule.title}."
            for rule in rules
            if rule.field == field.name and rule.check != "agreed"  # about a change, not a value
        ]
        self.query_one("#hint", Paragraph).update(Content(" ".join(advice)), layout=False)
        self._preview_soon()

    @on(FieldForm.Edited)
    def _edited(self) -> None:
        self._preview_soon()

    def _preview(self) -> None:
        if not is_open(self):
            return
        values, today = self.values, self.workspace.today()
        self.query_one(TwoClocks).show(
            _pair(values), _day(values, today), until=last_day_typed(values, today)
        )
        self.query_one("#checks", Paragraph).update(self._verdict(values), layout=False)

    def _verdict(self, values: Mapping[str, str]) -> Content:
        """The line about the form; each problem to show is shown at its field too."""
        fiche: Fiche | None = None
        problems: tuple[FieldProblem, ...] = ()
        try:
            fiche = coerce_fiche(values, self.workspace.today())
        except InvalidInput as error:
            problems = error.problems
        form = self.form
        here = form.field_in_view.name if form.field_in_view else ""
        visible = [p for p in problems if self._to_show(p, values, here)]
        form.judge({problem.field: problem.message for problem in visible})
        missing = [name for name in REQUIRED if not values.get(name, "").strip()]
        if missing and not visible:
            fields = count(len(missing), "champ obligatoire *", "champs obligatoires *")
            return Content.styled(f"○ Il reste {fields} à remplir.", "$text-muted")
        if fiche is None:
            text = self._nearest([(p.field, f"{self._label(p.field)} : {lower_first(p.message)}")
                                  for p in visible or problems], here)  # fmt: skip
            return Content.styled(f"! {text}", "$text-error")
        all_departures = departures(
            self.as_dossier(fiche), self.programme(), self.workspace.today()
        )
        open_ones = [each for each in all_departures if not each.waived]
        faults = [each for each in open_ones if not each.is_awaited]
        # What is awaited is no fault, and is said only where nothing else is.
        remarks = [(each.field, each.message) for each in faults or open_ones]
        if not remarks and (objection := _hour_objection(fiche, values, self.workspace.today())):
            return Content.styled(f"! {objection}", "$text-warning")
        if not remarks:
            return Content.styled("✓ Aucun écart dans ce qui est rempli.", "$text-success")
        total = leading_count(len(remarks), "écart" if faults else "point à compléter",
                              "écarts" if faults else "points à compléter")  # fmt: skip
        head = f"{total}, dont : " if len(remarks) > 1 else ""
        sign, tone = ("!", "$text-warning") if faults else ("○", "$text-muted")
        return Content.styled(f"{sign} {head}{self._nearest(remarks, here)}", tone)

    def _to_show(self, problem: FieldProblem, values: Mapping[str, str], here: str) -> bool:
        """Whether to show a problem: not while one types in its field, nor before it has a text."""
        field = problem.field.partition("[")[0]
        return self._sent or (field != here and bool(values.get(field, "").strip()))

    def _nearest(self, remarks: Sequence[tuple[str, str]], here: str) -> str:
        """Of remarks by field, that on the field in view, else on its page, else the first."""
        page = self._sections[self.form.page]
        names = {field.name for field in page.fields}
        _, text = min(remarks, key=lambda each: (each[0] != here, each[0] not in names))
        return text

    def _label(self, name: str) -> str:
        fields = (field for section in self._sections for field in section.fields)
        bare = name.partition("[")[0]
        return next((f.label.strip(" *:") for f in fields if f.name == bare), bare)

    def fill(self, texts: Mapping[str, str]) -> None:
        """Put texts in the fields of those names, with room for all of them."""
        self._sections = self.sections_over({**self.form.values(), **texts})
        self.form.lay_out(self._sections)
        self.form.fill(texts)

    # --- keeping and saving ---------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the form as a draft, if anything in it was changed."""
        self.form.keep()

    def saved_values(self) -> dict[str, str]:
        """What the fields hold when nothing was typed."""
        raise NotImplementedError

    def read_fiche(self) -> Fiche | None:
        """The fiche, or None once the reasons why it is refused are shown at their fields."""
        try:
            return coerce_fiche(self.values, self.workspace.today())
        except InvalidInput as error:
            self._sent = True
            self.form.refuse({p.field: p.message for p in error.problems})
            fields = leading_count(len(error.problems), "champ à corriger", "champs à corriger")
            self.notify(f"{fields}. Rien n’a été enregistré.", severity="warning")
            return None

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


def _pair(values: Mapping[str, str]) -> Pair:
    host, intern = Host.model_fields, Intern.model_fields
    return Pair(
        values.get("structure.fuseau") or str(host["zone"].default),
        _hours(values.get("structure.horaires", ""), host["hours"].default),
        values.get("stagiaire.fuseau") or str(intern["zone"].default),
        _hours(values.get("stagiaire.horaires", ""), intern["hours"].default),
    )


def _hour_objection(fiche: Fiche, values: Mapping[str, str], today: date) -> str:
    """Why the hour of the meetings does not suit; empty when it does."""
    rule = fiche.meeting_rule
    if rule.at is None:
        return ""
    pair = _pair(values)
    zone = pair.host_zone if rule.reference == "structure" else pair.intern_zone
    reason = why_not(wall_instant(_day(values, today), rule.at, zone), rule.duration, pair)
    return f"À l’heure choisie pour les rencontres, {reason}." if reason else ""


def _hours(text: str, default: WorkHours) -> WorkHours:
    try:
        return parse_hours(text)
    except ValueError:
        return default


def last_day_typed(values: Mapping[str, str], today: date) -> date | None:
    """The last day of the stage; None while it cannot be read."""
    text = values.get("stage.fin", "")
    try:
        return parse_date(text, today, ahead=True) if text else None
    except ValueError:
        return None


def _day(values: Mapping[str, str], today: date) -> date:
    """The first day of the stage, or today; on a weekend, when nobody works, the next Monday."""
    try:
        day = parse_date(values.get("stage.debut", ""), today, ahead=True)
    except ValueError:
        day = today
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
