"""The file itself: check, backup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import click

from ...clocks.zones import local
from ...dossier.errors import TelestageError
from ...dossier.french import count, de, long_date, long_moment, lower_first
from ...dossier.text import quoted
from ...dossier.zone_names import DEFAULT_HOST_ZONE, tzdata_version
from ...planning.alerts import clocks_moved_sentence, meetings_moved_by_clocks
from ...planning.meeting_view import hours_of_clock_move
from ...programme.errors import ContentError
from ...programme.progress import with_retention
from ...programme.verify import problems_of_texts
from ...store.backups import Backup, backup_words
from ...store.check import FileReport, inspect
from ...store.errors import shown
from ..french_click import FrenchCommand, FrenchGroup
from ..json_output import backup_shape, check_shape
from ..output import say, say_json, table, warn
from ..session import Session, pick
from .options import json_option, pass_session


@click.command(cls=FrenchCommand)
@json_option
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Vérifier le fichier et le contenu.

    Le fichier est-il lisible et intact, son schéma connu, chaque dossier valide? Le contenu du
    programme est-il complet? Rien n’est changé.

    Le code de sortie est 1 quand quelque chose demande une action.
    """
    session = ctx.ensure_object(Session)
    session.say_new_file()
    report = inspect(session.path)
    problems = (
        *report.problems,
        *_programme_problems(session, report),
        *_clock_problems(session, report),
    )
    if as_json:
        say_json(check_shape(report, tzdata_version(), problems))
    else:
        say(f"Fichier : {shown(session.path)}")
        schema = "inconnu" if report.schema is None else report.schema
        say(f"{count(report.dossiers, 'dossier')}, schéma {schema}, tzdata {tzdata_version()}")
        say(*(f"! {problem}" for problem in problems))
        say(*(f"· {remark}" for remark in (*report.remarks, *_retention_remarks(session, report))))
        if not problems:
            say("✓ Tout est en ordre.")
    if problems:
        ctx.exit(1)


def _retention_remarks(session: Session, report: FileReport) -> Iterator[str]:
    """The closed dossiers whose time of retention is over, in French."""
    today = session.clock.today()
    with suppress(TelestageError):  # what cannot be read is a problem already
        for dossier in session.repository.dossiers() if report.dossiers else ():
            kept = with_retention(dossier, session.programme(dossier))
            if kept.retention_until and kept.closed_on and kept.retention_until < today:
                yield (
                    f"La conservation du dossier {de(dossier.intern.full_name)} était proposée "
                    f"jusqu’au {long_date(kept.retention_until)} : "
                    "voyez s’il est à détruire ou à anonymiser."
                )


def _programme_problems(session: Session, report: FileReport) -> Iterator[str]:
    """The problems of the programmes in use, in French."""
    from ...documents.messages.check import template_problems

    try:
        problems = problems_of_texts(session.programme())
        yield from map(str, problems)
        if session.programme_folder and not problems:
            yield from map(str, template_problems(session.programme()))
        for dossier in session.repository.dossiers() if report.dossiers else ():
            ref, substitute = dossier.programme, session.programme(dossier).ref
            if substitute != ref:
                yield (
                    f"Le dossier {de(dossier.intern.full_name)} suit le programme "
                    f"{ref.id} {ref.version}, introuvable; "
                    f"{substitute.id} {substitute.version} le remplace."
                )
    except ContentError as error:
        yield from map(str, error.problems)
    except TelestageError as error:
        yield str(error)


def _clock_problems(session: Session, report: FileReport) -> Iterator[str]:
    """The dossiers whose meetings a later edition of the time zones has moved, in French."""
    with suppress(TelestageError):  # what cannot be read is a problem already
        for dossier in session.repository.dossiers() if report.dossiers else ():
            if moved := meetings_moved_by_clocks(dossier, session.clock.now()):
                sentence = lower_first(clocks_moved_sentence(dossier, moved))
                hours = hours_of_clock_move(dossier, moved[0])
                yield f"Dossier {de(dossier.intern.full_name)} : {sentence} ({hours})."


@click.group(cls=FrenchGroup)
def backup() -> None:
    """Énumérer, faire ou restaurer une sauvegarde."""


@backup.command("list")
@json_option
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """Énumérer les sauvegardes, la plus récente d’abord."""
    session.say_new_file()
    backups = session.backups.list()
    if as_json:
        say_json([backup_shape(each) for each in backups])
    elif backups:
        say(*table(map(_row, backups)))
    else:
        say("Aucune sauvegarde.")


@backup.command()
@json_option
@pass_session
def create(session: Session, as_json: bool) -> None:
    """Faire une sauvegarde maintenant, et la relire."""
    copy = session.back_up()
    if as_json:
        say_json(backup_shape(copy))
    else:
        say(copy.name)


@backup.command()
@click.argument("name", metavar="NOM")
@pass_session
def restore(session: Session, name: str) -> None:
    """Remettre une sauvegarde à la place du fichier.

    Le fichier présent est d’abord sauvegardé, ou mis de côté s’il est illisible.
    """
    session.say_new_file()
    name = pick("sauvegarde", name, {each.name: each.name for each in session.backups.list()})
    aside = session.put_back(name)
    say(f"La sauvegarde {quoted(name)} est restaurée.")
    if aside:
        warn(f"Le fichier illisible est gardé à côté : {shown(aside)}")


def _row(copy: Backup) -> tuple[str, ...]:
    moment = local(copy.taken_at, DEFAULT_HOST_ZONE)
    content = "illisible" if copy.dossiers is None else count(copy.dossiers, "dossier")
    return (
        copy.name,
        long_moment(moment.date(), moment.time()),
        backup_words(copy),
        content,
    )
