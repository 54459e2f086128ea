"""The form of a dossier: live checks, live preview of the shared hours, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from textual.app import ComposeResult
from textual.content import Content

from ...clocks.shared_hours import Pair
from ...clocks.zones import wall_instant
from ...documents.logo import LOGO_FIELD, logo_problems
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
from ...widgets.fields import FormField, FormSection
from ...widgets.paragraph import Paragraph
from ...widgets.two_clocks import TwoClocks
from .fields import dossier_form
from .paged import PagedFormScreen

_BLANK_ID = UUID(int=0)


class FicheScreen(PagedFormScreen):
    """A form over the fields of a fiche."""

    DEFAULT_CSS = """
    FicheScreen {
        & #checks { height: auto; min-height: 2; max-height: 4; padding: 0 1; background: $panel; }
        & TwoClocks { display: none; }
        &.-tall TwoClocks { display: block; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012 (see Screen)

    def sections(self) -> tuple[FormSection, ...]:
        """The parts of the form of a dossier."""
        return dossier_form()

    def programme(self) -> Programme:
        """The programme whose rules are checked."""
        return self.workspace.programme()

    def kept_logo(self) -> str:
        """The path of the logo that is kept, which is not checked again."""
        return ""

    def as_dossier(self, fiche: Fiche) -> Dossier:
        """The dossier the fiche would give, for the live checks."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Paragraph("", id="checks")
        yield TwoClocks()

    def advice(self, field: FormField) -> list[str]:
        """What to write in a field, and the rules of the programme about it."""
        rules = (
            f"Règle : {rule.title}."
            for rule in self.programme().rules
            if rule.field == field.name and rule.check != "agreed"  # about a change, not a value
        )
        return [*super().advice(field), *rules]

    def preview(self) -> None:
        """Show the shared hours, and what the programme says of the dossier."""
        values, today = self.values, self.workspace.today()
        self.query_one(TwoClocks).show(
            _pair(values), _day(values, today), until=last_day_typed(values, today)
        )
        checks, verdict = self.query_one("#checks", Paragraph), self._verdict(values)
        # Typing is quick: the page is laid out again only for another sentence.
        checks.update(verdict, layout=verdict.plain != str(checks.content))

    def _verdict(self, values: Mapping[str, str]) -> Content:
        """The line about the form; each problem to show is shown at its field too."""
        fiche: Fiche | None = None
        problems: tuple[FieldProblem, ...] = ()
        try:
            fiche = self._coerced(values)
        except InvalidInput as error:
            problems = error.problems
        visible = self.judge(problems)
        here = self.form.field_in_view.name if self.form.field_in_view else ""
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
        sign, tone = ("!", "$text-warning") if faults else ("○", "$text-muted")
        text = self._signatures(len(remarks), faulty=bool(faults))
        if any(field in self._names for field, _ in remarks):
            total = leading_count(len(remarks), "écart" if faults else "point à compléter",
                                  "écarts" if faults else "points à compléter")  # fmt: skip
            text = (f"{total}, dont : " if len(remarks) > 1 else "") + self._nearest(remarks, here)
        return Content.styled(f"{sign} {text}", tone)

    @staticmethod
    def _signatures(quantity: int, *, faulty: bool) -> str:
        """Where what no field of the form asks is noted: signatures, in the convention."""
        if faulty:
            number = leading_count(quantity, "écart")
            return f"{number} dans les signatures : page Convention (K) du dossier."
        number = leading_count(quantity, "signature", feminine=True)
        return f"{number} à obtenir : page Convention (K) du dossier."

    def _nearest(self, remarks: Sequence[tuple[str, str]], here: str) -> str:
        """Of remarks by field, that on the field in view, else on its page, else in the form."""
        page = {field.name for field in self._sections[self.form.page].fields}

        def distance(remark: tuple[str, str]) -> tuple[bool, bool, bool]:
            name, _ = remark
            return name != here, name not in page, name not in self._names

        return min(remarks, key=distance)[1]

    @property
    def _names(self) -> set[str]:
        """The fields that the form asks, on all its pages."""
        return {field.name for section in self._sections for field in section.fields}

    def _label(self, name: str) -> str:
        fields = (field for section in self._sections for field in section.fields)
        bare = name.partition("[")[0]
        return next((f.label.strip(" *:") for f in fields if f.name == bare), bare)

    def read_fiche(self) -> Fiche | None:
        """The fiche, or None once the reasons why it is refused are shown at their fields."""
        try:
            return self._coerced(self.values)
        except InvalidInput as error:
            self.refuse(error.problems)
            return None

    def _coerced(self, values: Mapping[str, str]) -> Fiche:
        """The fiche that these texts are.

        Raises:
            InvalidInput: with every problem.
        """
        logo = logo_problems(values.get(LOGO_FIELD, ""), self.kept_logo())
        try:
            fiche = coerce_fiche(values, self.workspace.today())
        except InvalidInput as error:
            raise InvalidInput([*error.problems, *logo]) from None
        if logo:
            raise InvalidInput(logo)
        return fiche


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
