"""The whole dossier on paper: every value of every field, read back from the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from telestage_tui.documents.papers.catalogue import paper_data, paper_pdf
from telestage_tui.documents.papers.setting import Setting
from telestage_tui.documents.papers.whole import PARTS, UNPRINTED
from telestage_tui.documents.travel.titles import titles_of
from telestage_tui.dossier.accesses import Access, Hour, NothingElse, Suspension
from telestage_tui.dossier.base import Frozen
from telestage_tui.dossier.contacts import Contact, Contacts
from telestage_tui.dossier.course import EarlyEnd, Interruption
from telestage_tui.dossier.deeds import deed
from telestage_tui.dossier.differences import FieldChange
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation, InternWord, OwnAnswer, Rating
from telestage_tui.dossier.meetings import Meeting, Minute, Record, Slot
from telestage_tui.dossier.merging.shape import UNSEEN
from telestage_tui.dossier.people import Candidate, Host, Intern, Tutor
from telestage_tui.dossier.records import HistoryEntry, Note, Reopening, TaskRecord, Transfer
from telestage_tui.dossier.stage import Amendment, Convention, Stage, Terms, Waiver
from telestage_tui.dossier.work_plan import Deliverable, PeriodPlan, WorkPlan
from telestage_tui.programme.loader import load_programme
from tests.factories import make_dossier, part_id
from tests.strategies import dossiers

START, END = date(2027, 1, 11), date(2027, 4, 9)


def setting(name: str, dossier: Dossier) -> Setting:
    programme = load_programme()
    return Setting(dossier, programme, programme.papers.paper(name))


def bare(text: str) -> str:
    return "".join(text.split())


def filled(text: str) -> tuple[Dossier, list[str]]:
    """A dossier in which every field is filled, with the texts that were written in it."""
    numbers = count(1)
    texts: list[str] = []

    def say() -> str:
        texts.append(f"{text} {next(numbers)}")
        return texts[-1]

    hour = Hour(at=time(16, 5), zone="America/Toronto")
    slot = Slot(day=START, at=time(9, 30), zone="America/Toronto")
    signed = Convention(ofqj=START, intern=START, host=START)
    terms = Terms(start=START, end=END, weekly_hours=35)
    again = (Reopening(on=END, reason=say()),)
    dossier = make_dossier(
        stage=Stage(title=say(), mandate=f"{say()}\n\n{say()}", deliverables=(say(),), start=START,
                    end=END, monthly_pay=321),
        intern=Intern(first_name=say(), last_name=say(), email="a.b@example.org",
                      born=date(1999, 1, 2)),
        host=Host(name=say(), city=say()),
        tutor=Tutor(first_name=say(), last_name=say(), title=say(), phone=say()),
        contacts=Contacts(it=Contact(name=say(), emails=("it@example.org",), phone=say())),
        candidates=(Candidate(name=say(), interviewed_on=START),),
        convention=signed,
        agreed=terms,
        amendments=(Amendment(about=say(), terms=terms, signed=signed),),
        waivers=(Waiver(rule="span", field=say(), reason=say(), on=START, accepted=say()),),
        tasks=(TaskRecord(task="end-letter", choice="skipped", on=END, reason=say(), note=say(),
                          assignee=say()),),
        accesses=(
            Access(id=part_id("a"), name=say(), kind="vpn", manager=say(), account=say(),
                   monthly_cost=17.5, note=say(), given_on=START, given_hour=hour, given_by=say(),
                   explained_on=START, explained_by=say(),
                   suspensions=(Suspension(since=START, until=END, reason=say()),),
                   asked_on=END, withdrawn_on=END, withdrawn_hour=hour, withdrawn_by=say(),
                   checks=("sessions",), verified_on=END, verified_by=say(), verified_how=say()),
        ),
        nothing_else=NothingElse(on=END, by=say()),
        meetings=(
            Meeting(id=part_id("m"), kind="checkin", slot=slot, rule_day=START, status="held",
                    objective=say(), deviations=(say(),), moved_from=slot, move_reason=say(),
                    reason=say(), record=Record(minutes=(Minute(item="last", text=say()),),
                                                notes=say())),
        ),
        evaluations=(
            Evaluation(kind="final",
                       ratings=(Rating(criterion="autonomy", level=3, comment=say()),),
                       overall=4, overall_why=say(), strengths=say(), to_improve=say(),
                       answers=(OwnAnswer(question="own", text=say()),),
                       intern_word=InternWord(read_on=END, agrees=False, comment=say()),
                       reopenings=again),
        ),
        transfers=(Transfer(id=part_id("t"), item=say(), where=say(), to=say(), begun_on=START),),
        work_plan=WorkPlan(deliverables=(Deliverable(name=say(), due=END),),
                           periods=(PeriodPlan(period="p", tasks=say(), expectations=say()),),
                           training=say(), next_steps=say()),
        notes=(Note(id=part_id("n"), on=START, text=say()),),
        history=(
            HistoryEntry(at=datetime(2027, 2, 3, 15, tzinfo=UTC), who=say(),
                         done=deed("access.noted", name=say()),
                         changes=(FieldChange(path=("stage", "title"), before=say(),
                                              after=say()),)),
            HistoryEntry(at=datetime(2027, 2, 4, 15, tzinfo=UTC), label=say()),
        ),
        interruptions=(Interruption(first=START, last=START, reason=say()),),
        ended_early=EarlyEnd(on=END, reason=say(), planned_end=END, done=say()),
        reopenings=again,
    )  # fmt: skip
    return dossier, texts


def test_every_field_of_a_dossier_is_in_a_part_or_said_elsewhere() -> None:
    printed = [field for _, fields in PARTS for field in fields]
    assert sorted((*printed, *UNPRINTED)) == sorted(Dossier.model_fields)


@settings(max_examples=8, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyzéèàçôABCXYZ'-", min_size=1, max_size=14))
def test_a_dossier_with_every_field_filled_prints_every_value(text: str) -> None:
    dossier, texts = filled(f"{text}x")
    content = paper_pdf(setting("dossier", dossier)).content
    printed = bare("\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))
    assert [each for each in texts if bare(each) not in printed] == []
    for value in ("321", "17,5", "11 janvier 2027", "9 avril 2027", "16 h 05", "2 janvier 1999",
                  "it@example.org", "a.b@example.org", "Sessions et mots de passe"):  # fmt: skip
        assert bare(value) in printed


def texts_of(value: Any, titles: dict[str, str]) -> Iterator[str]:
    """Every text under a value, whatever its field."""
    if isinstance(value, Frozen):
        left_out = UNSEEN.get(type(value), frozenset())
        for name, each in value:
            if name not in left_out:
                yield from texts_of(each, titles)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each, titles)
    elif isinstance(value, str):
        yield titles.get(value, value)


OWN_WORDS = frozenset(
    {"done", "skipped", "todo", "held", "missed", "cancelled", "planned", "plan", "file", "subject",
     "midpoint", "final", "self_midpoint", "self_final"}
)  # fmt: skip
"""Codes of ours, each printed as its French word."""


@settings(max_examples=60, deadline=None)
@given(dossiers())
def test_any_text_of_any_field_is_on_the_paper(dossier: Dossier) -> None:
    paper = setting("dossier", dossier)
    data = paper_data(paper)["parts"]
    printed = bare("\n".join(
        text
        for part in data
        for record in part["records"]
        for text in (record["title"], *(text for fact in record["facts"] for text in fact))
    ))  # fmt: skip
    titles = titles_of(paper.programme)
    fields = [getattr(dossier, name) for name in Dossier.model_fields if name not in UNPRINTED]
    texts = [each for value in fields for each in texts_of(value, {})]
    missing = [
        each
        for each in texts
        if each not in OWN_WORDS
        and bare(each) not in printed
        and bare(titles.get(each, each)) not in printed
    ]
    assert missing == []


def test_the_history_says_who_what_and_before_and_after() -> None:
    dossier, _ = filled("mot")
    (history,) = [
        p for p in paper_data(setting("dossier", dossier))["parts"] if p["title"] == "Historique"
    ]
    ((when, what), _) = history["records"][0]["facts"]  # typeset with its no-break spaces
    entry = dossier.history[0]
    assert when == f"3\u00a0février 2027, 10\u00a0h, {entry.who}"
    change = entry.changes[0]
    assert what == f"{entry.sentence}\nstage, titre\u00a0: {change.before} → {change.after}"


def test_an_access_request_is_the_same_paper_without_third_persons() -> None:
    dossier = make_dossier()
    given_by = dossier.accesses[0].evolve(given_by="Nadia Roy", verified_by="")
    dossier = dossier.evolve(
        accesses=(given_by,), nothing_else=NothingElse(on=END, by="Paul Morin")
    )
    whole, theirs = (str(paper_data(setting(name, dossier))["parts"])
                     for name in ("dossier", "access-request"))  # fmt: skip
    for name in ("Nadia Roy", "Paul Morin", "Thomas Lefèvre", "Sophie Gagnon"):
        assert name in whole
        assert name not in theirs
    assert dossier.intern.full_name in theirs
