"""Every sentence with a number or a condition, each tried at its edges.

The second test finds the functions that write a count: a new one fails it until its sentences are
tried here, or it is said to be a bare count with nothing else to agree.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

import telestage_tui
from telestage_tui.cli.commands import dossiers as dossier_commands
from telestage_tui.documents import files
from telestage_tui.documents.ics import absence_import
from telestage_tui.documents.ics.event_reading import Skipped
from telestage_tui.documents.papers.work_plan import undated_sentence
from telestage_tui.documents.sheets.changes_shown import FileImport, Line, Step
from telestage_tui.dossier import french
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.query import others_line
from telestage_tui.dossier.records import Transfer
from telestage_tui.dossier.work_plan import Deliverable
from telestage_tui.planning import presence, replan_preview
from telestage_tui.planning.agenda import accesses as agenda_accesses
from telestage_tui.planning.agenda.deliverables import awaited
from telestage_tui.planning.agenda.item import AgendaItem
from telestage_tui.planning.agenda.layout import Bundle
from telestage_tui.planning.agenda.transfers import no_taker
from telestage_tui.planning.course.preview import kept_sentence, open_sentence, recalled_sentence
from telestage_tui.planning.course.together import undone_apart
from telestage_tui.planning.observations import Observation, Period
from telestage_tui.planning.planner.warnings import _outside_sentence
from telestage_tui.programme.withdrawal_day import time_left_words
from telestage_tui.programme.withdrawals import Term
from telestage_tui.screens.backups.screen import with_dossiers
from telestage_tui.screens.dossier.earlier import unproven_sentence
from telestage_tui.screens.dossier.rows import stage_line
from telestage_tui.screens.evaluation.declaring import missing_question, unsupported_sentence
from telestage_tui.screens.filled_files.arrivals import taken_sentence
from telestage_tui.screens.meetings.hold import marked_sentence
from telestage_tui.screens.meetings.screen import held_of, unmoved_sentence
from telestage_tui.screens.onsite import rows as onsite_rows
from telestage_tui.store import check
from telestage_tui.store.backup import Backup
from telestage_tui.store.errors import AmbiguousId
from telestage_tui.store.file_errors import MissingFile
from tests.documents.ics.test_absences import absences_of
from tests.factories import END, START, make_dossier

ID = UUID(int=1)


def bundle(tasks: int, meetings: int = 0, required: int = 0, *, old: bool = False) -> str:
    """The title of that many late tasks, of which some are required, and meetings to record."""
    items = tuple(
        AgendaItem(
            "task" if rank < tasks else "meeting",
            ID,
            "Karim Benali",
            f"{rank}",
            START,
            days_late=1,
            weight="required" if rank < required else "rest",
        )
        for rank in range(tasks + meetings)
    )
    return Bundle(ID, "Karim Benali", () if old else items, items if old else ()).title


def posting(invitations: int, cancellations: int = 0) -> str:
    """What to do with that many files, all for Léa."""
    lea = make_dossier()
    lea = lea.evolve(intern=lea.intern.evolve(email="lea@example.org"))
    methods: Counter[str | None] = Counter({"REQUEST": invitations, "CANCEL": cancellations})
    return files._posting(methods, [lea])


def skipped(number: int, *, is_damaged: bool) -> str:
    """The sentence on that many events."""
    events = [Skipped(title=f"E{n}", is_damaged=is_damaged) for n in range(number)]
    return " ".join(absence_import._skipped(events))


def ambiguous(number: int) -> str:
    """The first and the last line of the refusal of a beginning that many dossiers share."""
    names = tuple((UUID(int=n), f"N{n}") for n in range(number))
    first, *_, last = str(AmbiguousId("0", names)).splitlines()
    return f"{first} {last}"


def since(weeks: int) -> str:
    """How recent a note is, so many weeks and six days later."""
    line = Observation(ON, "note", "", "Vu.")
    return Period(ON, ON + timedelta(weeks=weeks, days=6), (line,)).since


def left_before(minutes: float) -> str:
    """What is said so many minutes before a deadline."""
    deadline = datetime(2027, 4, 10, 16, tzinfo=UTC)
    found = Term(ON, deadline - timedelta(days=1), deadline, is_critical=True)
    return time_left_words(found, deadline - timedelta(minutes=minutes))


def copy_of(dossiers: int) -> Backup:
    """A copy of that many dossiers."""
    return Backup("copie", Path("copie"), datetime(2027, 1, 1, tzinfo=UTC), 1, "", dossiers)


def remarks_on(tasks: int) -> str:
    """What is said of a calendar that holds that many tasks, and no event."""
    body = "BEGIN:VTODO|SUMMARY:Lire|END:VTODO|" * tasks
    text = f"BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//test//FR|{body}END:VCALENDAR|"
    return " ".join(absences_of(text.replace("|", "\r\n").encode()).remarks)


def import_heading(changes: int) -> str:
    """The first line of the preview of a file that changes so many things."""
    step = Step(Change(said("Rien"), lambda dossier: dossier), (Line("→", "Étape"),))
    return FileImport(make_dossier(), "du classeur", (step,) * changes, (), ()).heading


def noun(quantity: int) -> str:
    """A feminine count in its four forms."""
    others = (french.count_or_none, french.count_in_letters, french.leading_count)
    words = (form(quantity, "étape", feminine=True) for form in others)
    return " | ".join((french.count(quantity, "étape"), *words))


ON = date(2027, 1, 1)
SENTENCES = {
    "no meeting kept": (kept_sentence(0), "Aucune rencontre ne reste à sa place"),
    "one meeting kept": (kept_sentence(1), "1 rencontre reste à sa place"),
    "two meetings kept": (kept_sentence(2), "2 rencontres restent à leur place"),
    "one access open": (
        open_sentence(1),
        "1 accès reste ouvert : à suspendre si l’interruption dure",
    ),
    "two accesses open": (
        open_sentence(2),
        "2 accès restent ouverts : à suspendre si l’interruption dure",
    ),
    "one invitation taken back": (
        recalled_sentence(1, "Inès"),
        "1 invitation : au prochain envoi, d’abord annulée au nom d’Inès, puis renvoyée",
    ),
    "two invitations taken back": (
        recalled_sentence(2, "Inès"),
        "2 invitations : au prochain envoi, d’abord annulées au nom d’Inès, puis renvoyées",
    ),
    "count at 0": (noun(0), "0 étape | aucune étape | aucune étape | Aucune étape"),
    "count at 1": (noun(1), "1 étape | 1 étape | une étape | Une étape"),
    "count at 2": (noun(2), "2 étapes | 2 étapes | deux étapes | Deux étapes"),
    "count at 10": (noun(10), "10 étapes | 10 étapes | dix étapes | Dix étapes"),
    "count at 11": (noun(11), "11 étapes | 11 étapes | 11 étapes | 11 étapes"),
    "count at 1000": (noun(1000), " | ".join(["1 000 étapes"] * 4)),
    "masculine": (french.leading_count(1, "dossier"), "Un dossier"),
    "no masculine": (french.count_or_none(0, "dossier"), "aucun dossier"),
    "one day": (french.date_span(START, START), french.short_day(START) + f" {START.year}"),
    "from one day": (french.from_to(ON, ON), "le vendredi 1er janvier 2027"),
    "from one year": (
        french.from_to(date(2027, 3, 15), date(2027, 3, 26)),
        "du lundi 15 mars au vendredi 26 mars 2027",
    ),
    "from another year": (
        french.from_to(date(2026, 12, 28), date(2027, 1, 8)),
        "du lundi 28 décembre 2026 au vendredi 8 janvier 2027",
    ),
    "calendar, nothing": (remarks_on(0), "Cet agenda ne contient aucun événement."),
    "calendar, one task": (
        remarks_on(1),
        "Cet agenda ne contient aucun événement : 1 tâche ou note seulement.",
    ),
    "calendar, two tasks": (
        remarks_on(2),
        "Cet agenda ne contient aucun événement : 2 tâches ou notes seulement.",
    ),
    "file, nothing": (
        import_heading(0),
        "Rien à reprendre du classeur, dossier de Léa Nguyễn-Œuvrard.",
    ),
    "file, one": (
        import_heading(1),
        "1 modification à reprendre du classeur, dossier de Léa Nguyễn-Œuvrard :",
    ),
    "file, two": (
        import_heading(2),
        "2 modifications à reprendre du classeur, dossier de Léa Nguyễn-Œuvrard :",
    ),
    "copy of nothing": (with_dossiers(copy_of(0)), "sans aucun dossier"),
    "copy of one": (with_dossiers(copy_of(1)), "avec 1 dossier"),
    "copy of two": (with_dossiers(copy_of(2)), "avec 2 dossiers"),
    "others 1": (others_line(1), "et 1 autre : ajoutez un mot."),
    "others 12": (others_line(12), "et 12 autres : ajoutez un mot."),
    "taken 1": (taken_sentence(1), "1 point repris d’un fichier"),
    "taken 2": (taken_sentence(2), "2 points repris d’un fichier"),
    "answer missing 1": (missing_question(1, 0), "Il manque 1 réponse. La donner maintenant?"),
    "answers missing 2": (
        missing_question(2, 1),
        "Il manque 2 réponses. Laquelle donner maintenant? À étayer aussi : 1 niveau.",
    ),
    "answers missing, two to support": (
        missing_question(2, 2),
        "Il manque 2 réponses. Laquelle donner maintenant? À étayer aussi : 2 niveaux.",
    ),
    "to support 1": (
        unsupported_sentence(1),
        "Un niveau extrême est à étayer : un fait en commentaire, ou une note citée (F4).",
    ),
    "to support 2": (
        unsupported_sentence(2),
        "Deux niveaux extrêmes sont à étayer : un fait en commentaire, ou une note citée (F4).",
    ),
    "observed this week": (since(0), "dernière observation le 1er janvier"),
    "observed the week before": (since(1), "dernière observation le 1er janvier"),
    "observed two weeks ago": (since(2), "rien d’observé depuis 2 semaines"),
    "outside 1": (
        _outside_sentence(1),
        "Une rencontre hors des heures de travail d’un des deux côtés, faute d’assez d’heures "
        "communes ce jour-là.",
    ),
    "outside 11": (
        _outside_sentence(11),
        "11 rencontres hors des heures de travail d’un des deux côtés, faute d’assez d’heures "
        "communes ces jours-là.",
    ),
    "one dossier changed": (undone_apart(1), "Un dossier changé."),
    "two dossiers changed": (
        undone_apart(2),
        "Deux dossiers changés : ils se défont l’un après l’autre, le dernier d’abord.",
    ),
    "preview, none stays": (replan_preview._stays(0), "aucune ne reste à sa place"),
    "preview, one stays": (replan_preview._stays(1), "1 reste à sa place"),
    "preview, two stay": (replan_preview._stays(2), "2 restent à leur place"),
    "unmoved 0": (unmoved_sentence(0), "Rien à déplacer : aucune rencontre n’est prévue."),
    "unmoved 1": (unmoved_sentence(1), "Rien à déplacer : la rencontre est à sa place."),
    "unmoved 2": (unmoved_sentence(2), "Rien à déplacer : 2 rencontres à leur place."),
    "held, none": (held_of(0, 0), "aucune rencontre"),
    "held of one": (held_of(0, 1), "0/1 tenue"),
    "held of two": (held_of(1, 2), "1/2 tenues"),
    "marked 0": (marked_sentence(0, 1), "Aucune rencontre marquée sur une."),
    "marked 1": (marked_sentence(1, 2), "Une rencontre marquée sur deux."),
    "marked 11": (marked_sentence(11, 12), "11 rencontres marquées sur 12."),
    "unproven 1": (
        unproven_sentence(1),
        "Une étape ◆ attend encore sa preuve : sans elle, le stage ne pourra être clos.",
    ),
    "unproven 2": (
        unproven_sentence(2),
        "Deux étapes ◆ attendent encore leur preuve : sans elle, le stage ne pourra être clos.",
    ),
    "late 1": (bundle(1), "Une étape en retard"),
    "late 1, required": (bundle(1, required=1), "Une étape ◆ en retard"),
    "late 10": (bundle(10, required=9), "Dix étapes en retard, dont 9 ◆"),
    "late 21": (bundle(21, required=21), "21 étapes ◆ en retard"),
    "late, of a phase": (bundle(1, old=True), "Une étape en retard, d’une phase passée"),
    "late, of phases": (bundle(2, old=True), "Deux étapes en retard, de phases passées"),
    "late, both": (bundle(4, 1), "Quatre étapes en retard et une rencontre à consigner"),
    "late, meetings": (bundle(0, 2), "Deux rencontres à consigner"),
    "posting 1": (
        posting(1),
        "Une invitation : joignez le fichier à un courriel à lea@example.org.",
    ),
    "posting 2": (
        posting(1, 2),
        "Une invitation et deux annulations : joignez chaque fichier à un courriel à "
        "lea@example.org.",
    ),
    "posting 11": (
        posting(11),
        "11 invitations : joignez chaque fichier à un courriel à lea@example.org.",
    ),
    "ambiguous 2": (
        ambiguous(2),
        "Deux dossiers ont un identifiant qui commence par « 0 »; ajoutez quelques caractères :   "
        f"{UUID(int=1)}  N1",
    ),
    "ambiguous 12": (
        ambiguous(12),
        "12 dossiers ont un identifiant qui commence par « 0 »; ajoutez quelques caractères :   "
        "… et 2 autres",
    ),
    "vanished 0": (
        str(MissingFile(Path("d.json"), 0)),
        "Le fichier « d.json » a disparu; aucune sauvegarde n’est à côté.",
    ),
    "vanished 2": (
        str(MissingFile(Path("d.json"), 2)),
        "Le fichier « d.json » a disparu; 2 sauvegardes restent à côté.",
    ),
    "temporary 1": (check._temporary(1, "d’un envoi"), "Un fichier temporaire, reste d’un envoi,"),
    "temporary 2": (
        check._temporary(2, "d’un envoi"),
        "Deux fichiers temporaires, restes d’un envoi,",
    ),
    "unread 1": (skipped(1, is_damaged=True), "Un événement n’a pas pu être lu : « E0 »."),
    "unread 6": (
        skipped(6, is_damaged=True),
        "Six événements n’ont pas pu être lus : « E0 », « E1 », « E2 », « E3 », « E4 » et 1 autre.",
    ),
    "zone 1": (
        absence_import._unknown_zones(["A"], "stagiaire"),
        "Fuseau inconnu, lu à l’heure du côté stagiaire : « A ».",
    ),
    "zone 4": (
        absence_import._unknown_zones(["A", "B", "C", "D"], "stagiaire"),
        "Fuseaux inconnus, lus à l’heure du côté stagiaire : « A », « B », « C », ….",
    ),
    "absence of a day": (absence_import._days_of(ON, ON), "le 1er janvier 2027"),
    "planned 0": (dossier_commands._meetings_planned(0), "aucune rencontre prévue"),
    "planned 1": (dossier_commands._meetings_planned(1), "1 rencontre prévue"),
    "due 1": (
        dossier_commands._due_earlier(1, "abcd"),
        "Une étape était due avant aujourd’hui. Pour dire qu’elle est déjà faite : telestage tick "
        "abcd --before ÉTAPE…",
    ),
    "no_taker 2": (
        no_taker([Transfer(id=uuid4(), item=name) for name in ("Guide", "Devis")]),
        "Personne ne reprend 2\u00a0éléments",
    ),
    "awaited 1": (
        awaited([Deliverable(name="Maquettes")]),
        "Livrable attendu : « Maquettes »",
    ),
    "awaited 2": (
        awaited([Deliverable(name="Maquettes"), Deliverable(name="Guide")]),
        "Deux livrables attendus",
    ),
    "suspend 1": (agenda_accesses.suspend_words(1), "Un accès à suspendre"),
    "suspend 9": (agenda_accesses.suspend_words(9), "Neuf accès à suspendre"),
    "resume 1": (agenda_accesses.resume_words(1), "Un accès suspendu à rétablir"),
    "resume 2": (agenda_accesses.resume_words(2), "Deux accès suspendus à rétablir"),
    "seen 1": (agenda_accesses.seen_words(1), "Un retrait à constater"),
    "seen 11": (agenda_accesses.seen_words(11), "11 retraits à constater"),
    "withdrawals 1": (
        agenda_accesses.withdrawals_words(1),
        "Journée des retraits à préparer : un accès",
    ),
    "withdrawals 11": (
        agenda_accesses.withdrawals_words(11),
        "Journée des retraits à préparer : 11 accès",
    ),
    "left, minutes": (left_before(59), "encore 59 minutes"),
    "left, no minute": (left_before(0.5), "encore 1 minute"),
    "left, an hour": (left_before(60), "encore 1 heure"),
    "left, hours": (left_before(47 * 60 + 59), "encore 47 heures"),
    "left, days": (left_before(48 * 60), "encore 2 jours"),
    "late, now": (left_before(0), "en retard de 1 minute"),
    "late, a minute": (left_before(-1), "en retard de 1 minute"),
    "late, three hours": (left_before(-3 * 60), "en retard de 3 heures"),
    "late, days": (left_before(-72 * 60), "en retard de 3 jours"),
    "undated 1": (undated_sentence(1), "Il manque l’échéance d’un livrable."),
    "undated 3": (undated_sentence(3), "Il manque l’échéance de trois livrables."),
    "sheet 0": (onsite_rows.sheet_words(0, 0, 4), "complète · formulaires 0/4"),
    "sheet 1": (onsite_rows.sheet_words(1, 1, 4), "1 manquant · formulaires 1/4"),
    "sheet 2": (onsite_rows.sheet_words(2, 2, 4), "2 manquants · formulaires 2/4"),
    "unnoted 1": (
        presence.unnoted_words(presence.PresenceTotals(70, 0, 1, 2)),
        ", 1 semaine à noter, comptée sans manque",
    ),
    "unnoted 2": (
        presence.unnoted_words(presence.PresenceTotals(105, 0, 1, 3)),
        ", 2 semaines à noter, comptées sans manque",
    ),
    "none noted": (
        presence.unnoted_words(presence.PresenceTotals(70, 0, 0, 2)),
        ", 2 semaines à noter",
    ),
    "identity 1": (onsite_rows.noted_words(1), "1 donnée notée"),
    "identity 2": (onsite_rows.noted_words(2), "2 données notées"),
    "due 2": (
        dossier_commands._due_earlier(2, "abcd"),
        "Deux étapes étaient dues avant aujourd’hui. Pour dire celles qui sont déjà faites : "
        "telestage tick abcd --before ÉTAPE…",
    ),
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_holds_at_its_edges(name: str) -> None:
    sentence, expected = SENTENCES[name]
    assert plain(sentence) == plain(expected)


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (START.fromordinal(START.toordinal() - 2), "commence dans 2 jours"),
        (START.fromordinal(START.toordinal() - 1), "commence demain"),
        (START, "semaine 1 de"),
        (END.fromordinal(END.toordinal() + 1), "terminé hier"),
        (END.fromordinal(END.toordinal() + 2), "terminé depuis 2 jours"),
    ],
)
def test_how_far_a_stage_is_at_its_edges(day: date, moment: str) -> None:
    stage = make_dossier().evolve(closed_on=None)
    assert f" · {moment}" in plain(stage_line(stage, day))


# --- none is forgotten ------------------------------------------------------------------------

COUNTS = {"count", "count_or_none", "count_in_letters", "leading_count", "in_letters"}
TRIED = {
    "dossier.query.others_line",
    "planning.presence.unnoted_words",
    "screens.onsite.rows.noted_words",
    "screens.onsite.rows.sheet_words",
    "cli.commands.dossiers._due_earlier",
    "cli.commands.dossiers._meetings_planned",
    "documents.files._posting",
    "documents.ics.absence_import._named",
    "documents.ics.absence_import._skipped",
    "documents.ics.reader._remarks",
    "documents.papers.work_plan.undated_sentence",
    "documents.sheets.changes_shown.heading",
    "planning.agenda.deliverables.awaited",
    "planning.agenda.transfers.no_taker",
    "planning.agenda.accesses.resume_words",
    "planning.agenda.accesses.seen_words",
    "planning.agenda.accesses.suspend_words",
    "planning.agenda.accesses.withdrawals_words",
    "planning.agenda.layout.title",
    "planning.course.preview.kept_sentence",
    "planning.course.preview.open_sentence",
    "planning.course.preview.recalled_sentence",
    "planning.course.together.undone_apart",
    "planning.observations.since",
    "planning.planner.warnings._outside_sentence",
    "planning.replan_preview._stays",
    "programme.withdrawal_day.time_left_words",
    "screens.backups.screen.with_dossiers",
    "screens.dossier.earlier.unproven_sentence",
    "screens.dossier.rows.stage_line",
    "screens.evaluation.declaring.missing_question",
    "screens.evaluation.declaring.unsupported_sentence",
    "screens.filled_files.arrivals.taken_sentence",
    "screens.meetings.hold.marked_sentence",
    "screens.meetings.screen.unmoved_sentence",
    "store.check._temporary",
    "store.erasure_errors.__init__",
    "store.errors.__init__",
    "store.file_errors.__init__",
}
"""The functions whose sentences are tried above."""
ELSEWHERE = {
    "planning.agenda.convention.missing_sentence":
        "planning/agenda/test_convention.py::test_one_or_several_signatures",
    "programme.closing.unpaid_words":
        "documents/papers/test_totals.py::test_what_is_not_noted_is_counted",
    "documents.papers.totals.unnoted_weeks":
        "documents/papers/test_totals.py::test_what_is_not_noted_is_counted",
    "programme.offer_advice.lacking_words":
        "programme/test_offer_advice.py::test_what_is_missing_is_said",
    "programme.portal_sources.duration_words":
        "programme/test_portal_sheet.py::test_a_duration_in_words",
    "planning.onsite_dossier.meetings_words":
        "planning/test_onsite_dossier.py::test_meetings_and_accesses_in_words",
    "planning.onsite_dossier.accesses_words":
        "planning/test_onsite_dossier.py::test_meetings_and_accesses_in_words",
    "programme.moving.kept_words":
        "cli/test_programme_move.py::test_the_tasks_that_stay_done_are_counted",
    "cli.commands.programme.older_words":
        "cli/test_chosen_content.py::test_use_says_how_many_dossiers_follow_another_version",
    "cli.commands.programme.check":
        "cli/test_programme_check.py::test_facts_read_long_ago_are_named_and_are_no_problem",
    "screens.facts.screen._rows":
        "screens/test_facts.py::test_the_key_opens_on_the_facts_of_what_is_selected",
    "screens.history.exporting.export_dialog":
        "screens/test_history.py::test_what_is_in_view_is_exported_and_its_path_is_said_whole",
    "screens.history.rows.found_words":
        "screens/test_history.py"
        "::test_the_history_is_filtered_in_a_few_keys_and_shown_whole_by_escape",
    "cli.commands.travel.take_in_file":
        "cli/test_travel.py::test_a_dossier_goes_whole_to_another_computer",
    "documents.travel.arrivals.heading":
        "documents/travel/test_arrivals.py::test_the_heading_agrees_with_what_there_is",
    "dossier.merging.differences._history": "dossier/merging/test_merging.py"
        "::test_lines_of_history_are_added_and_none_is_taken_away",
    "screens.filled_files.arrivals.action_apply":
        "screens/test_travel.py::test_a_field_changed_on_both_sides_waits_for_a_choice",
    "dossier.deeds.telling._leading_f":
        "dossier/test_deeds.py::test_a_count_agrees_with_its_noun",
    "documents.sheets.importing.self_evaluation_import":
        "documents/sheets/test_self_evaluation.py::test_what_is_no_answer_is_said",
    "documents.sheets.self_reading._unread":
        "documents/sheets/test_self_evaluation.py::test_what_is_no_answer_is_said",
    "documents.sheets.workbook_import._notes":
        "documents/sheets/test_workbook_import.py"
        "::test_the_later_word_of_the_dossier_is_kept_and_said",
    "planning.alerts._missed_twice":
        "planning/test_alerts.py::test_the_missed_in_a_row_are_counted",
    "planning.alerts._unrecorded":
        "planning/test_alerts.py::test_several_meetings_not_recorded_are_one_alert",
    "planning.alerts._weeks_without":
        "planning/test_alerts.py::test_a_past_week_without_a_held_meeting",
    "programme.withdrawal_day.owed_at_once":
        "programme/test_withdrawal_day.py::test_an_access_given_on_the_last_day_is_owed_at_once",
    "store.check._access_problems":
        "store/test_check.py::test_backups_open_to_others_are_problems",
    "store.check._backup_problems":
        "store/test_check.py::test_a_file_open_to_others_and_a_damaged_backup_are_problems",
}  # fmt: skip
"""Those whose sentences need more than a number: for each, a test that tries them."""
BARE = {
    "planning.selection._people_lines",
    "documents.papers.withdrawals.missing_withdrawals",
    "screens.accesses.several.kept_words",
    "screens.withdrawals.rows.summary",
    "screens.messages.rows.row",
    "screens.onsite.sheet.title_text",
    "screens.onsite.sheet_rows._missing",
    "screens.messages.saving._folder_dialog",
    "screens.messages.screen.title_text",
    "documents.papers.evaluation.missing_answers",
    "documents.papers.letter._missing_form",
    "screens.papers.writing.write_papers",
    "screens.papers.screen._row",
    "screens.written.body",
    "cli.commands.dossiers.new",
    "cli.commands.serve._announce",
    "cli.commands.privacy.erase",
    "cli.commands.programme.show",
    "cli.commands.upkeep._held_row",
    "cli.commands.upkeep.check",
    "cli.agenda_output._bundle_line",
    "cli.reminder._short_line",
    "cli.agenda_output.item_row",
    "documents.ics.absence_import._reason",
    "documents.ics.absence_import.heading",
    "planning.agenda.stage.unknown_items",
    "programme.checks._months_words",
    "programme.closing._left_lines",
    "programme.progress.check",
    "programme.progress.start",
    "screens.accesses.rows._progress",
    "screens.accesses.screen.title_text",
    "screens.backups.contents.held_facts",
    "screens.backups.recovery._memory",
    "screens.backups.screen._about_file",
    "screens.backups.screen.action_create",
    "store.backup.content",
    "screens.backups.screen.file_size",
    "screens.calendar.screen.title_text",
    "screens.erasing_names.action_erase_candidates",
    "screens.closing.rows.rows",
    "screens.closing.screen._standing",
    "screens.closing.screen.action_close_stage",
    "screens.closing.settling._names",
    "screens.closing.settling.action_settle",
    "screens.compliance.screen._standing",
    "screens.compliance.screen.action_start",
    "screens.dossier.rows._awaited",
    "screens.dossier.rows.notice",
    "screens.evaluation.answers._to_see",
    "screens.fiche.screen._signatures",
    "screens.fiche.screen._verdict",
    "screens.fiche.paged.refuse",
    "screens.history.screen.title_text",
    "screens.meetings.meeting.show",
    "screens.new_dossier.screen._open",
    "screens.new_dossier.screen.title_text",
    "screens.today.rows._group",
    "screens.today.rows._moment",
    "screens.today.rows.rows",
    "screens.today.screen.show",
}
"""Those where nothing but the noun, tried above by itself, follows the number."""


def counting_functions() -> Iterator[str]:
    """The functions that write a count, by module and name."""
    root = Path(telestage_tui.__file__).parent
    for path in root.rglob("*.py"):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and module != "dossier.french" and counts(node):
                yield f"{module}.{node.name}"


def counts(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in COUNTS
        for node in ast.walk(function)
    )


def test_every_function_that_writes_a_count_is_tried() -> None:
    assert set(counting_functions()) == TRIED | ELSEWHERE.keys() | BARE


def test_what_is_said_to_be_tried_elsewhere_is_called_by_that_test(tmp_path: Path) -> None:
    answer, tests = tmp_path / "calls.json", Path(__file__).parent
    nodes = sorted({f"tests/{node}" for node in ELSEWHERE.values()})
    subprocess.run(
        [sys.executable, "-m", "tests.tracing", str(answer), *nodes],
        cwd=tests.parent,
        check=True,
        capture_output=True,
    )
    calls = json.loads(answer.read_text(encoding="utf-8"))
    uncalled = {
        name: node for name, node in ELSEWHERE.items() if name not in calls[f"tests/{node}"]
    }
    assert uncalled == {}
