"""The file itself: check, backup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import click

from ...clocks.zones import local
from ...dossier.errors import TelestageError
from ...dossier.french import (
    count,
    de,
    long_date,
    long_moment,
    lower_first,
    plain_date,
    sentence,
    short_day,
)
from ...dossier.text import quoted
from ...dossier.zone_names import DEFAULT_HOST_ZONE, tzdata_version
from ...planning.alerts import clocks_moved_sentence, meetings_moved_by_clocks
from ...planning.meeting_view import hours_of_clock_move
from ...programme.errors import ContentError
from ...programme.progress import candidates_until, with_retention
from ...programme.verify import problems_of_texts
from ...store.backup import Backup, backup_words
from ...store.backup_contents import HeldDossier
from ...store.check import FileReport, inspect
from ...store.shown_paths import shown
from ...wording import COMPARISON_SIGNS, COMPARISON_WORDS
from ..file_output import backup_shape, check_shape, held_shape
from ..french_click import FrenchCommand, FrenchGroup
from ..output import say, say_json, table, warn
from ..session import Session, pick
from ..short_ids import SHORT_ID
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
    report = inspect(session.path, second=session.second_folder)
    problems = (
        *report.problems,
        *_programme_problems(session, report),
        *_clock_problems(session, report),
    )
    remarks = (*report.remarks, *_retention_remarks(session, report))
    if as_json:
        say_json(check_shape(report, tzdata_version(), problems, remarks))
    elif session.phrases:
        say(f"Fichier : {shown(session.path)}")
        say(*(f"À régler : {sentence(problem)}" for problem in problems))
        say(*(f"À savoir : {sentence(remark)}" for remark in remarks))
        if not problems:
            say("Tout est en ordre.")
    else:
        say(f"Fichier : {shown(session.path)}")
        schema = "inconnu" if report.schema is None else report.schema
        say(f"{count(report.dossiers, 'dossier')}, schéma {schema}, tzdata {tzdata_version()}")
        say(*(f"! {problem}" for problem in problems))
        say(*(f"· {remark}" for remark in remarks))
        if not problems:
            say("✓ Tout est en ordre.")
    if problems:
        ctx.exit(1)


def _retention_remarks(session: Session, report: FileReport) -> Iterator[str]:
    """The dossiers, and the names in them, whose time of retention is over, in French."""
    today = session.clock.today()
    with suppress(TelestageError):  # what cannot be read is a problem already
        for dossier in session.repository.dossiers() if report.dossiers else ():
            programme = session.programme(dossier)
            kept = with_retention(dossier, programme)
            names_until = candidates_until(dossier, programme)
            whose = de(dossier.intern.full_name)
            start = str(dossier.id)[:SHORT_ID]
            if names_until and names_until < today:
                yield (
                    f"Dossier {whose} : les noms des candidatures non retenues étaient à garder "
                    f"jusqu’au {long_date(names_until)} au plus. Pour les effacer : "
                    f"telestage erase {start} --candidates --yes"
                )
            if kept.retention_until and kept.closed_on and kept.retention_until < today:
                yield (
                    f"La conservation du dossier {whose} était proposée jusqu’au "
                    f"{long_date(kept.retention_until)}. S’il n’a plus à être gardé : "
                    f"telestage erase {start} --yes"
                )


def _programme_problems(session: Session, report: FileReport) -> Iterator[str]:
    """The problems of the programmes in use, in French."""
    from ...documents.messages.check import template_problems

    if trouble := session.own_content.trouble:
        yield trouble
    try:
        problems = problems_of_texts(session.programme())
        yield from map(str, problems)
        if session.own_content.folder and not problems:
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
    """Énumérer, faire, montrer ou restaurer une sauvegarde."""


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
@click.argument("path", metavar="[RÉPERTOIRE]", required=False)
@click.option("--none", "forget", is_flag=True, help="Ne plus faire de seconde copie.")
@pass_session
def folder(session: Session, path: str | None, forget: bool) -> None:
    """Choisir un second répertoire de sauvegardes.

    Une clé, un autre disque, un volume chiffré. Sans RÉPERTOIRE, dit lequel est choisi.
    """
    if path is not None or forget:
        session.choose_second_folder("" if forget else path or "")
    chosen = session.backups.second.chosen
    say(f"Second répertoire : {shown(chosen)}" if chosen else "Aucun second répertoire.")


@backup.command()
@click.argument("name", metavar="NOM")
@json_option
@pass_session
def show(session: Session, name: str, as_json: bool) -> None:
    """Montrer ce que contient une sauvegarde.

    Chaque dossier est identique, différent, absent du fichier, ou ajouté depuis.
    """
    session.say_new_file()
    name = pick("sauvegarde", name, {each.name: each.name for each in session.backups.list()})
    held = session.recovery.compare(name)
    if as_json:
        say_json([held_shape(each) for each in held])
    elif held:
        say(*table(map(_held_row, held)))
    else:
        say("Aucun dossier.")


@backup.command()
@click.argument("name", metavar="NOM")
@click.option("--dossier", "prefix", metavar="ID",
              help="Remettre ce seul dossier; les autres restent.")  # fmt: skip
@pass_session
def restore(session: Session, name: str, prefix: str | None) -> None:
    """Restaurer une sauvegarde, ou un seul dossier.

    Le fichier présent est d’abord sauvegardé, ou mis de côté s’il est illisible. Un dossier effacé
    pour de bon ne revient pas.
    """
    session.say_new_file()
    if prefix is not None:
        _restore_one(session, name, prefix)
        return
    name = pick("sauvegarde", name, {each.name: each.name for each in session.backups.list()})
    aside = session.put_back(name)
    say(f"La sauvegarde {quoted(name)} est restaurée.")
    if aside:
        warn(f"Le fichier illisible est gardé à côté : {shown(aside)}")


def _restore_one(session: Session, name: str, prefix: str) -> None:
    """Put one dossier of a copy back."""
    name = pick("sauvegarde", name, {each.name: each.name for each in session.backups.list()})
    held = {
        str(each.id): each.id
        for each in session.recovery.compare(name)
        if each.comparison != "added"
    }
    dossier = session.put_back_dossier(name, pick("dossier", prefix, held))
    say(f"Le dossier {de(dossier.intern.full_name)} est remis comme dans {quoted(name)}.")


def _held_row(held: HeldDossier) -> tuple[str, ...]:
    stage = f"{short_day(held.start)} au {plain_date(held.end)}" if held.start and held.end else ""
    at = local(held.changed_at, DEFAULT_HOST_ZONE) if held.changed_at else None
    return (
        str(held.id)[:SHORT_ID],
        held.name,
        stage,
        count(held.meetings, "rencontre"),
        count(held.notes, "note"),
        f"changé le {long_moment(at.date(), at.time())}" if at else "",
        f"{COMPARISON_SIGNS[held.comparison]} {COMPARISON_WORDS[held.comparison]}",
    )


def _row(copy: Backup) -> tuple[str, ...]:
    moment = local(copy.taken_at, DEFAULT_HOST_ZONE)
    return (
        copy.name,
        long_moment(moment.date(), moment.time()),
        backup_words(copy),
        copy.content,
    )
