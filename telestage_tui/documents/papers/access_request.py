"""All that a dossier holds on its intern, to be handed over when they ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from ...clocks.zones import local
from ...dossier.dossier import Dossier
from ...dossier.evaluations import Evaluation, EvaluationKind
from ...dossier.fiche.fields import SECTIONS
from ...dossier.fiche.model import Fiche
from ...dossier.fiche.write import form_texts
from ...dossier.masking import masked
from ...programme.transcript import transcript
from .accesses import accesses
from .minutes import minutes
from .setting import Data, Setting

Fact = tuple[str, str]
"""A name and a value."""


def access_request(setting: Setting) -> Data:
    """Every part of the dossier in words, the names of third persons masked."""
    theirs = Setting(
        masked(setting.dossier), setting.programme, setting.paper, setting.language, setting.sheet
    )
    dossier, words = theirs.dossier, theirs.speech.words
    parts = (
        (words["facts"], _facts(dossier)),
        (words["tasks-noted"], _tasks(theirs)),
        (words["meetings-noted"], _meetings(theirs)),
        *((title, facts) for title, facts in _evaluations(theirs)),
        (words["accesses-noted"], _accesses(theirs)),
        (words["transfers-noted"], [(each.item, each.to) for each in dossier.transfers]),
        (words["work-plan-noted"], _work_plan(dossier)),
        (words["notes"], [(theirs.speech.date(each.on), each.text) for each in dossier.notes]),
        (words["history"], _history(theirs)),
    )
    return {
        **theirs.head(words["masked"], words["what-is-kept"]),
        "parts": [{"title": title, "facts": facts} for title, facts in parts if facts],
    }


def _facts(dossier: Dossier) -> list[Fact]:
    """What the fiche says, field by field, without what is blank."""
    texts = form_texts(Fiche.of(dossier))
    labels = {
        (section.name, field.name): field.label for section in SECTIONS for field in section.fields
    }
    facts = []
    for path, text in texts.items():
        section, _, field = path.rpartition(".")
        name, _, rank = section.partition("[")
        label = labels[name, field].replace("{rank}", rank.rstrip("]")).strip()
        if text:
            facts.append((label, text))
    return facts


def _tasks(setting: Setting) -> list[Fact]:
    programme = setting.programme
    facts = []
    for record in setting.dossier.tasks:
        day = setting.speech.date(record.on)
        said = " · ".join(filter(None, (day, record.reason, record.note, record.assignee)))
        if said:
            known = programme.has_task(record.task)
            facts.append((programme.task(record.task).title if known else record.task, said))
    return facts


def _meetings(setting: Setting) -> list[Fact]:
    facts = []
    for meeting in minutes(setting)["meetings"]:
        said = [meeting["when"], meeting["state"], meeting["objective"]]
        said += [f"{each['title']} : {each['label']}" for each in meeting["indicators"]]
        said += [f"{each['title']}\n{each['text']}" for each in meeting["items"] if each["text"]]
        facts.append((meeting["title"], "\n".join(filter(None, said))))
    return facts


def _evaluations(setting: Setting) -> Iterator[tuple[str, list[Fact]]]:
    content = setting.programme.evaluation
    for kind in get_args(EvaluationKind):
        evaluation = setting.dossier.evaluation(kind)
        if evaluation != Evaluation(kind=kind):
            said = [(each.title, each.text) for each in transcript(evaluation, content)]
            word = evaluation.intern_word.comment if evaluation.intern_word else ""
            facts = [*said, *([(setting.speech.words["own-word"], word)] if word else [])]
            yield content.form(kind).title, [(title, text) for title, text in facts if text]


def _accesses(setting: Setting) -> list[Fact]:
    return [
        (
            access["name"],
            " · ".join(filter(None, (access["account"], access["given"], access["withdraw"]))),
        )
        for manager in accesses(setting)["managers"]
        for part in manager["parts"]
        for access in part["accesses"]
    ]


def _work_plan(dossier: Dossier) -> list[Fact]:
    plan = dossier.work_plan
    texts = [each.name for each in dossier.deliverables]
    texts += [text for period in plan.periods for text in (period.tasks, period.expectations)]
    return [("", text) for text in (*texts, plan.training, plan.next_steps) if text]


def _history(setting: Setting) -> list[Fact]:
    dossier, speech = setting.dossier, setting.speech
    return [
        (speech.date(local(entry.at, dossier.host.zone).date()), entry.label)
        for entry in dossier.history
    ]
