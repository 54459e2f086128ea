"""What follows in Québec as the commands answer it: lines of French, or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ..clocks.zones import utc_text
from ..dossier.french import date_span, plain_date
from ..dossier.onsite import SIDES, Onsite
from ..dossier.text import typeset
from ..programme.onsite import OnsiteContent
from ..programme.onsite_rules import findings
from ..programme.portal_sheet import Comparison, Row, Sheet, comparisons
from ..programme.portal_timers import Timer, timers
from ..wording import FINDING_SIGNS, FORM_SIGNS, FORM_WORDS, PERMIT_WORDS, ROW_SIGNS, TASK_SIGNS
from .output import Json, table

if TYPE_CHECKING:
    from ..dossier.dossier import Dossier
    from ..dossier.onsite import Decision
    from ..planning.onsite_dossier import Opening
    from ..programme.progress import TaskState

_SIDE_WORDS = {"host": "Votre organisation", "intern": "Stagiaire"}


# --- JSON -----------------------------------------------------------------------------------------


def onsite_shape(sheet: Sheet, now: datetime, *, identity: bool) -> Json:
    """The answer of `onsite show`.

    Args:
        sheet: Of the dossier.
        now: UTC instant, for the countdowns.
        identity: Whether the identity data are asked for.
    """
    content, onsite = sheet.content, sheet.dossier.onsite
    return {
        "open": onsite.is_open,
        "question": {"text": content.question.text, "answer": onsite.exemption},
        "source": content.source,
        "seen_on": content.seen_on.isoformat(),
        "confidence": content.confidence,
        "rules": [
            {"rule": each.rule, "state": each.state, "message": typeset(each.message),
             "source": each.source}
            for each in findings(sheet.dossier, content)
        ],
        "forms": [
            {
                "id": form.id,
                "title": form.title,
                "offer": form.offer,
                "state": onsite.form_state(form.id) if form.offer else None,
                "fields": [row_shape(row, identity=identity) for row in sheet.rows_of(form)],
            }
            for form in content.forms
        ],
        "missing": [
            {"who": each.who, "fields": [row.field.id for row in each.rows]}
            for each in sheet.missing
        ],
        "compared": [comparison_shape(each) for each in comparisons(sheet)],
        "timers": [timer_shape(each) for each in timers(onsite, content, now)],
        "declarations": [each.text for each in content.declarations],
        "steps": [
            {"task": each.task, "at_hand": list(each.at_hand), "since": each.since}
            for each in content.steps
        ],
    }  # fmt: skip


def row_shape(row: Row, *, identity: bool) -> Json:
    """One field of the sheet."""
    field = row.field
    return {
        "id": field.id,
        "label": field.label,
        "kind": field.kind,
        "required": field.required,
        "greyed": field.greyed,
        "identity": field.identity,
        "state": row.state,
        "value": row.shown(identity=identity),
        "origin": typeset(row.origin),
        "problem": typeset(row.problem if identity else row.masked_problem),
        "asks": field.asks,
        "hint": field.hint,
        "since": field.since,
    }


def comparison_shape(each: Comparison) -> Json:
    """One thing that the sheet and the convention both say."""
    return {
        "label": each.label,
        "sheet": each.sheet,
        "convention": each.convention,
        "agrees": each.agrees,
        "only_sheet": list(each.only_sheet),
        "only_convention": list(each.only_convention),
    }


def timer_shape(timer: Timer) -> Json:
    """One countdown."""
    return {
        "timer": timer.name,
        "ends_at": utc_text(timer.ends),
        "seconds": timer.seconds,
        "words": timer.words,
    }


def opening_shape(opening: Opening, *, done: bool) -> Json:
    """The answer of `onsite open-dossier`.

    Args:
        opening: The dossier about to be opened, or just opened.
        done: Whether it was.
    """
    dossier = opening.dossier
    return {
        "former": str(opening.former.id),
        "dossier": str(dossier.id) if done else None,
        "programme": {"id": dossier.programme.id, "version": dossier.programme.version},
        "start": dossier.stage.start.isoformat(),
        "end": dossier.stage.end.isoformat(),
        "lines": [{"sign": each.sign, "text": typeset(each.text)} for each in opening.lines],
        "done": done,
    }


# --- lines ----------------------------------------------------------------------------------------


def onsite_lines(sheet: Sheet, *, identity: bool) -> Iterator[str]:
    """Who agrees, the rules, then the sheet, form by form."""
    content, onsite = sheet.content, sheet.dossier.onsite
    yield f"Suite au Québec · {sheet.dossier.intern.full_name}"
    for side in SIDES:
        yield f"  {_SIDE_WORDS[side]} : {_decision_words(onsite.decision(side))}"
    yield from _plan_lines(onsite, content)
    yield from ("", "Règles du stage sur place")
    for each in findings(sheet.dossier, content):
        yield f"  {FINDING_SIGNS[each.state]} {each.message}"
    yield from ("", content.question.text)
    yield f"  {_exemption_words(onsite, content)}"
    for form in content.forms:
        state = onsite.form_state(form.id)
        words = f" · {FORM_SIGNS[state]} {FORM_WORDS[state]}" if form.offer else ""
        yield from ("", f"{form.title} ({form.id}){words}")
        yield from row_lines(sheet.rows_of(form), identity=identity)
    yield from ("", "En signant, l’employeur déclare :")
    yield from (f"  – {each.text}" for each in content.declarations)
    yield from ("", content.never_kept, content.withdrawal)


def link_rows(
    dossier: Dossier, former: Dossier | None, follower: Dossier | None
) -> Iterator[tuple[str, str]]:
    """The dossier of the télé-stage that one follows, and that of the stage that follows it."""
    if dossier.former and former is None:
        yield "Fait suite à", "un dossier qui n’est plus dans ce fichier"
    for label, other in (("Fait suite à", former), ("Suivi par", follower)):
        if other:
            yield label, f"{other.id}, {date_span(other.stage.start, other.stage.end)}"


def row_lines(rows: Sequence[Row], *, identity: bool) -> Iterator[str]:
    """Fields of the sheet, each with its sign, its label, its value and where that comes from."""
    for row in rows:
        mark = "*" if row.field.required else " "
        value = row.shown(identity=identity).replace("\n", " / ")
        problem = row.problem if identity else row.masked_problem
        yield f"  {ROW_SIGNS[row.state]}{mark} {row.field.label} ({row.field.id})"
        if value:
            yield f"       {value}" + (f"   [{row.origin}]" if row.origin else "")
        if problem:
            yield f"       ! {problem}"
        elif row.needs_answer and row.field.hint:
            yield f"       {row.field.hint}"


def missing_lines(sheet: Sheet, *, identity: bool) -> Iterator[str]:
    """What is missing or invalid, by who can give it."""
    if not sheet.missing:
        yield "Il ne manque rien à la fiche."
    for each in sheet.missing:
        yield f"À demander : {each.who}"
        yield from row_lines(each.rows, identity=identity)


def step_lines(states: Iterable[TaskState], content: OnsiteContent) -> Iterator[str]:
    """The steps of the portal, each with what to have at hand."""
    for state in states:
        if step := content.step(state.task.id):
            yield f"{TASK_SIGNS[state.state]} {state.task.title} ({state.task.id})"
            yield from (f"    – {each}" for each in step.at_hand)
            if step.since:
                yield f"    Depuis le tutoriel : {step.since}"


def comparison_lines(sheet: Sheet) -> Iterator[str]:
    """The sheet beside the convention, word for word."""
    for each in comparisons(sheet):
        yield f"{'✓' if each.agrees else '!'} {each.label}"
        if not each.agrees:
            yield f"    fiche : {each.sheet}".replace("\n", " / ")
            yield f"    convention : {each.convention}".replace("\n", " / ")
            if each.only_sheet:
                yield f"    seulement dans la fiche : {' '.join(each.only_sheet)}"
            if each.only_convention:
                yield f"    seulement dans la convention : {' '.join(each.only_convention)}"


def timer_lines(onsite: Onsite, content: OnsiteContent, now: datetime) -> Iterator[str]:
    """The countdowns of the payment."""
    running = timers(onsite, content, now)
    if not running:
        yield "Aucun délai ne court."
    yield from table((each.clock, each.words) for each in running)


def _decision_words(decision: Decision | None) -> str:
    if decision is None:
        return "à savoir"
    words = "d’accord" if decision.agrees else "ne le souhaite pas"
    return f"{words}, le {plain_date(decision.on)}"


def _plan_lines(onsite: Onsite, content: OnsiteContent) -> Iterator[str]:
    if onsite.start or onsite.end:
        days = [plain_date(day) if day else "à savoir" for day in (onsite.start, onsite.end)]
        yield f"  Dates visées : du {days[0]} au {days[1]}"
    if onsite.sign_in:
        way = content.signs_in[onsite.sign_in]
        yield f"  Connexion : {way.title}. {way.note}".rstrip()
    if onsite.primary_user:
        yield f"  Utilisateur principal : {onsite.primary_user}"
    if offer := onsite.offer:
        yield f"  Offre : {offer.number}, reçue le {plain_date(offer.on)}" + (
            f", retirée le {plain_date(offer.withdrawn_on)}" if offer.withdrawn_on else ""
        )
    for step in onsite.permit:
        yield f"  Permis {PERMIT_WORDS[step.state]} le {plain_date(step.on)}"


def _exemption_words(onsite: Onsite, content: OnsiteContent) -> str:
    if onsite.exemption is None:
        return f"À répondre. {content.question.hint}"
    return content.question.answers[onsite.exemption]
