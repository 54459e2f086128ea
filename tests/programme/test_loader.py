"""Which programme is loaded, an organisation's own content, and content that cannot be used."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from telestage_tui.dossier.dossier import ProgrammeRef
from telestage_tui.programme import progress
from telestage_tui.programme.content_files import PACKAGED, version_key
from telestage_tui.programme.errors import ContentError
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.verify import problems_of_texts

from .support import START, minimal

PROGRAMME = load_programme()
PACKAGED_FOLDER = PACKAGED / PROGRAMME.ref.id / PROGRAMME.ref.version
OWN_TASK = """
extends = true
version = "2026.1-atelier"

[[tasks]]
id = "bef-badge"
phase = "before"
title = "Commander la carte de la bibliothèque"
due = { anchor = "start", days = -20 }
source = "proposed"

[[tasks]]
id = "bef-team"
assignee = "RH"
"""


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    text = (PACKAGED_FOLDER / name).read_text(encoding="utf-8")
    assert old in text
    return write(folder, name, text.replace(old, new, 1))


def refusal(folder: Path) -> str:
    with pytest.raises(ContentError) as refused:
        load_programme(None, folder)
    return str(refused.value).replace("\u00a0", " ")


# --- versions -----------------------------------------------------------------------------------


def test_the_same_programme_is_given_each_time() -> None:
    assert load_programme() is load_programme()
    assert load_programme(PROGRAMME.ref).ref == PROGRAMME.ref


@pytest.mark.parametrize("ref", [("telestage", "1999.1"), ("inconnu", "1"), ("../..", "x")])
def test_an_unknown_version_gives_the_newest_and_it_shows(ref: tuple[str, str]) -> None:
    asked = ProgrammeRef(id=ref[0], version=ref[1])
    assert load_programme(asked).ref == PROGRAMME.ref != asked


def test_versions_stand_side_by_side_and_a_dossier_keeps_its_own(tmp_path: Path) -> None:
    for version in ("2026.2", "2026.10"):
        folder = tmp_path / "telestage" / version
        changed(folder, "programme.toml", 'version = "2026.1"', f'version = "{version}"')
    assert load_programme(None, tmp_path).ref.version == "2026.10"
    for version in ("2026.1", "2026.2", "2026.10"):
        ref = ProgrammeRef(id="telestage", version=version)
        assert load_programme(ref, tmp_path).ref == ref
    unknown = ProgrammeRef(id="telestage", version="2027.1")
    assert load_programme(unknown, tmp_path).ref.version == "2026.10"


def test_versions_are_ordered_part_by_part() -> None:
    ordered = ["2026.1-beta", "2026.1", "2026.2", "2026.10", "2027"]
    assert sorted(set(ordered), key=version_key) == ordered


def test_a_launch_does_not_pay_for_the_long_texts() -> None:
    script = (
        "import sys; from telestage_tui.programme import loader, progress; "
        "loader.load_programme(); print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    long = {f"telestage_tui.programme.{name}" for name in ("texts", "agendas", "evaluation")}
    assert not long & set(ran.stdout.split())


# --- an organisation's own content ----------------------------------------------------------------


def test_a_file_that_is_absent_is_the_packaged_one(tmp_path: Path) -> None:
    write(tmp_path, "accesses.toml", 'no_passwords = "Jamais."\nkinds = []\nchecks = []\n')
    own = load_programme(PROGRAMME.ref, tmp_path)
    assert own.ref == PROGRAMME.ref
    assert own.accesses.no_passwords == "Jamais."
    assert own.accesses.kind_label("vpn") == "vpn"
    assert own.guide == PROGRAMME.guide


def test_a_file_replaces_the_packaged_one_whole(tmp_path: Path) -> None:
    changed(tmp_path, "programme.toml", "minimum = 18\nmaximum = 35", "minimum = 16\nmaximum = 40")
    own = load_programme(None, tmp_path)
    assert (own.rule("age").minimum, own.rule("age").maximum) == (16, 40)
    assert own.tasks == PROGRAMME.tasks


def test_own_tasks_are_added_and_others_changed(tmp_path: Path) -> None:
    write(tmp_path, "programme.toml", OWN_TASK)
    write(
        tmp_path,
        "tasks.toml",
        'extends = true\n[tasks.bef-badge]\nwhy = "Elle sert."\nhow = ["Demandez-la."]\n',
    )
    own = load_programme(None, tmp_path)
    assert problems_of_texts(own) == ()
    assert [task.id for task in own.tasks if task.phase == "before"][-1] == "bef-badge"
    assert own.task("bef-team").assignee == "RH"
    assert own.task("bef-team").title == PROGRAMME.task("bef-team").title
    assert own.help("bef-badge").why == "Elle sert."
    assert own.help("bef-team") == PROGRAMME.help("bef-team")
    states = progress.task_states(minimal(), own, START)
    assert progress.progress(states)["before"].total == 9
    # A dossier opened with the packaged version stays with it.
    assert load_programme(PROGRAMME.ref, tmp_path).ref == PROGRAMME.ref


def test_an_organisation_gives_its_own_titles_and_days_to_meetings(tmp_path: Path) -> None:
    own = 'extends = true\n[meetings.checkin]\ntitle = "Point hebdomadaire"\nfirst = [1, 3]\n'
    write(tmp_path, "programme.toml", own)
    rules = load_programme(None, tmp_path).meeting_rules
    assert rules.title("checkin") == "Point hebdomadaire"
    assert rules.checkin.first == (1, 3)
    assert rules.final == PROGRAMME.meeting_rules.final


def test_a_task_without_help_has_blank_help_and_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "programme.toml", OWN_TASK)
    own = load_programme(None, tmp_path)
    assert own.help("bef-badge").how == ()
    assert [problem.field for problem in problems_of_texts(own)] == ["tasks.toml, bef-badge"]


# --- content that cannot be used ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('phase = "selection"', 'phase = "zut"', "sel-offer.phase : phase « zut »"),
        ("days = -60", 'days = "x"', "tasks[1].due.days : un nombre entier"),
        ('anchor = "start", days = -60', 'anchor = "lune"', "tasks[1].due.anchor"),
        ('id = "sel-choice"', 'id = "sel-offer"', "« sel-offer » est employé 2 fois"),
        ('evidence = "eligible"', 'evidence = "eligibel"', "vouliez-vous « eligible »?"),
        ('after = ["sel-offer"]', 'after = ["sel-ofer"]', "vouliez-vous « sel-offer »?"),
        (
            'after = ["sel-offer"]',
            'after = ["sel-shortlist"]',
            "sel-shortlist.after : l’étape vient après elle-même : sel-shortlist, puis sel-",
        ),
        (
            'id = "sel-interviews"',
            'id = "sel-interviews"\nafter = ["sel-choice"]',
            "elle-même : sel-interviews, puis sel-choice, puis sel-interviews.",
        ),
        ('opens = "accesses"', 'opens = "lune"', "opens : valeur inconnue"),
        ('check = "age"', 'check = "agee"', "rules[1].check : valeur inconnue"),
        ("minimum = 18\n", "", "la vérification « age » demande « minimum »"),
        ("accueille de {minimum} à {maximum}", "{mini}", "« {mini} » ne peut pas être cité"),
        (
            "accueille de {minimum} à {maximum}",
            "{minimum:.0f}",
            "écrivez « {minimum} » sans rien",
        ),
        ("accueille de {minimum} à {maximum}", "{minimum!r}", "écrivez « {minimum} » sans rien"),
        ("accueille de {minimum} à {maximum}", "{minimum.real}", "« {minimum.real} » ne peut pas"),
        (
            'field = "stage.titre"',
            'field = "stage.fin"',
            "title.check : la vérification « prefix »",
        ),
        ('"De {minimum}', '"De {minimun}', "age.title : montant « minimun » inconnu"),
        (
            "{gratification.minimum}",
            "{gratification.min}",
            "vouliez-vous « gratification.minimum »",
        ),
        ("{value} au début", "{value au début", "rules[1] : message"),
        ('field = "stage.fin"', 'field = "stage.fni"', "vouliez-vous « stage.fin »?"),
        (
            'start", days = -60 }\nsource = "000"',
            'start", days = -60 }\nsource = "999"',
            "sel-offer.source : source « 999 » inconnue",
        ),
        ('moins"\nsource = "000"', 'moins"\nsource = "999"', "amounts.interviews.source : source"),
        ("seen_on = 2026-11-28", 'seen_on = "hier"', "sources.000.seen_on"),
        ('valid_from = "2021"', 'valid_from = "2021-13"', "« 2021-13 » n’existe pas"),
        ('confidence = "old"', 'confidence = "sûr"', "sources.000.confidence"),
        ("days = -60", 'days = -60, source = "999"', "sel-offer.due.source : source « 999 »"),
        ('id = "end"', 'id = "midpoint"', "il manque la phase « end »"),
        ('id = "before"', 'id = "during" # ', "il manque la phase « before »"),
        ('anchor = "end"\n', 'anchor = "week"\n', "un accès se retire d’après"),
        ("[withdrawal]", '[withdrawal]\ndays = "x"', "withdrawal.days : un nombre entier"),
        ('anchor = "end", days = -7 }', 'anchor = "week" }', "une phase commence"),
        ("first = [2, 4, 6, 8]", "first = [4, 2]", "meetings.checkin.first : les jours vont en"),
        ("[meetings.welcome]", "[meetings.accueil]", "meetings.welcome : ce champ est obligatoire"),
        ('une par semaine\nsource = "000"', 'une\nsource = "01"', "meetings.checkin.source"),
        ('title = "Télé-stage', 'titel = "Télé-stage', "title : ce champ est obligatoire"),
        ('title = "Télé-stage', "title = Télé-stage", "ce n’est pas du TOML valide (ligne 5"),
    ],
)
def test_a_bad_programme_is_refused_in_french(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    assert expected in refusal(changed(tmp_path, "programme.toml", old, new))


def test_every_problem_is_listed_at_once(tmp_path: Path) -> None:
    changed(tmp_path, "programme.toml", "days = -60", 'days = "x"')
    text = (tmp_path / "programme.toml").read_text(encoding="utf-8")
    write(tmp_path, "programme.toml", text.replace('opens = "accesses"', 'opens = "lune"', 2))
    assert len(refusal(tmp_path).splitlines()) == 3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'title = "\xe9"', "n’est pas en UTF-8"),
        (b"a = " + b"[" * 5000, "ce n’est pas du TOML valide"),
        (b".".join([b"a"] * 20_000) + b" = 1", "trop de niveaux imbriqués."),
        (b"a = " + b"9" * 5_000, "un nombre est trop long pour être lu."),
        (b"extends = true\n[[tasks]]\nid = 0x" + b"f" * 5_000, "tasks[1].id : un texte est"),
        (b'title = "', "ce n’est pas du TOML valide (fin du fichier)."),
        (b"#" * 2_000_001, "fichier trop gros"),
        (b"", "ce champ est obligatoire"),
    ],
    ids=["latin-1", "nested", "dotted", "number", "hexadecimal", "cut", "huge", "empty"],
)
def test_a_file_that_is_no_content(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "programme.toml").write_bytes(content)
    assert expected in refusal(tmp_path)


def test_a_file_the_system_refuses_to_read_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").mkdir()
    assert "fichier illisible : c’est un répertoire" in refusal(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "répertoire introuvable" in refusal(tmp_path / "absent")


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "programme.toml",
            '"stage.financement_demande"',
            '"stage.financement_demnde"',
            "vouliez-vous « stage.financement_demande »",
        ),
        ("programme.toml", '["attestation_given"]', '["attest"]', "end-attestation.fields"),
        ("programme.toml", 'opens = "accesses"', 'opens = "notes"\nfields = ["x"]', ".fields"),
        ("tasks.toml", "[tasks.sel-offer]", "[tasks.sel-offre]", "vouliez-vous « sel-offer »?"),
        ("tasks.toml", "\nproof = ", "\n# proof = ", "sel-interviews.proof"),
        ("tasks.toml", "{weekly-point:", "{weekly-points:", "« weekly-points » inconnu"),
        ("meetings.toml", 'kind = "final"', 'kind = "welcome"', "chaque sorte de rencontre"),
        (
            "meetings.toml",
            'levels = ["rien de livré", ',
            "levels = [",
            "indicators[1].levels[4] : ce champ",
        ),
        ("meetings.toml", 'source = "002"', 'source = "02"', "vouliez-vous « 002 »?"),
        ("evaluation.toml", "value = 4,", "value = 3,", "les niveaux vont de 1 à 4"),
        ("evaluation.toml", "value = 5,", "value = 4,", "les appréciations vont de 1 à 5"),
        ("evaluation.toml", 'kind = "self_final"', 'kind = "final"', "chaque formulaire"),
        ("evaluation.toml", 'id = "overall"', 'id = "overal"', "il manque la question « overall »"),
        ("evaluation.toml", 'id = "strengths"', 'id = "ratings"', "pas s’appeler « ratings »"),
        ("evaluation.toml", 'id = "strengths"', 'id = "rigour"', "« rigour » est aussi un critère"),
        ("evaluation.toml", '"attestation_given"', '"attest"', "question « attestation_given »"),
        ("evaluation.toml", 'id = "rigour"', 'id = "mandate"', "« mandate » est employé 2 fois"),
        ("evaluation.toml", '["form-A", "form-B"', '["form-A", "form-D"', "productivity.source"),
        ("evaluation.toml", 'source = "proposed"', 'source = "propose"', "remote.source"),
        (
            "evaluation.toml",
            'deadlines = ["productivity"]',
            'deadlins = ["productivity"]',
            "observations.indicators : indicateur « deadlins » inconnu; vouliez-vous « deadlines »",
        ),
        (
            "evaluation.toml",
            'autonomy = ["attitude"]',
            'autonomy = ["attitudes"]',
            "observations.indicators.autonomy : groupe « attitudes » inconnu",
        ),
        (
            "evaluation.toml",
            'feedback = ["relations"',
            'feedbak = ["relations"',
            "observations.topics : sujet « feedbak » inconnu; vouliez-vous « feedback »?",
        ),
        (
            "evaluation.toml",
            'deliverables = ["productivity", "quality"]',
            'deliverables = ["productivity", "qualite"]',
            "observations.deliverables : groupe « qualite » inconnu",
        ),
        (
            "evaluation.toml",
            '[observations]\nsource = "proposed"',
            '[observations]\nsource = "ours"',
            "observations.source : source « ours » inconnue",
        ),
        ("meetings.toml", 'source = "000"', 'source = "00"', "prestart.source : source « 00 »"),
        ("accesses.toml", 'id = "autre"', 'id = "wifi"', "il manque la sorte « autre »"),
        ("accesses.toml", 'id = "vpn"', 'id = "code"', "« code » est employé 2 fois"),
        (
            "guide.toml",
            'phases = ["before"',
            'phases = ["befor"',
            "decalage.phases : phase",
        ),
        ("guide.toml", 'tasks = ["bef-hours"', 'tasks = ["bef-heures"', "decalage.tasks : étape"),
        ("guide.toml", 'fields = ["candidats"', 'fields = ["candidat"', "ofqj.fields : valeur"),
        ("facts.toml", 'source = "cnil"', 'source = "cnli"', "candidates-retention.source"),
        ("facts.toml", 'was_source = "000"', 'was_source = "00"', "agency.was_source"),
        ("facts.toml", '"candidats"', '"candidat"', "candidates-retention.fields"),
        ("facts.toml", '"sel-financing"', '"sel-finance"', "training-aid.tasks"),
        (
            "facts.toml",
            'valid_from = "2015-10-26"',
            'valid_from = "2015-10-26"\nvalid_until = "2014"',
            "offer-first.valid_until",
        ),
        ("guide.toml", '"000", "proposed"', '"00", "proposed"', "decalage.sources : source"),
    ],
)
def test_verify_names_what_is_wrong_in_the_texts(
    tmp_path: Path, file: str, old: str, new: str, expected: str
) -> None:
    own = load_programme(None, changed(tmp_path, file, old, new))
    listed = "\n".join(map(str, problems_of_texts(own)))
    assert expected in listed.replace("\u00a0", " ")
    assert file in listed


def test_verify_goes_on_after_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    shutil.copytree(PACKAGED_FOLDER, tmp_path / "own")
    write(tmp_path / "own", "meetings.toml", "= cassé")
    write(tmp_path / "own", "guide.toml", "topics = 3")
    fields = [each.field for each in problems_of_texts(load_programme(None, tmp_path / "own"))]
    assert [field.rpartition("/")[2] for field in fields] == [
        "meetings.toml",
        "guide.toml, ligne 1, topics",
    ]
