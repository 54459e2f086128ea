"""The selection: the offer, the candidates, who is chosen and who withdraws."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from ...dossier import changes
from ...dossier.changes.selection import candidate_named, check_interview
from ...dossier.errors import InvalidInput
from ...dossier.people import Candidate, CandidateState
from ...planning.selection import withdrawal
from ...programme.offer_advice import offer_findings
from ..french_click import FrenchCommand, FrenchGroup
from ..output import say, say_json
from ..selection_output import candidate_lines, candidate_shape, offer_lines, offer_shape
from ..session import Session
from .options import dossier_argument, json_option, pass_session
from .texts import text_options, written
from .types import DAY

_who = click.argument("who", metavar="QUI")
_on = click.option("--on", type=DAY, help="Le jour; sinon, aujourd’hui.")
_OFFER = ("field_of_study", "added_value", "feasibility")
_OFFER_WORDS = {
    "mandate": "La mission",
    "field_of_study": "Le domaine de formation",
    "added_value": "La valeur ajoutée",
    "deliverables": "La liste des livrables",
    "feasibility": "Ce qui est dit de la durée",
}
"""What an option of the offer writes."""


@click.group(cls=FrenchGroup)
def offer() -> None:
    """Écrire l’offre, et voir ce qui lui manque."""


@offer.command("show", cls=FrenchCommand)
@dossier_argument
@json_option
@pass_session
def show_offer(session: Session, prefix: str, as_json: bool) -> None:
    """Montrer l’offre, et ce qui lui manque."""
    dossier = session.dossier(prefix)
    findings = offer_findings(dossier, session.programme(dossier), session.clock.today())
    if as_json:
        say_json(offer_shape(dossier, findings))
    else:
        say(*offer_lines(dossier, findings))


@offer.command("set", cls=FrenchCommand)
@dossier_argument
@click.option("--title", metavar="TITRE", help="TELESTAGE, puis le mandat.")
@click.option("--mission", "mandate", metavar="TEXTE", help="Ce qui sera fait, pour qui.")
@click.option("--field", "field_of_study", metavar="TEXTE", help="Le domaine de formation visé.")
@click.option("--value", "added_value", metavar="TEXTE", help="La valeur ajoutée.")
@click.option("--deliverable", "deliverables", metavar="LIVRABLE", multiple=True,
              help="Un livrable; l’option se répète, et donne toute la liste, sauf avec "
                   "--append.")  # fmt: skip
@click.option("--time", "feasibility", metavar="TEXTE", help="Pourquoi ils tiennent dans la durée.")
@text_options
@pass_session
def set_offer(
    session: Session, /, prefix: str, way: str | None, **options: str | tuple[str, ...] | None
) -> None:
    """Écrire l’offre; ce qui n’est pas donné reste. Ce qui lui manque est dit ensuite."""
    given: dict[str, Any] = {
        name: value for name, value in options.items() if value not in (None, ())
    }
    if not given:
        raise click.UsageError("Dites quoi écrire : --title, --mission, --field, --value…")
    dossier = session.dossier(prefix)
    given = {
        name: _to_keep(name, getattr(dossier.posting if name in _OFFER else dossier.stage, name),
                       value, way)
        for name, value in given.items()
    }  # fmt: skip
    posting = dossier.posting.evolve(**{name: given.pop(name) for name in _OFFER if name in given})
    after = session.carry_out(dossier, changes.describe_offer(posting, **given))
    findings = offer_findings(after, session.programme(after), session.clock.today())
    say(*(f"○ {each.advice}" for each in findings if not each.is_said))


def _to_keep(name: str, before: Any, value: Any, way: str | None) -> Any:
    """The text or the list of the offer to keep; see `written`."""
    if isinstance(value, str):
        return value if name == "title" else written(_OFFER_WORDS[name], before, value, way)
    if way == "append":
        return (*before, *value)
    written(_OFFER_WORDS[name], "\n".join(before), "\n".join(value), way)
    return value


@click.group(cls=FrenchGroup)
def candidate() -> None:
    """Suivre les candidatures : entretiens, choix, désistements.

    QUI est le rang que montre candidate list, un nom, ou une partie d’un nom.
    """


@candidate.command("list", cls=FrenchCommand)
@dossier_argument
@json_option
@pass_session
def list_candidates(session: Session, prefix: str, as_json: bool) -> None:
    """Énumérer les candidatures, dans l’ordre de préférence."""
    dossier = session.dossier(prefix)
    if as_json:
        say_json([candidate_shape(each, n) for n, each in enumerate(dossier.candidates, 1)])
    else:
        say(*candidate_lines(dossier))


@candidate.command("add", cls=FrenchCommand)
@dossier_argument
@click.argument("name", metavar="NOM")
@click.option("--phone", metavar="TÉLÉPHONE", default="", help="Pour l’entretien.")
@click.option("--email", metavar="COURRIEL", default="", help="Son adresse.")
@click.option("--interview", "interviewed_on", type=DAY, help="Le jour de l’entretien.")
@click.option("--notes", metavar="TEXTE", default="", help="Ce que vous gardez de l’entretien.")
@pass_session
def add(session: Session, prefix: str, name: str, phone: str, email: str,
        interviewed_on: date | None, notes: str) -> None:  # fmt: skip
    """Noter une candidature."""
    person = Candidate(
        name=name, phone=phone, email=email, interviewed_on=interviewed_on, notes=notes
    )
    session.carry_out(session.dossier(prefix), changes.add_candidate(person))


@candidate.command("edit", cls=FrenchCommand)
@dossier_argument
@_who
@click.option("--name", metavar="NOM", help="Prénom et nom.")
@click.option("--phone", metavar="TÉLÉPHONE", help="Pour l’entretien.")
@click.option("--email", metavar="COURRIEL", help="Son adresse.")
@click.option("--interview", "interviewed_on", type=DAY, help="Le jour de l’entretien.")
@click.option("--notes", metavar="TEXTE", help="Ce que vous gardez de l’entretien.")
@text_options
@click.option("--rank", type=int, metavar="RANG", help="Sa place dans l’ordre de préférence.")
@pass_session
def edit(session: Session, /, prefix: str, who: str, rank: int | None, way: str | None,
         **options: str | date | None) -> None:  # fmt: skip
    """Modifier une candidature, ou son rang.

    Ce qui n’est pas donné reste.
    """
    given = {name: value for name, value in options.items() if value is not None}
    dossier = session.dossier(prefix)
    before = candidate_named(dossier, who)
    if options.get("notes") is not None:
        given["notes"] = written("Les notes", before.notes, str(options["notes"]), way)
    after = before.evolve(**given)
    if problems := check_interview(after.interviewed_on, after.gave_up_on):
        raise InvalidInput(problems)
    steps = [changes.edit_candidate(before, after)] if given else []
    if rank is not None:
        steps.append(changes.rank_candidate(after, rank))
    if not steps:
        raise click.UsageError("Dites quoi modifier : --phone, --email, --interview, --rank…")
    session.carry_out(dossier, changes.several(steps[0].deed, steps))


@candidate.command("remove", cls=FrenchCommand)
@dossier_argument
@_who
@pass_session
def remove(session: Session, prefix: str, who: str) -> None:
    """Retirer une candidature de la liste; undo l’y remet."""
    dossier = session.dossier(prefix)
    session.carry_out(dossier, changes.remove_candidate(candidate_named(dossier, who)))


def _decide(
    session: Session, prefix: str, who: str, state: CandidateState, on: date | None
) -> None:
    dossier = session.dossier(prefix)
    person = candidate_named(dossier, who)
    day = on or session.clock.today()
    session.carry_out(dossier, changes.decide_candidate(person, state, on=day))


@candidate.command(cls=FrenchCommand)
@dossier_argument
@_who
@_on
@pass_session
def choose(session: Session, prefix: str, who: str, on: date | None) -> None:
    """Retenir une personne : le premier choix."""
    _decide(session, prefix, who, "chosen", on)


@candidate.command("runner-up", cls=FrenchCommand)
@dossier_argument
@_who
@_on
@pass_session
def runner_up(session: Session, prefix: str, who: str, on: date | None) -> None:
    """Noter le second choix."""
    _decide(session, prefix, who, "runner_up", on)


@candidate.command(cls=FrenchCommand)
@dossier_argument
@_who
@_on
@pass_session
def decline(session: Session, prefix: str, who: str, on: date | None) -> None:
    """Ne pas retenir une personne."""
    _decide(session, prefix, who, "declined", on)


@candidate.command(cls=FrenchCommand)
@dossier_argument
@_who
@pass_session
def reconsider(session: Session, prefix: str, who: str) -> None:
    """Remettre une personne à décider."""
    _decide(session, prefix, who, "open", None)


@candidate.command(cls=FrenchCommand)
@dossier_argument
@_who
@_on
@click.option("--dry-run", is_flag=True, help="Montrer ce qui changerait, sans rien changer.")
@pass_session
def withdraw(session: Session, prefix: str, who: str, on: date | None, dry_run: bool) -> None:
    """Noter un désistement.

    Si c’est celui du premier choix, le second le remplace, et les étapes qui restent reçoivent de
    nouvelles échéances.
    """
    dossier, today = session.dossier(prefix), session.clock.today()
    person = candidate_named(dossier, who)
    shown = withdrawal(dossier, session.programme(dossier), person, on=on or today, today=today)
    say(*(f"{each.sign} {each.text}" for each in shown.lines))
    if not dry_run:
        session.carry_out(dossier, shown.change)
    if shown.advice:
        say(shown.advice)
