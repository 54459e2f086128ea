"""The work plan of a stage: work-plan, deliverable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import click
from pydantic import ValidationError

from ...dossier import changes
from ...dossier.changes import Change
from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput, problems_of
from ...dossier.french import plain_date
from ...dossier.text import quoted
from ...dossier.work_plan import Deliverable, PeriodPlan
from ...programme.programme import Programme
from ...programme.work_plan import Period
from ...wording import DELIVERABLE_WORDS
from ..french_click import FrenchCommand
from ..output import say
from ..session import Session, pick
from .options import dossier_argument, pass_session
from .texts import named_texts, once, text_options, written
from .types import COMING_DAY, DAY

_NONE = "rien encore."


@click.command("work-plan", cls=FrenchCommand)
@dossier_argument
@click.option("--mandate", metavar="TEXTE", help="Le mandat : ce qui est demandé, pour qui.")
@click.option("--training", metavar="TEXTE", help="La formation prévue.")
@click.option("--next-steps", metavar="TEXTE", help="La suite du projet.")
@click.option("--tasks", "tasks", metavar="PÉRIODE=TEXTE", multiple=True,
              help="Les tâches d’une période; l’option se répète.")  # fmt: skip
@click.option("--expectations", metavar="PÉRIODE=TEXTE", multiple=True,
              help="Les attentes d’une période; l’option se répète.")  # fmt: skip
@text_options
@pass_session
def work_plan(
    session: Session,
    prefix: str,
    mandate: str | None,
    training: str | None,
    next_steps: str | None,
    tasks: Sequence[str],
    expectations: Sequence[str],
    way: str | None,
) -> None:
    """Lire le plan de travail, ou l’écrire.

    PÉRIODE est son identifiant ou son titre, que la commande montre sans option. Les livrables
    s’écrivent avec telestage deliverable.
    """
    dossier = session.dossier(prefix)
    programme = session.programme(dossier)
    plan, steps = dossier.work_plan, list[Change]()
    if mandate is not None:
        text = written("Le mandat", dossier.stage.mandate, mandate, way)
        steps.append(changes.write_mandate(text))
    if training is not None:
        text = written("La formation", plan.training, training, way)
        steps.append(changes.write_training(text))
    if next_steps is not None:
        text = written("La suite du projet", plan.next_steps, next_steps, way)
        steps.append(changes.write_next_steps(text))
    steps += _of_periods(dossier, programme, tasks, expectations, way)
    if not steps:
        if way is not None:
            raise click.UsageError("--append et --replace vont avec un texte à écrire.")
        say(*_lines(dossier, programme))
    for change in steps:
        dossier = session.carry_out(dossier, change)


def _of_periods(
    dossier: Dossier,
    programme: Programme,
    tasks: Sequence[str],
    expectations: Sequence[str],
    way: str | None,
) -> Iterator[Change]:
    """The change of each period of which something is written."""
    periods = programme.work_plan.periods
    by_name = {name: each for each in periods for name in (each.id, each.title.fr)}
    wanted: dict[str, PeriodPlan] = {}
    for option, values in (("tasks", tasks), ("expectations", expectations)):
        pairs = [
            (pick("période", name, by_name), text)
            for name, text in named_texts(f"--{option}", values, "PÉRIODE=TEXTE")
        ]
        once(f"--{option}", [period.id for period, _ in pairs])
        for period, text in pairs:
            before = wanted.get(period.id, dossier.work_plan.period(period.id))
            what = f"La période {quoted(period.title.fr)}"
            kept = written(what, getattr(before, option), text, way)
            wanted[period.id] = before.evolve(**{option: kept})
    for period in periods:
        if period.id in wanted:
            yield changes.write_period(wanted[period.id], title=period.title.fr)


def _lines(dossier: Dossier, programme: Programme) -> Iterator[str]:
    plan = dossier.work_plan
    yield f"Mandat : {dossier.stage.mandate or _NONE}"
    for each in dossier.deliverables:
        yield f"Livrable {quoted(each.name)} : {_outcome(each)}."
    for period in programme.work_plan.periods:
        yield from _period_lines(period, plan.period(period.id))
    yield f"Formation : {plan.training or _NONE}"
    yield f"Suite du projet : {plan.next_steps or _NONE}"


def _period_lines(period: Period, plan: PeriodPlan) -> Iterator[str]:
    yield f"{period.title.fr} ({period.id}), tâches : {plan.tasks or _NONE}"
    yield f"{period.title.fr} ({period.id}), attentes : {plan.expectations or _NONE}"


def _outcome(each: Deliverable) -> str:
    """Where a deliverable stands: « livré le 9 avril 2027, échéance le 12 mars 2027 »."""
    day = each.accepted_on or each.delivered_on
    when = f" le {plain_date(day)}" if day else ""
    due = f", échéance le {plain_date(each.due)}" if each.due else ", sans échéance"
    return f"{DELIVERABLE_WORDS[each.state]}{when}{due}"


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("name", metavar="LIVRABLE")
@click.option("--new", is_flag=True, help="C’est un nouveau livrable.")
@click.option("--name", "new_name", metavar="NOM", help="Son nouveau nom.")
@click.option("--due", type=COMING_DAY, help="Son échéance.")
@click.option("--delivered", "delivered_on", type=DAY, help="Le jour où il a été livré.")
@click.option("--accepted", "accepted_on", type=DAY, help="Le jour où vous l’avez accepté.")
@click.option("--undone", is_flag=True, help="Il n’est pas livré après tout.")
@click.option("--remove", is_flag=True, help="Le retirer du plan.")
@pass_session
def deliverable(
    session: Session,
    prefix: str,
    name: str,
    new: bool,
    new_name: str | None,
    due: date | None,
    delivered_on: date | None,
    accepted_on: date | None,
    undone: bool,
    remove: bool,
) -> None:
    """Ajouter un livrable, le dater, le dire livré ou accepté.

    LIVRABLE est son nom ou son début, que montre telestage work-plan; avec --new, celui du nouveau.
    """
    dossier, today = session.dossier(prefix), session.clock.today()
    values = {
        "name": new_name,
        "due": due,
        "delivered_on": delivered_on,
        "accepted_on": accepted_on,
    }
    asked: dict[str, object] = {key: value for key, value in values.items() if value is not None}
    if (remove and (asked or new or undone)) or (undone and (delivered_on or accepted_on)):
        raise click.UsageError("--remove va seul, et --undone sans --delivered ni --accepted.")
    if undone:
        asked |= {"delivered_on": None, "accepted_on": None}
    if new:
        change = changes.add_deliverable(_deliverable({"name": name, **asked}), on=today)
    else:
        found = pick("livrable", name, {each.name: each for each in dossier.deliverables})
        if remove:
            change = changes.remove_deliverable(found.name)
        elif not asked:
            raise click.UsageError("Dites ce qui change : --due, --delivered, --accepted…")
        else:
            after = _deliverable({**dict(found), **asked})
            change = changes.edit_deliverable(found.name, after, on=today)
    session.carry_out(dossier, change)


def _deliverable(values: dict[str, object]) -> Deliverable:
    """A deliverable of these values.

    Raises:
        InvalidInput: when one of them is refused.
    """
    try:
        return Deliverable.model_validate(values)
    except ValidationError as error:
        raise InvalidInput(problems_of(error)) from None
