"""The form of a dossier: live checks, live preview of the shared hours, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer

from ..dossier.dossier import Dossier
from ..dossier.errors import InvalidInput
from ..dossier.fiche import Fiche, check_field, coerce_fiche
from ..dossier.fiche.fields import REQUIRED
from ..dossier.french import count
from ..dossier.hours import WorkHours
from ..dossier.people import Host, Intern
from ..dossier.typed import parse_date, parse_hours
from ..planning.overlap import Pair
from ..programme.rules import departures
from ..widgets.fields import Section
from ..widgets.form import FieldForm
from ..widgets.paragraph import Paragraph
from ..widgets.two_clocks import TwoClocks
from .base import FORM_KEYS, WorkScreen

PREVIEW_DELAY = 0.15
"""Seconds without a key before the preview follows: typing is never slowed down."""
_BLANK_ID = UUID(int=0)


class FicheScreen(WorkScreen):
    """A form over the fields of a fiche."""

    SECTIONS: ClassVar[tuple[Section, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        *FORM_KEYS,
        Binding("f2,ctrl+s", "save", "Enregistrer", key_display="F2", priority=True),
        Binding("f6", "section(1)", "Partie suivante", key_display="F6"),
        Binding("f5", "section(-1)", "Partie précédente", key_display="F5", show=False),
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

    _pending: Timer | None = None

    def initial_values(self) -> dict[str, str]:
        """What the fields hold when the form opens, a draft left unsaved included."""
        raise NotImplementedError

    def draft_name(self) -> str:
        """Under what name an unsaved form is kept."""
        raise NotImplementedError

    def as_dossier(self, fiche: Fiche) -> Dossier:
        """The dossier the fiche would give, for the live checks."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """The form, its advice, the checks and the two clocks."""
        yield Paragraph("", id="steps")
        yield FieldForm(
            self.SECTIONS,
            self.initial_values(),
            self._check,
            paged=True,
            saved=self.saved_values(),
        )
        yield Paragraph("", id="hint")
        yield Paragraph("", id="checks")
        yield TwoClocks()

    def on_mount(self) -> None:
        """Begin on the first field, or on the part that was asked for."""
        self.query_one(FieldForm).go_to(self.begin_on or "")
        self._show_steps()
        self._preview()

    def _check(self, name: str, raw: str) -> str | None:
        """A blank required field is not refused while one is still typing elsewhere."""
        return check_field(name, raw) if raw.strip() else None

    @property
    def values(self) -> dict[str, str]:
        """What is typed."""
        return self.query_one(FieldForm).values()

    @on(FieldForm.Turned)
    def _show_steps(self) -> None:
        """Name the parts of the form, the one in view in brackets."""
        page = self.query_one(FieldForm).page
        parts = [
            Content.styled(f"[{section.title}]", "bold $text-primary")
            if rank == page
            else Content.styled(f" {section.title} ", "$text-muted")
            for rank, section in enumerate(self.SECTIONS)
        ]
        self.query_one("#steps", Paragraph).update(Content("").join(parts), layout=False)

    # --- live -----------------------------------------------------------------------------------

    @on(FieldForm.Entered)
    def _entered(self, message: FieldForm.Entered) -> None:
        field = message.field
        said = ["← → pour choisir."] if field.kind == "choice" else []
        said += [field.hint] if field.hint else []
        programme = self.workspace.programme()
        said += [f"Règle : {rule.title}." for rule in programme.rules if rule.field == field.name]
        self.query_one("#hint", Paragraph).update(Content(" ".join(said)), layout=False)

    @on(FieldForm.Edited)
    def _edited(self) -> None:
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(PREVIEW_DELAY, self._preview)

    def _preview(self) -> None:
        if not self.is_attached:
            return
        values = self.values
        self.query_one(TwoClocks).show(_pair(values), _day(values, self.workspace.today()))
        self.query_one("#checks", Paragraph).update(self._said_of(values), layout=False)
        self.keep()

    def _said_of(self, values: Mapping[str, str]) -> Content:
        missing = [name for name in REQUIRED if not values.get(name, "").strip()]
        if missing:
            left = count(len(missing), "champ obligatoire *", "champs obligatoires *")
            return Content.styled(f"○ Il reste {left} à remplir.", "$text-muted")
        try:
            dossier = self.as_dossier(coerce_fiche(values))
        except InvalidInput as error:
            first = error.problems[0]
            label = self._label(first.field)
            return Content.styled(f"! {label} : {first.message}", "$text-error")
        found = departures(dossier, self.workspace.programme(dossier))
        if not found:
            return Content.styled("✓ Aucun écart dans ce qui est rempli.", "$text-success")
        more = f" (et {count(len(found) - 1, 'autre écart', 'autres écarts')})"
        text = found[0].message + (more if len(found) > 1 else "")
        return Content.styled(f"! {text}", "$text-warning")

    def _label(self, name: str) -> str:
        fields = (field for section in self.SECTIONS for field in section.fields)
        return next((f.label.strip(" *") for f in fields if f.name == name), name)

    # --- keeping and saving ---------------------------------------------------------------------

    def keep(self) -> bool:
        """Keep the form as a draft, unless it says nothing new."""
        self.workspace.drafts.keep_form(self.draft_name(), self.query_one(FieldForm).edited())
        return True

    def saved_values(self) -> dict[str, str]:
        """What the fields hold when nothing was typed."""
        raise NotImplementedError

    def accepted(self) -> Fiche | None:
        """The fiche, when every field is right; else the reasons are shown, each at its field."""
        try:
            return coerce_fiche(self.values)
        except InvalidInput as error:
            self.query_one(FieldForm).refuse({p.field: p.message for p in error.problems})
            refused = count(len(error.problems), "champ à corriger", "champs à corriger")
            self.notify(f"{refused}. Rien n’a été enregistré.", severity="warning", markup=False)
            return None

    async def action_section(self, step: int) -> None:
        """To the first field of the part before or after."""
        await self.query_one(FieldForm).turn(step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are text here: the parts of the dossier open from its own page."""
        return action != "go" and super().check_action(action, parameters)

    def on_unmount(self, _event: events.Unmount) -> None:
        """No preview after the form is gone."""
        if self._pending is not None:
            self._pending.stop()


def _pair(values: Mapping[str, str]) -> Pair:
    host, intern = Host.model_fields, Intern.model_fields
    return Pair(
        values.get("structure.fuseau") or str(host["zone"].default),
        _hours(values.get("structure.horaires", ""), host["hours"].default),
        values.get("stagiaire.fuseau") or str(intern["zone"].default),
        _hours(values.get("stagiaire.horaires", ""), intern["hours"].default),
    )


def _hours(text: str, default: WorkHours) -> WorkHours:
    try:
        return parse_hours(text)
    except ValueError:
        return default


def _day(values: Mapping[str, str], today: date) -> date:
    """The first day of the stage, or today; on a weekend, the Monday after, which shows hours."""
    try:
        day = parse_date(values.get("stage.debut", ""))
    except ValueError:
        day = today
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
