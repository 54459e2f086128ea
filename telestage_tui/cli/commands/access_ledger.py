"""The ledger of accesses: list, add, edit, suspend, resume, ask, verify, reopen, remove."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

import click

from ...dossier import changes
from ...dossier.accesses import Access, Resource
from ...dossier.changes import Change, Step
from ...dossier.errors import Refused
from ...dossier.french import dollars, sentence
from ...dossier.organisation import usual_set
from ...dossier.parsing import parse_choice, parse_number
from ...programme.programme import Programme
from ...programme.usual_accesses import usual_accesses
from ...programme.withdrawals import absence_on, left_to_verify, monthly_saving
from .. import phrases
from ..access_output import access_shape, access_words
from ..choice_words import choice_named
from ..french_click import FrenchCommand, FrenchGroup
from ..output import say, say_json, table
from ..session import Session
from ..short_ids import short_ids
from .one_access import (
    access_arguments,
    carry_out,
    find_access,
    one_access,
    step_of,
    takes_step,
)
from .options import dossier_argument, json_option, pass_session
from .texts import text_options, written
from .types import DAY, ParsedType

_F = TypeVar("_F", bound=Callable[..., Any])
DOLLARS = ParsedType("DOLLARS", lambda text, _today: parse_number(text))


def _description_options(command: _F) -> _F:
    """What is said of an access besides its name; an option that is not given says nothing."""
    for option in (
        click.option("--withdraw-by", type=DAY, help="Dernier jour pour le retirer; sans lui, le "
                                                     "dernier du stage."),
        click.option("--note", metavar="TEXTE", help="Ce qui aidera à le retirer."),
        click.option("--cost", "monthly_cost", type=DOLLARS,
                     help="Coût par mois, en dollars canadiens."),
        click.option("--account", metavar="COMPTE", help="Nom du compte, jamais son secret."),
        click.option("--manager", metavar="NOM", help="Qui le remet, et le retirera."),
        click.option("--kind", metavar="TYPE", help="Son type (un autre fait dire lesquels il y "
                                                    "a)."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.group(cls=FrenchGroup)
def access() -> None:
    """Tenir le registre des accès d’un dossier."""


@access.command("list", cls=FrenchCommand)
@dossier_argument
@json_option
@pass_session
def list_accesses(session: Session, prefix: str, as_json: bool) -> None:
    """Énumérer les accès d’un dossier, et ce qui en est dû."""
    dossier = session.dossier(prefix)
    programme, now = session.programme(dossier), session.clock.now()
    if as_json:
        say_json([access_shape(each, dossier, programme, now) for each in dossier.accesses])
        return
    if not dossier.accesses:
        say("Aucun accès. Pour noter ceux que vous remettez d’habitude : telestage access usual ID")
    ids, today = short_ids(each.id for each in dossier.accesses), session.clock.today()
    rows = [
        (ids[each.id], each.name, each.manager, access_words(dossier, programme, each, today))
        for each in dossier.accesses
    ]
    if session.phrases:
        say(*phrases.accesses(dossier, programme, today))
    else:
        say(*table(rows))
    if saving := monthly_saving(dossier.accesses):
        say(f"Tout retirer économise {dollars(saving)} par mois.")
    if dossier.nothing_else:
        say(sentence(f"{programme.accesses.nothing_else} : {dossier.nothing_else.words}"))


@access.command(cls=FrenchCommand)
@dossier_argument
@click.argument("name", metavar="NOM")
@_description_options
@click.option("--given", type=DAY, help="Le jour où il a été remis, s’il l’est déjà.")
@pass_session
def add(session: Session, /, prefix: str, name: str, given: date | None, **typed: Any) -> None:
    """Noter un accès de plus; avec --given, remis déjà."""
    dossier = session.dossier(prefix)
    values = _typed(typed, session.programme(dossier))
    when = step_of(session, given) if given else None
    change = changes.note_access(
        uuid4(), Resource(name=name, **values), given=when, today=session.clock.today()
    )
    carry_out(session, dossier, change)


@access.command(cls=FrenchCommand)
@dossier_argument
@click.option("--all", "with_lookalikes", is_flag=True,
              help="Noter aussi ceux qui semblent déjà là sous un autre nom.")  # fmt: skip
@click.option("--keep", is_flag=True,
              help="Garder plutôt ceux de ce dossier dans Mon organisation.")  # fmt: skip
@pass_session
def usual(session: Session, prefix: str, with_lookalikes: bool, keep: bool) -> None:
    """Noter les accès habituels qui manquent au dossier.

    Ceux qui semblent déjà là sous un autre nom sont laissés de côté, et nommés.
    """
    dossier, organisation = session.dossier(prefix), session.organisation()
    if keep:
        kept = usual_set(each.resource for each in dossier.accesses)
        if not kept:
            raise Refused("Ce dossier n’a aucun accès à garder.")
        session.keep_organisation(organisation.evolve(usual_accesses=kept), organisation)
        say(sentence(f"Accès habituels gardés : {', '.join(each.name for each in kept)}"))
        return
    found = usual_accesses(dossier, organisation, session.programme(dossier))
    noted = list(found.missing)
    if with_lookalikes:
        noted += (each.usual for each in found.lookalikes)
    if noted:
        session.carry_out(dossier, changes.note_accesses({uuid4(): each for each in noted}))
    elif not found.lookalikes:
        say("Le dossier a déjà tous les accès habituels.")
    if found.lookalikes and not with_lookalikes:
        say(found.lookalike_words, "Pour les noter quand même, ajoutez --all.")


@access.command(cls=FrenchCommand)
@access_arguments
@click.option("--name", "new_name", metavar="NOM", help="Son nouveau nom.")
@_description_options
@text_options
def edit(
    session: Session,
    /,
    prefix: str,
    name: str,
    new_name: str | None,
    way: str | None,
    **typed: Any,
) -> None:
    """Modifier ce qui est noté d’un accès; un texte vide efface."""
    dossier = session.dossier(prefix)
    found = find_access(dossier, name, lambda _: True)
    values = _typed(typed, session.programme(dossier))
    if new_name is not None:
        values["name"] = new_name
    if "note" in values:
        values["note"] = written("La note", found.note, values["note"], way)
    if not values:
        raise Refused("Dites ce qui change : --name, --kind, --manager, --account, --cost…")
    seen = found.resource
    change = changes.describe_access(found, seen=seen, written=seen.evolve(**values))
    session.carry_out(dossier, change)


def _typed(typed: dict[str, Any], programme: Programme) -> dict[str, Any]:
    """The fields that were given, by name; the kind is read among those of the programme.

    Raises:
        Refused: when there is no such kind.
    """
    values = {name: value for name, value in typed.items() if value is not None}
    if "kind" in values:
        try:
            labels = {kind.id: (kind.label,) for kind in programme.accesses.kinds}
            kind = choice_named(values["kind"], labels)
            values["kind"] = parse_choice(kind, list(labels))
        except ValueError as error:
            raise Refused(str(error)) from None
    return values


@access.command(cls=FrenchCommand)
@click.option("--why", metavar="RAISON", default="", help="Pourquoi.")
@access_arguments
def suspend(session: Session, prefix: str, name: str, why: str) -> None:
    """Noter qu’un accès est coupé pour un temps.

    Il reste à retirer. Pendant une longue absence, ou une interruption du stage, la raison est dite
    sans --why.
    """
    dossier = session.dossier(prefix)
    access = find_access(dossier, name, lambda each: each.is_open and not each.is_suspended)
    today = session.clock.today()
    absence = absence_on(dossier, session.programme(dossier), today)
    change = changes.suspend(
        access,
        on=today,
        reason=why or (absence.words if absence else ""),
        with_stage=absence is not None and absence.stops_stage,
    )
    carry_out(session, dossier, change)


@access.command(cls=FrenchCommand)
@one_access(lambda each: each.is_suspended)
def resume(session: Session, access: Access) -> Change:
    """Noter qu’un accès suspendu est rétabli."""
    return changes.resume(access, on=session.clock.today())


@access.command(cls=FrenchCommand)
@one_access(lambda each: each.is_open)
@click.option("--on", type=DAY, help="Le jour; aujourd’hui si rien n’est dit.")
def ask(session: Session, access: Access, on: date | None) -> Change:
    """Noter que le retrait est demandé à qui gère l’accès."""
    return changes.ask_withdrawal(access, on=step_of(session, on).on)


@access.command(cls=FrenchCommand)
@access_arguments
@takes_step
@click.option("--how", metavar="CONSTAT", default="",
              help="Ce qui est constaté; sinon, ce que dit le programme.")  # fmt: skip
def verify(session: Session, prefix: str, name: str, step: Step, how: str) -> None:
    """Noter qu’un accès retiré ne marche plus, vu plus tard."""
    dossier = session.dossier(prefix)
    found = find_access(dossier, name, lambda each: each.state == "withdrawn")
    change = changes.verify_withdrawal(
        found,
        on=step.on,
        today=session.clock.today(),
        by=step.by,
        how=how or left_to_verify(session.programme(dossier), found),
    )
    carry_out(session, dossier, change)


@access.command(cls=FrenchCommand)
@one_access(lambda each: bool(each.withdrawn_on))
@click.option("--why", metavar="RAISON", required=True, help="Pourquoi. Obligatoire.")
def reopen(_session: Session, access: Access, why: str) -> Change:
    """Rouvrir un accès retiré : il est de nouveau à retirer."""
    return changes.restore_access(access, why)


@access.command(cls=FrenchCommand)
@one_access(lambda each: not each.given_on)
def remove(_session: Session, access: Access) -> Change:
    """Supprimer de la liste un accès qui n’a jamais été remis."""
    return changes.remove_access(access)


@access.command("nothing-else", cls=FrenchCommand)
@dossier_argument
@pass_session
@takes_step
def nothing_else(session: Session, prefix: str, step: Step) -> None:
    """Noter que rien d’autre n’a été trouvé; --by le signe."""
    change = changes.note_nothing_else(on=step.on, by=step.by, hour=step.hour)
    session.carry_out(session.dossier(prefix), change)
