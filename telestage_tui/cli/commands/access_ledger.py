"""The ledger of accesses: list, add, edit, suspend, resume, ask, verify, reopen, remove."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any, TypeVar
from uuid import uuid4

import click

from ...dossier import changes
from ...dossier.accesses import Resource
from ...dossier.errors import Refused
from ...dossier.french import dollars, sentence
from ...dossier.organisation import missing_usual, usual_set
from ...dossier.parsing import parse_choice, parse_number
from ...programme.programme import Programme
from ...programme.withdrawals import left_to_verify, monthly_saving
from ..french_click import FrenchCommand, FrenchGroup
from ..json_output import access_shape
from ..output import say, say_json, table
from ..session import Session
from ..text_output import access_words, short_ids
from .accesses import access_argument, find_access, step, step_options
from .options import dossier_argument, json_option, pass_session
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
    when = step(session, given, None, "") if given else None
    change = changes.note_access(
        uuid4(), Resource(name=name, **values), given=when, today=session.clock.today()
    )
    session.carry_out(dossier, change)


@access.command(cls=FrenchCommand)
@dossier_argument
@click.option("--keep", is_flag=True,
              help="Garder plutôt ceux de ce dossier dans Mon organisation.")  # fmt: skip
@pass_session
def usual(session: Session, prefix: str, keep: bool) -> None:
    """Noter les accès habituels qui manquent au dossier."""
    dossier, organisation = session.dossier(prefix), session.organisation()
    if keep:
        kept = usual_set(each.resource for each in dossier.accesses)
        if not kept:
            raise Refused("Ce dossier n’a aucun accès à garder.")
        session.keep_organisation(organisation.evolve(usual_accesses=kept), organisation)
        say(sentence(f"Accès habituels gardés : {', '.join(each.name for each in kept)}"))
        return
    proposed = organisation.usual_accesses or session.programme(dossier).accesses.usual
    missing = missing_usual(dossier, proposed)
    if not missing:
        say("Le dossier a déjà tous les accès habituels.")
        return
    change = changes.note_accesses({uuid4(): each for each in missing})
    session.carry_out(dossier, change)


@access.command(cls=FrenchCommand)
@dossier_argument
@access_argument
@click.option("--name", "new_name", metavar="NOM", help="Son nouveau nom.")
@_description_options
@pass_session
def edit(session: Session, /, prefix: str, name: str, new_name: str | None, **typed: Any) -> None:
    """Modifier ce qui est noté d’un accès; un texte vide efface."""
    dossier, found = find_access(session, prefix, name, lambda _: True)
    values = _typed(typed, session.programme(dossier))
    if new_name is not None:
        values["name"] = new_name
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
            kinds = [kind.id for kind in programme.accesses.kinds]
            values["kind"] = parse_choice(values["kind"], kinds)
        except ValueError as error:
            raise Refused(str(error)) from None
    return values


@access.command(cls=FrenchCommand)
@dossier_argument
@access_argument
@click.option("--why", metavar="RAISON", default="", help="Pourquoi.")
@pass_session
def suspend(session: Session, prefix: str, name: str, why: str) -> None:
    """Noter qu’un accès est coupé pour un temps.

    Il reste à retirer.
    """
    dossier, found = find_access(
        session, prefix, name, lambda each: each.is_open and not each.is_suspended
    )
    change = changes.suspend(found, on=session.clock.today(), reason=why)
    session.carry_out(dossier, change)


@access.command(cls=FrenchCommand)
@dossier_argument
@access_argument
@pass_session
def resume(session: Session, prefix: str, name: str) -> None:
    """Noter qu’un accès suspendu est rétabli."""
    dossier, found = find_access(session, prefix, name, lambda each: each.is_suspended)
    change = changes.resume(found, on=session.clock.today())
    session.carry_out(dossier, change)


@access.command(cls=FrenchCommand)
@dossier_argument
@access_argument
@click.option("--on", type=DAY, help="Le jour; aujourd’hui si rien n’est dit.")
@pass_session
def ask(session: Session, prefix: str, name: str, on: date | None) -> None:
    """Noter que le retrait est demandé à qui gère l’accès."""
    dossier, found = find_access(session, prefix, name, lambda each: each.is_open)
    change = changes.ask_withdrawal(found, on=step(session, on, None, "").on)
    session.carry_out(dossier, change)


@access.command(cls=FrenchCommand)
@dossier_argument
@access_argument
@step_options
@click.option("--how", metavar="CONSTAT", default="",
              help="Ce qui est constaté; sinon, ce que dit le programme.")  # fmt: skip
@pass_session
def verify(
    session: Session,
    prefix: str,
    name: str,
    on: date | None,
    at: time | None,
    by: str,
    how: str,
) -> None:
    """Noter qu’un accès retiré ne marche plus, vu plus tard."""
    dossier, found = find_access(session, prefix, name, lambda each: each.state == "withdrawn")
    when = step(session, on, at, by)
    change = changes.verify_withdrawal(
        found,
        on=when.on,
        today=session.clock.today(),
        by=when.by,
        how=how or left_to_verify(session.programme(dossier), found),
    )
    session.carry_out(dossier, change)


@access.command(cls=FrenchCommand)
@dossier_argument
@access_argument
@click.option("--why", metavar="RAISON", required=True, help="Pourquoi. Obligatoire.")
@pass_session
def reopen(session: Session, prefix: str, name: str, why: str) -> None:
    """Rouvrir un accès retiré : il est de nouveau à retirer."""
    dossier, found = find_access(session, prefix, name, lambda each: bool(each.withdrawn_on))
    change = changes.restore_access(found, why)
    session.carry_out(dossier, change)


@access.command(cls=FrenchCommand)
@dossier_argument
@access_argument
@pass_session
def remove(session: Session, prefix: str, name: str) -> None:
    """Supprimer de la liste un accès qui n’a jamais été remis."""
    dossier, found = find_access(session, prefix, name, lambda each: not each.given_on)
    change = changes.remove_access(found)
    session.carry_out(dossier, change)


@access.command("nothing-else", cls=FrenchCommand)
@dossier_argument
@step_options
@pass_session
def nothing_else(session: Session, prefix: str, on: date | None, at: time | None, by: str) -> None:
    """Noter que rien d’autre n’a été trouvé; --by le signe."""
    when = step(session, on, at, by)
    change = changes.note_nothing_else(on=when.on, by=when.by, hour=when.hour)
    session.change(session.dossier(prefix), change)
    say(sentence(change.label))
