"""What describes a dossier, changed in the words of the fiche: edit, retention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput, Refused
from ...dossier.french import long_date
from ...dossier.text import quoted
from ...planning.replan import replan
from ...programme.progress import default_retention
from ...programme.rules import departures
from ..dossier_output import departure_lines
from ..french_click import FrenchCommand
from ..organisation_output import organisation_lines
from ..output import say, warn
from ..session import Session
from .options import dossier_argument, pass_session
from .replan import apply_replan, replan_lines
from .settings import typed_settings
from .types import COMING_DAY

if TYPE_CHECKING:
    from ...dossier.fiche.model import Fiche
    from ...dossier.kinds import KindName

_NOTHING = "rien"
_NOT_SAVED = "Rien n’a été enregistré : --yes pour le faire."
_STRANDED = (
    "Les invitations déjà écrites portent les adresses d’avant : l’agenda ne les reconnaîtra plus. "
    "Annulez-les d’abord (telestage export ID ics --invite --cancel), changez l’adresse, puis "
    "invitez de nouveau."
)


@click.command(cls=FrenchCommand)
@dossier_argument
@click.option("--set", "settings", metavar="CHAMP=VALEUR", multiple=True,
              help="Changer un champ; sans valeur, le vider. "
                   "Une liste se donne en plusieurs fois.")  # fmt: skip
@click.option("--append", "additions", metavar="CHAMP=TEXTE", multiple=True,
              help="Ajouter à la suite d’un long texte, ou d’une liste.")  # fmt: skip
@click.option("--keep-meetings", is_flag=True, help="Laisser les rencontres où elles sont.")
@click.option("--yes", is_flag=True, help="Le faire : sans elle, rien ne change.")
@pass_session
def edit(
    session: Session,
    prefix: str,
    settings: Sequence[str],
    additions: Sequence[str],
    keep_meetings: bool,
    yes: bool,
) -> None:
    """Montrer les informations d’un dossier, ou les changer.

    CHAMP est un nom de la fiche, ou son début, que la commande montre sans option : stage.fin,
    stagiaire.courriel… VALEUR s’écrit comme à l’écran.

    Chaque champ est dit avant → après, puis les nouveaux écarts au programme, puis les rencontres
    que le changement déplace. Sans --yes, rien n’est enregistré; avec, les rencontres suivent,
    sauf avec --keep-meetings.
    """
    from ...dossier.fiche.model import Fiche
    from ...dossier.fiche.pages import DETAILS
    from ...dossier.fiche.write import form_texts

    dossier = session.dossier(prefix)
    before = form_texts(Fiche.of(dossier), DETAILS)
    if not (settings or additions):
        say(*organisation_lines(before))
        return
    fiche = _fiche(session, dossier, before, _texts(settings, additions, before))
    programme, now = session.programme(dossier), session.clock.now()
    change = changes.describe(fiche, on=session.clock.today())
    after = change.apply(dossier)
    if after == dossier:
        say("Rien ne change : tout est déjà ainsi.")
        return
    say(*_differences(before, form_texts(Fiche.of(after), DETAILS)))
    known = {each.message for each in departures(dossier, programme, session.clock.today())}
    new = [
        each
        for each in departures(after, programme, session.clock.today())
        if each.message not in known and not each.waived
    ]
    if new:
        say("", "Nouveaux écarts au programme", *departure_lines(new, programme))
    if _strands_invitations(dossier, after, session):
        warn(_STRANDED)
    proposal = replan(after, programme, now, others=session.repository.dossiers())
    moves = not (keep_meetings or proposal.changes_nothing)
    if moves:
        say("", *replan_lines(proposal, after, programme))
    if not yes:
        say("", _NOT_SAVED)
        return
    saved = session.change(dossier, change)
    if moves:
        apply_replan(session, saved, proposal)
    say("", "Informations enregistrées.")


def _texts(
    settings: Sequence[str], additions: Sequence[str], before: Mapping[str, str]
) -> dict[str, str]:
    """The new texts, by path.

    Raises:
        UnknownId: when there is no such field.
        Refused: when a field cannot be added to, or is given twice.
    """
    texts = typed_settings(settings, before, _is_list)
    for path, text in typed_settings(additions, before, _is_list).items():
        if path in texts:
            raise Refused(f"Le champ {quoted(path)} est donné deux fois.")
        if not _is_long(path):
            raise Refused(f"Le champ {quoted(path)} ne s’allonge pas : --set le change.")
        texts[path] = "\n".join(filter(None, (before[path], text)))
    return texts


def _is_list(path: str) -> bool:
    from ...dossier.kinds import KINDS

    return KINDS[_kind(path)].is_list


def _is_long(path: str) -> bool:
    """Whether a field holds several values, or several paragraphs."""
    return _is_list(path) or _kind(path) == "prose"


def _kind(path: str) -> KindName:
    """How the field of a path is written."""
    from ...dossier.fiche.pages import DETAILS

    section, _, name = path.partition(".")
    home = next(each for each in DETAILS if each.name == section)
    field = home.field(name)
    assert field is not None, path
    return field.kind


def _fiche(
    session: Session, dossier: Dossier, before: Mapping[str, str], texts: Mapping[str, str]
) -> Fiche:
    """The fiche of the dossier with these texts.

    Raises:
        InvalidInput: with every problem.
    """
    from ...documents.logo import LOGO_FIELD, logo_problems
    from ...dossier.fiche.model import coerce_fiche

    logo = logo_problems(texts.get(LOGO_FIELD, ""), dossier.stationery.logo)
    try:
        fiche = coerce_fiche({**before, **texts}, session.clock.today())
    except InvalidInput as error:
        raise InvalidInput([*error.problems, *logo]) from None
    if logo:
        raise InvalidInput(logo)
    return fiche


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Each field that changes, before → after."""
    for path in {**before, **after}:
        old, new = before.get(path, ""), after.get(path, "")
        if old != new:
            yield f"{path} : {_in_a_line(old)} → {_in_a_line(new)}"


def _in_a_line(text: str) -> str:
    return "; ".join(text.split("\n")) or _NOTHING


def _strands_invitations(before: Dossier, after: Dossier, session: Session) -> bool:
    """Whether an address changes that invitations to come were written with."""
    addresses = [(each.tutor.email, each.intern.email) for each in (before, after)]
    stands = before.export_to("intern").stands_after(session.clock.now())
    return addresses[0] != addresses[1] and stands


@click.command(cls=FrenchCommand)
@dossier_argument
@click.option("--until", type=COMING_DAY, help="Le dernier jour où conserver le dossier.")
@click.option("--usual", is_flag=True, help="La durée que propose telestage.")
@pass_session
def retention(session: Session, prefix: str, until: date | None, usual: bool) -> None:
    """Dire jusqu’à quand conserver un dossier, ou le choisir."""
    if until and usual:
        raise click.UsageError("Donnez --until ou --usual, pas les deux.")
    dossier = session.dossier(prefix)
    proposed = default_retention(dossier, session.programme(dossier))
    if until or usual:
        session.carry_out(dossier, changes.keep_until(until))
        return
    kept = dossier.retention_until
    whose = "Vous gardez le" if kept else "telestage propose de garder le"
    say(f"{whose} dossier jusqu’au {long_date(kept or proposed)}.")
