"""Export a dossier to files that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...dossier.dossier import Dossier
from ...planning.due import due_dates
from ...programme.progress import with_retention
from ...store.shown_paths import shown
from ..choice_words import EXPORTS, LANGUAGES, TASK_FORMS
from ..french_click import Choice, FrenchCommand
from ..output import say, warn
from ..session import Session
from .meetings import pick_meeting
from .options import dossier_argument, pass_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...documents.ics.choices import CalendarChoices, Purpose
    from ...documents.papers.catalogue import Form
    from ...documents.pdf import MissingTypst
    from ...dossier.exports import TaskForm
    from ...programme.language import Language

_PURPOSES: dict[tuple[bool, bool], Purpose] = {
    (False, False): "publish",
    (False, True): "withdraw",
    (True, False): "invite",
    (True, True): "uninvite",
}
"""By the options --invite and --cancel."""
_KINDS = ("ics", "json", "csv", "xlsx", "pdf", "docx")
"""The files of which `all` writes each."""
_PACKAGE = "paquet"
"""The dossier whole, for telestage on another computer; see `store.parcels`."""
_SELF_EVALUATIONS = ("self-evaluation-midpoint", "self-evaluation-final")
"""The texts that an intern fills in; see `documents.sheets.self_form`."""
_FORMS: tuple[Form, ...] = ("pdf", "docx")


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument(
    "kind",
    metavar="SORTE",
    type=Choice([*_KINDS, _PACKAGE, *_SELF_EVALUATIONS, "all"], EXPORTS),
)
@click.option("-o", "--output", "folder", metavar="RÉPERTOIRE", default=".",
              type=click.Path(readable=False, path_type=Path),
              help="Où écrire; sinon, ici.")  # fmt: skip
@click.option("--series", is_flag=True, help="ics : les suivis en une série, avec exceptions.")
@click.option("--invite", is_flag=True,
              help="ics : une invitation par rencontre, à joindre à un courriel.")  # fmt: skip
@click.option("--cancel", is_flag=True,
              help="ics : retirer les rencontres de l’agenda; avec --invite, les annuler auprès "
                   "du ou de la stagiaire.")  # fmt: skip
@click.option("--tasks", type=Choice(["todo", "events"], TASK_FORMS), metavar="FORME",
              help="ics : aussi les étapes, en tâches (todo) ou en journées (events).")  # fmt: skip
@click.option("--meeting", metavar="RENCONTRE",
              help="ics : cette seule rencontre, par son identifiant ou par sa sorte.")  # fmt: skip
@click.option("--tutor", is_flag=True,
              help="ics : tous les dossiers du même tuteur ou de la même tutrice.")  # fmt: skip
@click.option("--only", "names", metavar="DOCUMENT", multiple=True,
              help="pdf, docx : ce seul document; l’option se répète.")  # fmt: skip
@click.option("--lang", "language", type=Choice(["fr", "en"], LANGUAGES),
              metavar="LANGUE", default="fr",
              help="pdf, docx, xlsx : fr ou en, là où le document existe en anglais.")  # fmt: skip
@click.option("--identity", is_flag=True,
              help="json, paquet, portal-sheet : aussi les données d’identité.")  # fmt: skip
@pass_session
def export(
    session: Session,
    prefix: str,
    kind: str,
    folder: Path,
    series: bool,
    invite: bool,
    cancel: bool,
    tasks: TaskForm | None,
    meeting: str | None,
    tutor: bool,
    names: tuple[str, ...],
    language: Language,
    identity: bool,
) -> None:
    """Écrire un dossier dans un fichier.

    SORTE est ics, les rencontres pour un agenda; json, tout le dossier; csv, ses étapes pour un
    tableur (points-virgules, UTF-8); xlsx, un classeur (étapes, rencontres, accès, fichiers,
    évaluations) à remplir sans telestage, en français ou, avec --lang en, en anglais; pdf, les
    documents à remettre; docx, ceux qui se retouchent avant d’être signés; ou all, tout cela.
    Imprime le chemin de chaque fichier écrit. Sans le paquet typst, aucun PDF ne s’écrit : all
    écrit tout le reste, dit quoi installer, et finit par le code 3. Réimporté, un fichier ics met
    à jour les rencontres qui ont bougé.

    Ou paquet : le dossier entier, que telestage import FICHIER reprend sur un autre ordinateur;
    réservé à votre compte, il contient des renseignements personnels et n’est pas chiffré.

    Ou self-evaluation-midpoint, self-evaluation-final : l’autoévaluation de mi-stage ou de fin de
    stage, un texte que le ou la stagiaire remplit. telestage import FICHIER reprend le classeur ou
    ce texte, une fois rempli.

    Pour l’agenda, une série et des suivis un à un sont des rencontres différentes : d’une forme à
    l’autre, le fichier retire ce que le précédent y avait mis.

    DOCUMENT est checklist, blank-checklist, work-plan, minutes, evaluation-midpoint,
    evaluation-final, self-evaluation-midpoint, self-evaluation-final, blank-evaluation,
    attestation, letter, summary, handover, accesses, withdrawals, portal-sheet, dossier ou
    access-request; en docx, attestation ou letter, et letter en docx seulement. Sans --only, ceux
    dont le dossier a déjà quelque chose, sauf dossier, tout ce qu’il contient, et access-request.
    """
    from ...documents.files import write_file
    from ...documents.ics.choices import CalendarChoices
    from ...documents.names import file_name

    dossier = session.dossier(prefix)
    if kind in ("json", "all"):
        say(
            shown(write_file(folder, file_name(dossier, "json"), _json(session, dossier, identity)))
        )
    if kind in ("csv", "all"):
        say(shown(write_file(folder, file_name(dossier, "csv"), _tasks_csv(session, dossier))))
    forms = tuple(form for form in _FORMS if kind in (form, "all"))
    missing = None
    if forms:
        missing = _write_papers(session, dossier, folder, names, language, forms, identity)
    if kind in ("xlsx", "all"):
        _write_workbook(session, dossier, folder, language)
    if kind == _PACKAGE:
        say(shown(_write_package(dossier, folder, identity)))
    if kind in _SELF_EVALUATIONS:
        _write_self_evaluation(session, dossier, kind, folder)
    if kind in ("ics", "all"):
        only = pick_meeting(dossier, meeting).id if meeting else None
        choices = CalendarChoices(_PURPOSES[invite, cancel], series, tasks, only)
        _export_calendar(session, dossier, folder, choices, of_tutor=tutor)
    if missing:
        raise missing


def _write_papers(
    session: Session,
    dossier: Dossier,
    folder: Path,
    names: Sequence[str],
    language: Language,
    forms: Sequence[Form],
    identity: bool,
) -> MissingTypst | None:
    """Write the papers of these names; without any, those of which the dossier has something.

    Returns:
        Why no PDF file could be written, once all the others are.
    """
    from ...documents.papers.catalogue import check_form, forms_of, is_empty, is_on_demand
    from ...documents.papers.writing import Asked, feasible, setting_for, write_papers

    programme = session.programme(dossier)
    papers = [programme.papers.paper(name) for name in names] or programme.papers.papers
    if names and len(forms) == 1:
        for paper in papers:
            check_form(paper, forms[0])
    settings = [
        setting_for(session, dossier, paper, language, identity=identity) for paper in papers
    ]
    asked = [
        Asked(setting, form)
        for setting in settings
        if names or not (is_empty(setting) or is_on_demand(setting.paper))
        for form in forms
        if form in forms_of(setting.paper)
    ]
    possible, missing = feasible(asked)
    warnings: dict[str, None] = {}  # two forms of a paper lack the same facts
    for each, written in zip(possible, write_papers(folder, possible), strict=True):
        say(shown(written.path))
        for notice in written.notices:
            warnings[f"{each.setting.title} : {notice}"] = None
    for warning in warnings:
        warn(warning)
    return missing


def _export_calendar(
    session: Session, dossier: Dossier, folder: Path, choices: CalendarChoices, *, of_tutor: bool
) -> None:
    from ...documents.files import export_calendar
    from ...documents.ics.export import dossiers_of_tutor

    files = export_calendar(
        folder,
        dossiers_of_tutor(dossier, session.repository.dossiers()) if of_tutor else [dossier],
        session.programme,
        session.clock.now(),
        choices,
        session.change,
    )
    say(*map(shown, files.paths))
    for sentence in files.advice:
        warn(sentence)


def _json(session: Session, dossier: Dossier, identity: bool) -> bytes:
    from ...documents.dossier_json import dossier_json

    kept = with_retention(dossier, session.programme(dossier))
    return dossier_json(kept, identity=identity).encode()


def _tasks_csv(session: Session, dossier: Dossier) -> bytes:
    from ...documents.tables import tasks_csv

    programme = session.programme(dossier)
    states = session.states(dossier)
    due = due_dates(dossier, programme, session.clock.today(), states)
    return tasks_csv(states, due, programme).encode()


def _write_workbook(session: Session, dossier: Dossier, folder: Path, language: Language) -> None:
    from ...documents.files import write_file
    from ...documents.sheets.writing import workbook, workbook_name

    programme = session.programme(dossier)
    name = workbook_name(dossier, programme, language)
    say(shown(write_file(folder, name, workbook(dossier, programme, language))))


def _write_package(dossier: Dossier, folder: Path, identity: bool) -> Path:
    from ...documents.files import write_file
    from ...documents.names import file_name
    from ...store.parcels import EXTENSION, package

    return write_file(folder, file_name(dossier, EXTENSION), package(dossier, identity=identity))


def _write_self_evaluation(session: Session, dossier: Dossier, kind: str, folder: Path) -> None:
    from ...documents.files import write_file
    from ...documents.names import paper_name
    from ...documents.sheets.self_form import SELF_FORMS, self_evaluation_text

    form, programme = SELF_FORMS[kind], session.programme(dossier)
    name = paper_name(dossier, programme.evaluation.form(form).title, "txt")
    text = self_evaluation_text(dossier, programme, form)
    say(shown(write_file(folder, name, text)))
