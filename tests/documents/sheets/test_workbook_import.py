"""A filled workbook beside its dossier: taken, kept, refused, and nothing silent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telestage_tui.documents.sheets.archive import UnreadableFile
from telestage_tui.documents.sheets.changes_shown import FileImport
from telestage_tui.documents.sheets.grid import escaped
from telestage_tui.documents.sheets.writing import workbook
from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.dossier.evaluations import Evaluation, Rating
from telestage_tui.dossier.records import TaskRecord
from telestage_tui.dossier.text import clean_prose
from telestage_tui.programme.loader import load_programme
from tests.documents.sheets.filling import TODAY, Where, blank, filled, imported, lea, plain
from tests.factories import make_access, part_id
from tests.strategies import dossiers, prose

PROGRAMME = load_programme()
OFFER = ("Étapes", "sel-offer")
NOTE, STATE, REASON = "Note, ou preuve", "État", "Si sans objet, pourquoi"
LEVEL, COMMENT = "Niveau, réponse", "Commentaire"
MIDPOINT = "Évaluation mi-stage"
ORGANISATION = (MIDPOINT, "criterion.organisation")


def written(dossier: Dossier, values: dict[Where, Any]) -> bytes:
    """The workbook of a dossier, with these cells filled in."""
    return filled(blank(dossier), values)


def lines(result: FileImport) -> list[str]:
    return [plain(f"{line.sign} {line.text}") for line in result.lines()]


def after(dossier: Dossier, values: dict[Where, Any]) -> Dossier:
    """The dossier once a workbook filled in so is taken."""
    return imported(written(dossier, values), dossier).change().apply(dossier)


def refusal(dossier: Dossier, values: dict[Where, Any]) -> str:
    with pytest.raises(InvalidInput) as error:
        imported(written(dossier, values), dossier)
    return plain(error.value)


# --- what is taken --------------------------------------------------------------------------------


def test_ticks_and_notes_of_tasks() -> None:
    dossier = lea(tasks=(TaskRecord(task="sel-offer", note="Ancienne"),))
    values = {
        (*OFFER, STATE): "fait",
        (*OFFER, NOTE): None,
        ("Étapes", "sel-interviews", NOTE): "Trois\npersonnes",
        ("Étapes", "sel-profile", STATE): "sans objet",
        ("Étapes", "sel-profile", REASON): "déjà connue",
    }
    values = {where: value for where, value in values.items() if PROGRAMME.has_task(where[1])}
    result = imported(written(dossier, values), dossier)
    assert "– Étape 1, « " in lines(result)[1]
    changed = result.change().apply(dossier)
    assert changed.task("sel-offer").choice == "done"
    assert changed.task("sel-offer").on == TODAY
    assert changed.task("sel-offer").note == ""
    for (_, task, column), value in values.items():
        if column == NOTE and value:
            assert changed.task(task).note == value


@pytest.mark.parametrize("tick", ["fait", "Faite", "x", "X", "oui", "✓", True])
def test_what_people_write_to_tick(tick: object) -> None:
    assert after(lea(), {(*OFFER, STATE): tick}).task("sel-offer").choice == "done"


def test_sans_objet_with_its_reason_and_back() -> None:
    dossier = after(lea(), {(*OFFER, STATE): "sans objet", (*OFFER, REASON): "Poste interne"})
    assert dossier.task("sel-offer").choice == "skipped"
    assert dossier.task("sel-offer").reason == "Poste interne"
    assert after(dossier, {(*OFFER, STATE): "à faire"}).task("sel-offer").choice == "todo"


@pytest.mark.parametrize("level", [3, "3", 3.0, "Conforme aux attentes", "3/4"])
def test_levels_are_typed_by_digits_or_by_words(level: object) -> None:
    dossier = after(lea(), {(*ORGANISATION, LEVEL): level, (*ORGANISATION, COMMENT): "Bien."})
    (rating,) = dossier.evaluation("midpoint").ratings
    assert rating == Rating(criterion="organisation", level=3, comment="Bien.")


def test_a_level_is_changed_then_cleared_and_0_does_not_apply() -> None:
    rated = Evaluation(kind="midpoint", ratings=(Rating(criterion="organisation", level=3),))
    dossier = lea(evaluations=(rated,))
    result = imported(written(dossier, {(*ORGANISATION, LEVEL): 4}), dossier)
    assert lines(result) == [
        "→ Évaluation de mi-stage, 1. Organise son travail, niveau, réponse : 3 → 4"
    ]
    assert after(dossier, {(*ORGANISATION, LEVEL): None}).evaluation("midpoint").ratings == ()
    (rating,) = after(dossier, {(*ORGANISATION, LEVEL): 0}).evaluation("midpoint").ratings
    assert rating == Rating(criterion="organisation", applicable=False)


def test_closing_questions() -> None:
    answers = {
        "overall": 4, "goals_reached": "en partie", "strengths": "=Rigueur",
        "supervision_hours": 3.5, "training_sufficient": "oui",
        "discussed_on": datetime(2027, 2, 9),
    }  # fmt: skip
    values = {(MIDPOINT, f"question.{name}", LEVEL): value for name, value in answers.items()}
    form = after(lea(), values).evaluation("midpoint")
    assert (form.overall, form.goals_reached, form.strengths) == (4, "en partie", "=Rigueur")
    assert (form.supervision_hours, form.training_sufficient) == (3.5, True)
    assert form.discussed_on == date(2027, 2, 9)


def test_meetings_accesses_and_files() -> None:
    access = make_access("Figma", given_on=None, explained_on=None)
    dossier = lea(accesses=(access,))
    meeting, transfer = dossier.meetings[4], dossier.transfers[0]
    indicator = PROGRAMME.meetings.indicators[0]
    row = ("Rencontres", str(meeting.id))
    dossier = after(
        changes.record_meeting(meeting.id, "x", status="planned", on=TODAY).apply(dossier),
        {
            (*row, STATE): "tenue", (*row, "Notes"): "Vu.", (*row, indicator.title): 2,
            ("Accès", str(access.id), "Remis le"): "x",
            ("Accès", str(access.id), "Retiré le"): datetime(2027, 2, 10),
            ("Accès", str(access.id), "Note"): "Compte d’équipe",
            ("Fichiers", str(transfer.id), "Repris par"): "Sophie",
            ("Fichiers", str(transfer.id), "Transféré le"): "9 février",
        },
    )  # fmt: skip
    held = dossier.meeting(meeting.id)
    assert (held.status, held.record.notes, held.record.level(indicator.id)) == ("held", "Vu.", 2)
    assert held.record.minutes == meeting.record.minutes
    (figma,) = dossier.accesses
    assert (figma.given_on, figma.withdrawn_on, figma.note) == (TODAY, TODAY, "Compte d’équipe")
    done = dossier.transfer(transfer.id)
    assert (done.to, done.done_on) == ("Sophie", date(2027, 2, 9))


def test_it_is_one_change_after_a_backup() -> None:
    dossier = lea()
    data = written(dossier, {(*OFFER, STATE): "fait", (*OFFER, NOTE): "Publiée"})
    change = imported(data, dossier).change()
    assert change.backup == "import"
    assert plain(change.label).startswith("2 modifications reprises du classeur : Étape « ")
    with pytest.raises(Refused, match="vient de changer"):
        change.apply(dossier.evolve(version=dossier.version + 1))


def test_a_required_task_ticked_without_a_proof_is_said() -> None:
    task = next(each for each in PROGRAMME.tasks if each.required and not each.evidence)
    where = ("Étapes", task.id)
    alone = imported(written(lea(), {(*where, STATE): "fait"}), lea())
    assert plain(alone.notes[0]).startswith("Avant de clore, ajoutez ce qui prouve : ")
    proven = imported(written(lea(), {(*where, STATE): "fait", (*where, NOTE): "Vu."}), lea())
    assert proven.notes == ()


# --- what is kept ---------------------------------------------------------------------------------


def test_the_later_word_of_the_dossier_is_kept_and_said() -> None:
    before = lea()
    data = written(before, {(*OFFER, NOTE): "Du classeur", ("Étapes", "sel-offer", STATE): "fait"})
    now = changes.edit_task(PROGRAMME.task("sel-offer"), note="Du dossier").apply(before)
    result = imported(data, now.evolve(version=now.version + 1))
    assert [line.sign for line in result.kept] == ["≠"]
    assert "« Du dossier » dans le dossier depuis l’exportation, gardé" in plain(
        result.kept[0].text
    )
    assert "« Du classeur »" in plain(result.kept[0].text)
    assert "1 modification a été faite dans le dossier" in plain(result.notes[0])
    assert [line.text[-4:] for step in result.steps for line in step.lines] == ["fait"]


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    before = lea()
    data = written(before, {(*OFFER, NOTE): "Publiée"})
    now = changes.edit_task(PROGRAMME.task("sel-offer"), note="Publiée").apply(before)
    result = imported(data, now)
    assert (result.steps, result.kept) == ((), ())


def test_a_form_completed_since_is_not_changed() -> None:
    before = lea()
    data = written(before, {(*ORGANISATION, LEVEL): 4})
    complete = Evaluation(kind="midpoint", completed_on=TODAY)
    result = imported(data, before.evolve(evaluations=(complete,)))
    assert result.steps == ()
    assert "ne se modifie plus" in plain(result.kept[0].text)


def test_a_row_removed_since_is_said() -> None:
    before = lea()
    transfer = before.transfers[0]
    data = written(before, {("Fichiers", str(transfer.id), "Repris par"): "Zoé"})
    result = imported(data, before.evolve(transfers=()))
    assert result.steps == ()
    assert "n’est plus dans le dossier" in plain(result.kept[0].text)


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "value", "words"),
    [
        ((*OFFER, STATE), "presque", "Valeur « presque » inconnue"),
        ((*ORGANISATION, LEVEL), 5, "Réponse « 5 » inconnue"),
        ((*ORGANISATION, LEVEL), "3 ou 4", "inconnue"),
        ((*ORGANISATION, LEVEL), datetime(2027, 4, 3), "inconnue"),
        ((MIDPOINT, "question.overall", LEVEL), 6, "inconnue"),
        ((MIDPOINT, "question.discussed_on", LEVEL), "demain peut-être", "illisible"),
        ((MIDPOINT, "question.discussed_on", LEVEL), "2099-01-04", "pas encore arrivé"),
        ((*OFFER, STATE), "sans objet", "pourquoi l’étape est sans objet"),
        ((*OFFER, REASON), "Sans raison", "ne va qu’avec une étape sans objet"),
        (("Fichiers", str(part_id("transfer")), "Transféré le"), datetime(2028, 1, 1), "à venir"),
        (("Fichiers", str(part_id("transfer")), "Transféré le"), "31 février", "n’existe pas"),
    ],
)  # fmt: skip
def test_an_unknown_value_is_refused_by_its_cell(where: Where, value: object, words: str) -> None:
    message = refusal(lea(), {where: value})
    assert message.startswith(f"{where[0]}!")
    assert words.lower() in message.lower()


def test_every_cell_is_named_at_once() -> None:
    message = refusal(lea(), {(*OFFER, STATE): "?", (*ORGANISATION, LEVEL): 8})
    assert [line.partition("!")[0] for line in message.splitlines()] == ["Étapes", MIDPOINT]


def test_a_password_is_refused() -> None:
    access = make_access("VPN")
    where = ("Accès", str(access.id), "Note")
    assert "mot de passe" in refusal(lea(accesses=(access,)), {where: "mdp : Tr0ub4dor&3"})


def test_a_closed_dossier_and_another_one() -> None:
    dossier = lea()
    data = written(dossier, {(*OFFER, NOTE): "x"})
    with pytest.raises(Refused, match="clos"):
        imported(data, dossier.evolve(started_on=TODAY, closed_on=TODAY))
    with pytest.raises(UnreadableFile, match="autre dossier"):
        imported(data, dossier.evolve(id=part_id("other")))


# --- any dossier, any edit ------------------------------------------------------------------------


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_an_unchanged_workbook_changes_nothing(dossier: Dossier) -> None:
    dossier = dossier.evolve(programme=PROGRAMME.ref, closed_on=None)
    result = imported(workbook(dossier, PROGRAMME), dossier)
    assert (result.steps, result.kept, result.notes) == ((), (), ())


TASKS = st.sampled_from([task.id for task in PROGRAMME.tasks if task.opens != "accesses"])
CRITERIA_IDS = [each.id for each in PROGRAMME.evaluation.criteria]
CRITERIA = st.sampled_from(CRITERIA_IDS)
TEXTS = prose() | st.text(max_size=60).map(clean_prose)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(
    notes=st.dictionaries(TASKS, TEXTS, max_size=4),
    ticks=st.dictionaries(TASKS, st.booleans(), max_size=4),
    levels=st.dictionaries(CRITERIA, st.integers(1, 4) | st.none(), max_size=6),
    comments=st.dictionaries(CRITERIA, TEXTS, max_size=4),
)
def test_random_edits_come_back_exactly(
    notes: dict[str, str],
    ticks: dict[str, bool],
    levels: dict[str, int | None],
    comments: dict[str, str],
) -> None:
    dossier = lea(meetings=(), accesses=())
    values: dict[Where, Any] = {
        **{("Étapes", id, NOTE): escaped(text) for id, text in notes.items()},
        **{("Étapes", id, STATE): "fait" for id, done in ticks.items() if done},
        **{(MIDPOINT, f"criterion.{id}", LEVEL): level for id, level in levels.items()},
        **{(MIDPOINT, f"criterion.{id}", COMMENT): escaped(t) for id, t in comments.items()},
    }
    changed = after(dossier, values)
    assert {r.task: r.note for r in changed.tasks if r.note} == {
        i: t for i, t in notes.items() if t
    }
    for task, done in ticks.items():
        assert not done or changed.task(task).choice in ("done", None)
    form = changed.evaluation("midpoint")
    for criterion in CRITERIA_IDS:
        rating = form.rating(criterion)
        assert (rating.level, rating.comment) == (
            levels.get(criterion), comments.get(criterion, "")
        )  # fmt: skip
