"""What follows in Québec: who agrees, the sheet of the portal, payment, offer and permit."""

from __future__ import annotations

from datetime import date
from typing import get_args

import click

from ...clocks.zones import local
from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import FieldProblem, InvalidInput, Refused
from ...dossier.onsite import (
    SIDES,
    Exemption,
    FormState,
    Moment,
    PermitState,
    Side,
    SignIn,
)
from ...dossier.text import clean_prose
from ...programme.portal_formats import check_user_name, offer_number
from ...programme.portal_sheet import Sheet, check_answer
from ..choice_words import (
    ANSWERS,
    EXEMPTIONS,
    FORM_STATES,
    PAYMENTS,
    PERMITS,
    SIGN_INS,
)
from ..choice_words import (
    SIDES as SIDE_NAMES,
)
from ..french_click import Choice, FrenchCommand, FrenchGroup
from ..onsite_output import (
    comparison_lines,
    missing_lines,
    onsite_lines,
    onsite_shape,
    step_lines,
    timer_lines,
)
from ..output import say, say_json, warn
from ..session import Session
from .access_ledger import DOLLARS
from .onsite_dossier import open_dossier
from .options import dossier_argument, json_option, pass_session
from .types import DAY

_identity_option = click.option(
    "--identity", is_flag=True, help="Montrer aussi passeport, naissance, sexe et citoyenneté."
)
_on_option = click.option("--on", type=DAY, help="Le jour; sinon, aujourd’hui.")


@click.group(cls=FrenchGroup)
def onsite() -> None:
    """Préparer un stage au Québec : fiche, offre, permis."""


onsite.add_command(open_dossier)


@onsite.command(cls=FrenchCommand)
@dossier_argument
@_identity_option
@json_option
@pass_session
def show(session: Session, prefix: str, identity: bool, as_json: bool) -> None:
    """Montrer la suite au Québec et la fiche du portail.

    Chaque champ du portail y est, avec sa valeur et d’où elle vient. L’étoile marque ce que le
    portail exige. Les données d’identité sont masquées sans --identity.
    """
    sheet = _sheet(session, session.dossier(prefix))
    if as_json:
        say_json(onsite_shape(sheet, session.clock.now(), identity=identity))
    else:
        say(*onsite_lines(sheet, identity=identity))


@onsite.command(cls=FrenchCommand)
@dossier_argument
@_identity_option
@pass_session
def missing(session: Session, prefix: str, identity: bool) -> None:
    """Énumérer ce qui manque à la fiche, et qui peut le donner."""
    say(*missing_lines(_sheet(session, session.dossier(prefix)), identity=identity))


@onsite.command(cls=FrenchCommand)
@dossier_argument
@pass_session
def compare(session: Session, prefix: str) -> None:
    """Comparer mot à mot la fiche et la convention."""
    say(*comparison_lines(_sheet(session, session.dossier(prefix))))


@onsite.command(cls=FrenchCommand)
@dossier_argument
@pass_session
def steps(session: Session, prefix: str) -> None:
    """Énumérer les étapes du portail, et ce qu’il y faut."""
    dossier = session.dossier(prefix)
    if not dossier.onsite.is_open:
        raise Refused(changes.NOT_OPEN)
    say(*step_lines(session.states(dossier), session.programme(dossier).onsite))


@onsite.command(cls=FrenchCommand)
@dossier_argument
@click.argument("side", metavar="QUI", type=Choice(SIDES, SIDE_NAMES))
@click.argument("answer", metavar="RÉPONSE", type=Choice(["oui", "non"], ANSWERS))
@_on_option
@pass_session
def decide(session: Session, prefix: str, side: Side, answer: str, on: date | None) -> None:
    """Noter qui souhaite un stage au Québec.

    QUI est host (votre organisation) ou intern (le ou la stagiaire); RÉPONSE est oui ou non. La
    suite s’ouvre quand les deux ont dit oui.
    """
    day = on or session.clock.today()
    session.carry_out(session.dossier(prefix), changes.decide(side, agrees=answer == "oui", on=day))


@onsite.command(cls=FrenchCommand)
@dossier_argument
@click.option("--start", type=DAY, help="Le premier jour visé.")
@click.option("--end", type=DAY, help="Le dernier jour visé.")
@click.option("--pay", "monthly_pay", type=DOLLARS, help="La gratification, par mois.")
@click.option("--exemption", type=Choice(get_args(Exemption), EXEMPTIONS), metavar="RÉPONSE",
              help="La question préalable : none (aucune dispense), offer (de l’offre) ou fee (des "
                   "frais).")  # fmt: skip
@click.option("--sign-in", "way", type=Choice(get_args(SignIn), SIGN_INS), metavar="MOYEN",
              help="gckey (CléGC) ou partner (partenaire de connexion).")  # fmt: skip
@click.option("--primary-user", metavar="NOM", help="Qui s’est inscrit en premier.")
@pass_session
def plan(
    session: Session,
    prefix: str,
    start: date | None,
    end: date | None,
    monthly_pay: float | None,
    exemption: Exemption | None,
    way: SignIn | None,
    primary_user: str | None,
) -> None:
    """Noter les dates visées, la gratification, la dispense."""
    dossier = session.dossier(prefix)
    values = {"start": start, "end": end, "monthly_pay": monthly_pay}
    given = {name: value for name, value in values.items() if value is not None}
    steps = [
        *([changes.plan_onsite(**given)] if given else []),
        *([changes.answer_exemption(exemption)] if exemption else []),
        *(
            [changes.note_sign_in(way=way, primary_user=primary_user)]
            if way or primary_user is not None
            else []
        ),
    ]
    if not steps:
        raise click.UsageError("Dites quoi noter : --start, --end, --pay, --exemption, --sign-in…")
    what = steps[0].deed.followed_by(*(each.deed for each in steps[1:]))
    session.carry_out(dossier, changes.several(what, steps))


@onsite.command("set", cls=FrenchCommand)
@dossier_argument
@click.argument("name", metavar="CHAMP")
@click.argument("value", metavar="[VALEUR]", default="")
@pass_session
def set_field(session: Session, prefix: str, name: str, value: str) -> None:
    """Noter la valeur d’un champ de la fiche.

    CHAMP est son identifiant, que montre telestage onsite show. Sans VALEUR, ce qui était noté
    s’efface, et le champ redevient ce qu’en sait le dossier.
    """
    dossier, today = session.dossier(prefix), session.clock.today()
    content = session.programme(dossier).onsite
    field, text = content.field(name), clean_prose(value)
    if text:
        try:
            reading = check_answer(field, text, on=today, dossier=dossier, content=content)
        except ValueError as error:
            raise InvalidInput([FieldProblem(field.id, str(error))]) from None
        if reading.note:
            warn(f"{field.label} : {reading.value}, {reading.note}.")
    answer = changes.answer_identity if field.identity else changes.answer_field
    session.carry_out(dossier, answer(field.id, field.label, text, on=today))


@onsite.command(cls=FrenchCommand)
@dossier_argument
@click.argument("form_id", metavar="FORMULAIRE")
@click.argument("state", metavar="ÉTAT", type=Choice(get_args(FormState), FORM_STATES))
@pass_session
def form(session: Session, prefix: str, form_id: str, state: FormState) -> None:
    """Noter où en est un formulaire du portail.

    FORMULAIRE est company, worker, job ou pay; ÉTAT est todo (pas commencé), started (en cours) ou
    done (terminé).
    """
    dossier = session.dossier(prefix)
    content = session.programme(dossier).onsite
    found = content.form(form_id)
    if not found.offer:
        raise click.UsageError(f"« {found.title} » n’a pas d’état sur le portail.")
    session.carry_out(dossier, changes.note_form(found.id, found.title, state))


@onsite.command(cls=FrenchCommand)
@dossier_argument
@click.argument("step", metavar="[ÉTAPE]", required=False,
                type=Choice(["start", "active", "cancelled", "paid"], PAYMENTS))  # fmt: skip
@_on_option
@pass_session
def pay(session: Session, prefix: str, step: str | None, on: date | None) -> None:
    """Noter le paiement, ou lire les délais qui courent.

    ÉTAPE est start (« Transmettre et payer » vient d’être choisi), active (encore sur la page : les
    vingt minutes repartent), cancelled (paiement annulé) ou paid (payé). Sans elle, les délais sont
    montrés : deux heures pour payer, vingt minutes sans rien faire, une heure après une annulation.
    """
    dossier = session.dossier(prefix)
    if step is None:
        content = session.programme(dossier).onsite
        say(*timer_lines(dossier.onsite, content, session.clock.now()))
        return
    if step == "paid":
        change = changes.finish_payment(on=on or session.clock.today())
    else:
        zone = dossier.host.zone
        here = local(session.clock.now(), zone)
        at = Moment(day=here.date(), at=here.time().replace(microsecond=0), zone=zone)
        noted = {
            "start": changes.start_payment,
            "active": changes.stay_on_payment,
            "cancelled": changes.cancel_payment,
        }
        change = noted[step](at)
    session.carry_out(dossier, change)


@onsite.command(cls=FrenchCommand)
@dossier_argument
@click.argument("number", metavar="[NUMÉRO]", required=False)
@click.option("--withdrawn", is_flag=True, help="L’offre a été retirée sur le portail.")
@click.option("--keep-identity", metavar="RAISON", default="",
              help="Garder les données d’identité, et pourquoi.")  # fmt: skip
@_on_option
@pass_session
def offer(
    session: Session,
    prefix: str,
    number: str | None,
    withdrawn: bool,
    keep_identity: str,
    on: date | None,
) -> None:
    """Noter le numéro de l’offre, ou qu’elle est retirée.

    NUMÉRO est A suivi de sept chiffres. Les données d’identité sont alors effacées du dossier et de
    chaque sauvegarde, sauf avec --keep-identity. Rien ne les ramène, undo non plus.
    """
    dossier, day = session.dossier(prefix), on or session.clock.today()
    if withdrawn == (number is not None):
        raise click.UsageError("Donnez le numéro de l’offre, ou --withdrawn.")
    if number is None:
        session.carry_out(dossier, changes.withdraw_offer(on=day))
        return
    try:
        read = offer_number(number, session.programme(dossier).onsite.formats)
    except ValueError as error:
        raise InvalidInput([FieldProblem("NUMÉRO", str(error))]) from None
    session.carry_out(dossier, changes.note_offer(read, on=day, keep_identity=keep_identity))


@onsite.command(cls=FrenchCommand)
@dossier_argument
@click.argument("state", metavar="ÉTAT", type=Choice(get_args(PermitState), PERMITS))
@_on_option
@pass_session
def permit(session: Session, prefix: str, state: PermitState, on: date | None) -> None:
    """Noter où en est le permis.

    ÉTAT est asked (demandé), biometrics (données biométriques données), accepted (accepté), refused
    (refusé) ou issued (remis).
    """
    day = on or session.clock.today()
    session.carry_out(session.dossier(prefix), changes.note_permit(state, on=day))


@onsite.command("erase-identity", cls=FrenchCommand)
@dossier_argument
@pass_session
def erase_identity(session: Session, prefix: str) -> None:
    """Effacer les données d’identité, copies comprises.

    Rien ne les ramène, undo non plus.
    """
    session.carry_out(session.dossier(prefix), changes.erase_identity())


@onsite.command("user-name", cls=FrenchCommand)
@click.argument("name", metavar="NOM")
@pass_session
def user_name(session: Session, name: str) -> None:
    """Vérifier la forme d’un nom d’utilisateur CléGC.

    Il n’est gardé nulle part.
    """
    try:
        check_user_name(name, session.programme().onsite.formats)
    except ValueError as error:
        raise InvalidInput([FieldProblem("NOM", str(error))]) from None
    say("✓ La forme convient. Rien n’est gardé.")


def _sheet(session: Session, dossier: Dossier) -> Sheet:
    return Sheet(dossier, session.programme(dossier).onsite)
