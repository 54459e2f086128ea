"""`docs/json.md` against what the commands print: every key, and every value of a code.

The document is read as people read it: under the heading of a command, each row of a table has the
keys on its left, and on its right, after « Valeurs », every value of a code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin
from uuid import UUID

import click
import pytest
from click.testing import CliRunner

from telestage_tui.cli.main import main
from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.demo import build_demo
from telestage_tui.documents.travel.arrivals import ArrivalState
from telestage_tui.dossier.accesses import AccessState, Hour, NothingElse, Resource, Suspension
from telestage_tui.dossier.agreement import (
    MissedUnit,
    PaidMonth,
    PointRecord,
    PointState,
    WeekPresence,
)
from telestage_tui.dossier.base import Frozen
from telestage_tui.dossier.changes import add_note, note_transfer
from telestage_tui.dossier.changes.backup_reasons import BACKUP_REASONS
from telestage_tui.dossier.contacts import Contact, Contacts
from telestage_tui.dossier.course import EarlyEnd, Interruption
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import EvaluationKind, InternWord, OwnAnswer
from telestage_tui.dossier.exports import Export, ExportEntry
from telestage_tui.dossier.letters import Letter, Release
from telestage_tui.dossier.meetings import MeetingKind, MeetingStatus, Slot
from telestage_tui.dossier.merging.differences import Origin
from telestage_tui.dossier.onsite import (
    Answer,
    Decision,
    Exemption,
    FormRecord,
    FormState,
    Identity,
    Moment,
    Offer,
    Onsite,
    Payment,
    PermitStep,
)
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import CandidateState, ClosedPeriod, Tutor, Workplace
from telestage_tui.dossier.records import (
    Note,
    Reopening,
    TaskRecord,
    Transfer,
    TransferKind,
    TransferState,
)
from telestage_tui.dossier.regions import HOST_REGIONS, INTERN_REGIONS
from telestage_tui.dossier.stage import Amendment, Terms, Waiver
from telestage_tui.dossier.work_plan import Deliverable, PeriodPlan, WorkPlan
from telestage_tui.planning.agenda.item import ItemKind, Weight
from telestage_tui.planning.course.facts import FactKind
from telestage_tui.planning.course.preview import CourseGroup, CourseSign
from telestage_tui.planning.onsite_dossier import OPENING_SIGNS
from telestage_tui.planning.spots import Page
from telestage_tui.programme.closing_question import QuestionType
from telestage_tui.programme.layers import FileOrigin
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.moving import SIGNS
from telestage_tui.programme.onsite import FieldKind
from telestage_tui.programme.onsite_rules import FindingState, RuleName
from telestage_tui.programme.portal_sheet import RowState
from telestage_tui.programme.portal_timers import TimerName
from telestage_tui.programme.progress import CLOSED_PHASE, State
from telestage_tui.programme.provenance import Confidence
from telestage_tui.store.backup_contents import Comparison
from telestage_tui.store.drafts import Drafts
from telestage_tui.store.tinydb_repository import TinyRepository
from telestage_tui.workspace.machine import machine_account
from tests.factories import make_dossier, part_id

ROOT = Path(__file__).parents[1]
FICHES = Path(__file__).parent / "fiches"
DOCUMENT = (ROOT / "docs/json.md").read_text(encoding="utf-8").replace("\u00a0", " ")
NOW = datetime(2027, 2, 10, 15, 42, 7, 123456, tzinfo=UTC)
SAME = {
    ("access list", "[]"): ("show", "accesses[]"),
    ("status", "due_today[]"): ("status", "late[]"),
    ("status", "this_week[]"): ("status", "late[]"),
    ("status", "to_know[]"): ("status", "late[]"),
    ("status", "next"): ("status", "late[]"),
    ("status", "dossiers[]"): ("list", "[]"),
    ("history", "[]"): ("show", "history[]"),
    ("show", "progress"): ("list", "[].progress"),
    ("course", "others[].lines[]"): ("course", "lines[]"),
    ("show", "course[]"): ("list", "[].course[]"),
    ("access-request", "dossier"): ("show", ""),
    ("backup list", "[]"): ("backup", ""),
    ("backup create", ""): ("backup", ""),
}
"""The parts that the document says are shaped as another one."""
TWO_WORDS = (
    "backup show", "candidate list", "convention show", "offer show",
    "onsite open-dossier", "onsite show", "programme facts", "programme show", "programme move",
)  # fmt: skip
"""Commands of a group that have a heading of their own."""


class Key(NamedTuple):
    """A key: the command that prints it, and where."""

    command: str
    path: str


# --- the document ---------------------------------------------------------------------------------


def _command(title: str) -> str:
    """The command that a heading is about: « programme facts [ID] »."""
    whole = next((each for each in TWO_WORDS if f"{title} ".startswith(f"{each} ")), None)
    return whole or title.partition(" ")[0].rstrip(",")


def documented() -> Iterator[tuple[Key, list[str] | None]]:
    """Every key of the document, with the values of a code, or None for what is no code."""
    for part in re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)[1:]:
        title = part.splitlines()[0]
        if not title[0].islower():
            continue
        command = _command(title)
        for keys, text in re.findall(r"^\| (`.*?) \| (.*) \|$", part, re.MULTILINE):
            listed = text.partition("Valeurs : ")[2]
            codes = re.findall(r"`([^`]+)`", listed) if listed else None
            yield from ((Key(command, path), codes) for path in re.findall(r"`([^`]+)`", keys))


KEYS = dict(documented())


def identifiers(title: str) -> dict[str, str]:
    """The table of identifiers under a heading: each with its meaning."""
    part = DOCUMENT.partition(f"### {title}\n")[2].partition("\n#")[0]
    return dict(re.findall(r"^\| `([^`]+)` \| (.*) \|$", part, re.MULTILINE))


# --- what is printed ------------------------------------------------------------------------------


def walk(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every place of an answer: `late[].kind`. A phase, as a key, is a star."""
    yield path, value
    if path.endswith(("changes[].before", "changes[].after")):
        return  # any value of a dossier
    if isinstance(value, dict):
        for key, inner in value.items():
            name = "*" if path.endswith(("progress", "deed.values", "parts[].values")) else key
            yield from walk(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, f"{path}[]")


def key_of(command: str, path: str) -> Key:
    """The place of the document that says what is printed there."""
    for (where, prefix), (there, other) in SAME.items():
        if command == where and path.startswith(f"{prefix}." if prefix else ""):
            rest = path.removeprefix(prefix)
            return Key(there, f"{other}{rest}" if other else rest.removeprefix("."))
    return Key(command, path)


SOMEONE = Contact(name="Inès", emails=("ines@example.org",), phone="418 555-0123")
CONTACTS = Contacts(ofqj=SOMEONE, hr=SOMEONE, it=SOMEONE, team=SOMEONE)


def full_organisation() -> Organisation:
    """A record of the organisation in which every list has something."""
    away = ClosedPeriod(first=date(2027, 3, 1), last=date(2027, 3, 2), label="Congé")
    return Organisation(
        host=Workplace(name="Atelier Boréal", city="Rimouski", absences=(away,)),
        tutor=Tutor(title="Directrice"),
        contacts=CONTACTS,
        usual_accesses=(Resource(name="VPN", kind="vpn"),),
    )


def full_onsite(*, cancelled: bool) -> Onsite:
    """What follows in Québec, with something everywhere."""
    on = date(2027, 2, 1)
    moment = Moment(day=date(2027, 2, 10), at=time(10, 30), zone="America/Toronto")
    return Onsite(
        host=Decision(agrees=True, on=on),
        intern=Decision(agrees=True, on=on),
        start=date(2027, 9, 6),
        end=date(2028, 2, 25),
        exemption="none",
        sign_in="gckey",
        answers=(Answer(field="job-title", value="Refonte du site des ventes", on=on),),
        forms=(FormRecord(form="job", state="done"),),
        payment=Payment(started=moment, active=moment, cancelled=moment if cancelled else None),
        offer=None if cancelled else Offer(number="A1234567", on=on),
        permit=(PermitStep(state="asked", on=on),),
    )


def full_dossier() -> Dossier:
    """A dossier in which every list has something, and every code a value."""
    dossier = make_dossier()
    tasks = [
        TaskRecord(task="sel-offer", choice="done"),
        TaskRecord(task="sel-choice", choice="skipped", reason="Une seule candidature"),
        TaskRecord(task="bef-team", choice="todo"),
    ]
    away = ClosedPeriod(first=date(2027, 3, 1), last=date(2027, 3, 2), label="Congé")
    again = [Reopening(on=date(2027, 2, 26), reason="Erreur de niveau")]
    evaluations = [
        each.evolve(
            answers=[OwnAnswer(question="suite", text="Oui.")],
            goals_reached="en partie",
            intern_word=InternWord(read_on=date(2027, 2, 25), agrees=True),
            reopenings=again,
        )
        for each in dossier.evaluations
    ]
    series = ExportEntry(id=dossier.id, until=datetime(2027, 4, 9, 14, tzinfo=UTC))
    first, *others = dossier.meetings
    moved = first.evolve(
        moved_from=Slot(day=first.slot.day, at=time(8), zone=first.slot.zone), move_reason="Congé"
    )
    dropped = others[-1].evolve(status="cancelled", cancelled_by="plan", reason="Plus demandée")
    hour = Hour(at=time(9, 30), zone=first.slot.zone)
    access, *accesses = dossier.accesses
    vpn = access.evolve(
        given_hour=hour,
        explained_hour=hour,
        withdrawn_on=away.first,
        withdrawn_hour=hour,
        moot=["rules"],
        suspensions=[Suspension(since=away.first, until=away.last)],
    )
    return dossier.evolve(
        version=0,
        accesses=[vpn, *accesses],
        nothing_else=NothingElse(on=away.first, hour=hour, by="Inès"),
        onsite=full_onsite(cancelled=True),
        identity=Identity(answers=(Answer(field="sex", value="Femme", on=away.first),)),
        contacts=CONTACTS,
        amendments=[
            Amendment(about="Report", terms=Terms.of(dossier.stage), signed=dossier.convention,
                      replaced=Terms.of(dossier.stage))
        ],
        convention_points=[PointRecord(point="dates", state="moot", on=away.first, reason="Dit")],
        payments=[PaidMonth(month=1, on=away.first, amount=300)],
        presence=[WeekPresence(week=dossier.stage.start, missed=2, unit="days")],
        interruptions=[Interruption(first=away.first, last=away.last, reason="Maladie")],
        ended_early=EarlyEnd(on=away.first, reason="Embauche", planned_end=away.last),
        history=(),
        tasks=tasks,
        host=dossier.host.evolve(absences=[away]),
        intern=dossier.intern.evolve(absences=[away]),
        waivers=[Waiver(rule="age", field="stagiaire.naissance", reason="Accord", on=away.first)],
        meetings=[moved, *others[:-1], dropped],
        evaluations=evaluations,
        letter=Letter(
            left_out=["stage:title"],
            put_in=["note:1"],
            release=Release(on=away.first, mark="x"),
        ),
        work_plan=WorkPlan(
            deliverables=(Deliverable(name="Maquettes validées", due=date(2027, 1, 29)),),
            periods=(PeriodPlan(period="production", tasks="Maquettes"),),
        ),
        reopenings=again,
        exports=[
            Export(audience="tutor", at=NOW, plan="x", edition="2026a", entries=[series],
                   task_forms=["events", "todo"]),
            Export(audience="intern", at=NOW, entries=[series.evolve(organiser=dossier.tutor)]),
        ],
    )  # fmt: skip


def travelling(folder: Path) -> Iterator[Path]:
    """Files of dossiers that differ from those of the rich file, in every way."""
    whole = full_dossier()
    other = whole.evolve(host=whole.host.evolve(city="Matane"))
    for name, dossier in (("version", other), ("twin", other.evolve(id=UUID(int=7)))):
        path = folder / f"{name}.json"
        repository = TinyRepository(path, lambda: NOW)
        repository.add(dossier.evolve(programme={"id": "telestage", "version": "1"}))
        yield path


def runs(folder: Path) -> Iterator[tuple[str, tuple[str, ...], Path, str]]:
    """Every command that answers in JSON: its name, its words, the file, the moment."""
    rich, demo = folder / "rich.json", folder / "demo.json"
    repository = TinyRepository(rich, lambda: NOW, who=machine_account)
    added = repository.add(full_dossier())
    repository.change(added.id, add_note(added.id, on=NOW.date(), text="Vu."))
    film = Transfer(id=part_id("film"), item="Film", to="Zoé")
    repository.change(added.id, note_transfer(film, on=NOW.date()))
    repository.keep_organisation(full_organisation(), Organisation())
    build_demo(demo, FrozenClock(NOW))
    damaged = folder / "demo.json.backups" / "20270101T000000Z-manuelle.json"
    damaged.parent.mkdir(mode=0o700, exist_ok=True)
    damaged.write_text("{")
    dossiers = TinyRepository(demo, lambda: NOW).dossiers()
    ids = [dossier.id for dossier in dossiers]
    during = "2027-02-10T10:42"
    yield "new", (str(FICHES / "non-conforme.toml"),), folder / "new.json", during
    yield "organisation", (), folder / "blank.json", during
    yield "name", (), rich, during
    yield "undo", (str(full_dossier().id),), rich, during
    yield "organisation", (), rich, during
    yield "new", (str(FICHES / "minimale.toml"),), rich, during
    yield "overlap", ("--from", "2027-03-12", "--to", "2027-03-15"), rich, during
    for moment in ("2026-06-01T09:00", during, "2027-03-29T08:00", "2027-06-15T09:00"):
        for file in (rich, demo):
            yield "list", (), file, moment
            yield "status", (), file, moment
    for id, file in [(str(full_dossier().id), rich), *((str(id), demo) for id in ids)]:
        for command in (
            "show", "history", "tasks", "plan", "handover", "access list", "onsite show",
            "convention show", "offer show", "candidate list",
        ):  # fmt: skip
            yield command, (id,), file, during
    offered = make_dossier(id=part_id("offered"), onsite=full_onsite(cancelled=False))
    TinyRepository(rich, lambda: NOW).add(offered)
    for command in ("onsite show", "show"):
        yield command, (str(offered.id),), rich, during
    yield "search", ("a",), rich, during
    yield "review", (str(full_dossier().id), "midpoint"), rich, during
    yield "review", (str(full_dossier().id), "self_final"), rich, during
    who = ("--last-name", "Roy", "--reason", "Congé")
    yield "course", (str(full_dossier().id), "tutor", *who), rich, during
    is_open = [str(dossier.id) for dossier in dossiers if not dossier.closed_on]
    yield "course", (*is_open, "tutor", *who), demo, during
    for file in (rich, demo):
        yield "check", (), file, during
    yield "check", (), demo, "2027-06-15T09:00"
    for package in travelling(folder):
        yield "import", (str(package),), rich, during
    yield "programme facts", (str(full_dossier().id),), rich, during
    yield "programme show", (), rich, during
    yield "programme move", (str(full_dossier().id),), rich, during
    yield "onsite open-dossier", (str(full_dossier().id),), rich, during
    yield "backup create", (), rich, during
    yield "backup show", ("20270210",), rich, during
    Drafts(rich).keep_text(f"note.{full_dossier().id}.bef-offer", "Rappeler")
    yield "access-request", (str(full_dossier().id),), rich, during
    named = folder / "named.json"
    repository = TinyRepository(named, lambda: NOW)
    repository.add(full_dossier())
    note = Note(id=part_id("note"), on=NOW.date(), text=f"Voir {full_dossier().intern.full_name}")
    repository.add(make_dossier(id=part_id("other"), notes=(note,)))
    yield "erase", (str(full_dossier().id), "--yes"), named, during
    for file in (rich, demo):
        yield "backup list", (), file, during


def _environment(command: str, folder: Path) -> dict[str, str]:
    """For the programme, a later version, which says something otherwise and something less."""
    if not command.startswith("programme"):
        return {}
    later = folder / "contenu" / "telestage" / "2099.1"
    later.mkdir(parents=True, exist_ok=True)
    (later / "accesses.toml").write_text(
        'no_passwords = "Jamais."\nchecks = []\nkinds = [{ id = "autre", label = "Autre" }]\n'
    )
    (later / "sheets.toml").write_text('extends = true\n[words.fr]\n"theirs" = "le leur"\n')
    rule = '[[rules]]\nid = "weekly-hours"\nmaximum = 37'
    (later / "programme.toml").write_text(f'extends = true\nversion = "2099.1"\n{rule}\n')
    return {"TELESTAGE_PROGRAMME": str(folder / "contenu")}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Key, object, str]]:
    """Everything printed: where, the value, and the command that printed it."""
    places: list[tuple[Key, object, str]] = []
    for command, words, file, moment in runs(tmp_path_factory.mktemp("json")):
        options = ["--db", str(file), "--today", moment, *command.split(), *words, "--json"]
        result = CliRunner().invoke(main, options, env=_environment(command, file.parent))
        assert result.stdout, (command, result.stderr)
        answer: Any = json.loads(result.stdout)
        places += ((key_of(command, path), value, command) for path, value in walk(answer) if path)
    return places


def test_every_command_with_json_is_run(printed: list[tuple[Key, object, str]]) -> None:
    assert {command for _, _, command in printed} == set(json_commands(main))


def json_commands(group: click.Group, prefix: str = "") -> Iterator[str]:
    """The commands that offer JSON, by their full name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from json_commands(command, f"{name} ")
        elif command and any("--json" in each.opts for each in command.params):
            yield prefix + name


def test_every_key_printed_is_in_the_document(printed: list[tuple[Key, object, str]]) -> None:
    leaves = {key for key, value, _ in printed if not isinstance(value, dict | list)}
    assert sorted(leaves - set(KEYS)) == []


def test_every_key_of_the_document_is_printed(printed: list[tuple[Key, object, str]]) -> None:
    assert sorted(set(KEYS) - {key for key, _, _ in printed}) == []


def test_every_value_printed_for_a_code_is_listed(printed: list[tuple[Key, object, str]]) -> None:
    unlisted = {
        (key, value)
        for key, value, _ in printed
        if (codes := KEYS.get(key)) and isinstance(value, str) and value not in codes
        if key != Key("tasks", "[].assignee")  # a dossier may name anyone, the document says so
    }
    assert unlisted == set()


def test_every_instant_has_one_of_the_two_forms(printed: list[tuple[Key, object, str]]) -> None:
    texts = {value for _, value, _ in printed if isinstance(value, str)}
    moments = {text for text in texts if re.match(r"\d{4}-\d\d-\d\dT", text)}
    form = re.compile(r"[\d-]{10}T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
    assert moments
    assert [text for text in moments if not form.fullmatch(text)] == []


def test_the_examples_have_keys_of_the_document() -> None:
    for part in re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)[1:]:
        title = part.partition("\n")[0]
        command = "backup create" if title.startswith("backup list") else _command(title)
        for example in re.findall(r"```json\n(.*?)```", part, re.DOTALL):
            for path, value in walk(json.loads(example)):
                key = key_of(command, path)
                if not isinstance(value, dict | list):
                    codes = KEYS[key]
                    assert codes is None or value in codes


# --- the values -----------------------------------------------------------------------------------


def literals(annotation: Any) -> Iterator[list[str]]:
    """The values that a type allows, when it is a list of words."""
    if get_origin(annotation) is Literal:
        yield list(get_args(annotation))
    else:
        for inner in get_args(annotation):
            yield from literals(inner)


def coded_fields(model: type[Frozen], path: str = "") -> Iterator[tuple[str, list[str]]]:
    """The coded fields of a model and of its parts: where, and every value."""
    for name, field in model.model_fields.items():
        many = tuple in (get_origin(field.annotation), field.annotation)
        where = f"{path}{name}{'[]' if many else ''}"
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, Frozen) and kind is not model:
                yield from coded_fields(kind, f"{where}.")
        yield from ((where, words) for words in literals(field.annotation))


@cache
def codes_of_the_code() -> dict[Key, list[str]]:
    """Every value of every code, as the code and the programme have them."""
    programme = load_programme()
    phases = [phase.id for phase in programme.phases]
    kinds, statuses = list(get_args(MeetingKind)), list(get_args(MeetingStatus))
    return {
        **{Key("show", path): words for path, words in coded_fields(Dossier)},
        **{Key("organisation", path): words for path, words in coded_fields(Organisation)},
        Key("search", "[].page"): list(get_args(Page)),
        Key("show", "accesses[].kind"): [kind.id for kind in programme.accesses.kinds],
        Key("show", "accesses[].state"): list(get_args(AccessState)),
        Key("programme facts", "facts[].confidence"): list(get_args(Confidence)),
        Key("programme move", "lines[].sign"): list(SIGNS),
        Key("onsite open-dossier", "lines[].sign"): list(OPENING_SIGNS),
        Key("programme show", "files[].origin"): list(get_args(FileOrigin)),
        Key("list", "[].phase"): [*phases, CLOSED_PHASE],
        Key("list", "[].next_meeting.kind"): kinds,
        Key("list", "[].course[].kind"): list(get_args(FactKind)),
        Key("status", "late[].kind"): list(get_args(ItemKind)),
        Key("status", "late[].weight"): list(get_args(Weight)),
        Key("tasks", "[].phase"): [phase.id for phase in programme.whole.phases],
        Key("tasks", "[].state"): list(get_args(State)),
        Key("tasks", "[].assignee"): list(programme.assignees),
        Key("handover", "[].kind"): list(get_args(TransferKind)),
        Key("handover", "[].state"): list(get_args(TransferState)),
        Key("plan", "meetings[].kind"): kinds,
        Key("plan", "meetings[].status"): statuses,
        Key("review", "kind"): list(get_args(EvaluationKind)),
        Key("review", "questions[].type"): list(get_args(QuestionType)),
        Key("course", "lines[].group"): list(get_args(CourseGroup)),
        Key("course", "lines[].sign"): list(get_args(CourseSign)),
        Key("convention show", "points[].state"): [*get_args(PointState), "missing"],
        Key("convention show", "weeks[].unit"): list(get_args(MissedUnit)),
        Key("onsite show", "question.answer"): list(get_args(Exemption)),
        Key("onsite show", "confidence"): list(get_args(Confidence)),
        Key("candidate list", "[].state"): list(get_args(CandidateState)),
        Key("onsite show", "rules[].rule"): list(get_args(RuleName)),
        Key("onsite show", "rules[].state"): list(get_args(FindingState)),
        Key("onsite show", "forms[].state"): list(get_args(FormState)),
        Key("onsite show", "forms[].fields[].kind"): list(get_args(FieldKind)),
        Key("onsite show", "forms[].fields[].state"): list(get_args(RowState)),
        Key("onsite show", "timers[].timer"): list(get_args(TimerName)),
        Key("backup", "reason"): list(BACKUP_REASONS),
        Key("backup show", "[].comparison"): list(get_args(Comparison)),
        Key("import", "dossiers[].state"): list(get_args(ArrivalState)),
        Key("import", "items[].changed"): list(get_args(Origin)),
    }


def test_the_values_listed_are_those_of_the_code() -> None:
    assert {key: codes for key, codes in KEYS.items() if codes} == codes_of_the_code()


def test_the_identifiers_listed_are_those_of_the_programme() -> None:
    programme = load_programme()
    evaluation, meetings = programme.evaluation, programme.meetings
    criteria = {each.id: each.title for group in evaluation.groups for each in group.criteria}
    items = [item for meeting in meetings.meetings for item in meeting.items]
    expected = {
        "Étapes": {task.id: task.title for task in programme.whole.tasks},
        "Règles": {rule.id: f"`{rule.field}`" for rule in programme.rules},
        "Vérifications d’un retrait": {
            check.id: check.label for check in programme.accesses.checks
        },
        "Points des rencontres": {
            item.id: "; ".join(dict.fromkeys(i.title for i in items if i.id == item.id))
            for item in items
        },
        "Indicateurs": {each.id: each.title for each in meetings.indicators},
        "Critères": criteria,
        "Régions": {**HOST_REGIONS, **INTERN_REGIONS},
        "Sources": {tag: source.name for tag, source in programme.sources.items()},
    }
    for title, rows in expected.items():
        plain = {id: text.replace("\u00a0", " ") for id, text in rows.items()}
        assert identifiers(title) == plain, title
