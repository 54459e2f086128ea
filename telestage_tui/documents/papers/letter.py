"""The letter of recommendation: sentences drafted from what was recorded, and nothing else.

Each one says where it comes from. A level is quoted in the words of the programme, low or high; a
comment, a note or an answer is quoted as it was written. No sentence is praise that nobody wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import Literal, NamedTuple

from ...clocks.meeting_times import host_day
from ...dossier.dossier import Dossier
from ...dossier.evaluations import Evaluation
from ...dossier.french import count, lower_first, plain_date
from ...dossier.letters import Release
from ...dossier.meetings import Meeting
from ...dossier.text import LINE_MAX
from ...programme.closing_question import ClosingQuestion
from ...programme.completeness import OVERALL, missing
from ...programme.evaluation import Criterion
from ...wording import HIGHEST_LEVEL
from .evaluation import answer_text
from .minutes import item_title
from .setting import Setting

Part = Literal["stage", "accepted", "deliverables", "criteria", "answers", "notes"]
_AS_EXPECTED = HIGHEST_LEVEL - 1
"""The level of what meets the expectations; under it, a criterion is offered, and not put in."""
_APPRAISED_AS_EXPECTED = 3
"""The same, of the general appraisal, which has five."""
_NOT_OF_THE_INTERN = frozenset(
    {"overall_why", "supervision_hours", "training_sufficient", "attestation_given", "discussed_on"}
)
"""Closing questions that say nothing of the intern, or are said with another one."""
_CHOSEN = frozenset({OVERALL, "goals_reached", "would_host_again"})
"""Closing questions answered by one of several words, and not by a text."""
_MARK_LENGTH = 16
"""Hexadecimal digits: two letters of one dossier do not have the same by chance."""


class Sentence(NamedTuple):
    """A sentence that the letter may have.

    Attributes:
        id: Its identifier, the same for as long as what it comes from is there.
        part: The part of the letter it belongs to.
        text: What the letter says.
        evidence: Where that comes from, in French.
        is_usual: Whether it is in the letter unless it is left out.
        is_kept: Whether it is in the letter.
    """

    id: str
    part: Part
    text: str
    evidence: str
    is_usual: bool = True
    is_kept: bool = True


def sentences(setting: Setting) -> tuple[Sentence, ...]:
    """Every sentence that can be drawn from a dossier, in the order of the letter."""
    letter = setting.dossier.letter
    return tuple(
        each._replace(
            is_kept=each.id in letter.put_in or (each.is_usual and each.id not in letter.left_out)
        )
        for part in (_stage, _deliverables, _criteria, _answers, _notes)
        for each in part(setting)
    )


def kept(setting: Setting) -> tuple[Sentence, ...]:
    """The sentences that are in the letter."""
    return tuple(each for each in sentences(setting) if each.is_kept)


def part_of(part: Part, among: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of one part of the letter."""
    return tuple(each for each in among if each.part == part)


def rated_form(dossier: Dossier) -> Evaluation | None:
    """The form that the letter quotes: the final one, else that of mid-stage; None without a level.

    A final form begun by its closing questions alone does not hide that of mid-stage.
    """
    forms = (dossier.evaluation("final"), dossier.evaluation("midpoint"))
    return next((form for form in forms if any(r.level for r in form.ratings)), None)


def mark(setting: Setting) -> str:
    """A digest of what the letter says: a release holds for as long as it stays the same."""
    dossier = setting.dossier
    said = [
        [dossier.intern.full_name, dossier.host.name, dossier.host.city],
        [dossier.tutor.full_name, dossier.tutor.title, dossier.tutor.email],
        *([each.part, each.text] for each in kept(setting)),
    ]
    return sha256(json.dumps(said).encode()).hexdigest()[:_MARK_LENGTH]


def release_of(setting: Setting) -> Release | None:
    """The release of the letter as it now is; None while it is a draft."""
    release = setting.dossier.letter.release
    return release if release and release.mark == mark(setting) else None


def has_no_evidence(setting: Setting) -> bool:
    """Whether nothing was evaluated yet that a letter could rest on."""
    return rated_form(setting.dossier) is None


def missing_evidence(setting: Setting) -> Iterator[str]:
    """What the letter lacks, in French."""
    dossier = setting.dossier
    if release_of(setting) is None:
        release = dossier.letter.release
        yield (
            f"La lettre a changé depuis que vous l’avez approuvée, le {plain_date(release.on)} : "
            "elle porte de nouveau « BROUILLON »."
            if release
            else "La lettre n’est pas approuvée : elle porte « BROUILLON »."
        )
    yield from _missing_form(rated_form(dossier), setting)
    if not dossier.tutor.full_name:
        yield "Le nom du tuteur ou de la tutrice, qui signe, n’est pas noté."
    if not dossier.tutor.title:
        yield "La fonction du tuteur ou de la tutrice n’est pas notée."
    if not dossier.tutor.email:
        yield "Aucune adresse où joindre le tuteur ou la tutrice n’est notée."
    if not dossier.host.city:
        yield "La ville de l’organisation n’est pas notée."


def _missing_form(form: Evaluation | None, setting: Setting) -> Iterator[str]:
    if form is None:
        yield "Rien n’est encore évalué : aucune qualité n’a de preuve."
        return
    title = setting.programme.evaluation.form(form.kind).title
    if form.kind == "midpoint":
        yield "L’évaluation de fin de stage n’a aucun niveau : celle de mi-stage est citée."
    if lacking := missing(form, setting.programme.evaluation):
        yield f"« {title} » : il manque {count(len(lacking), 'réponse')}."


# --- what each sentence comes from ----------------------------------------------------------------


def _stage(setting: Setting) -> Iterator[Sentence]:
    dossier, speech = setting.dossier, setting.speech
    stage, tutor = dossier.stage, dossier.tutor.full_name
    hosted = speech.say(
        "letter-hosted",
        host=dossier.host.name,
        intern=dossier.intern.full_name,
        start=speech.date(stage.start),
        end=speech.date(stage.end),
        hours=speech.hours(stage.weekly_hours),
    )
    noted = "Noté dans les informations du dossier"
    yield Sentence("stage:hosted", "stage", hosted, f"{noted} : organisation, stagiaire, dates.")
    if stage.title:
        title = speech.say("attested-title", title=stage.title)
        yield Sentence("stage:title", "stage", title, f"{noted} : titre du stage.")
    if tutor:
        tutored = speech.say("attested-tutor", tutor=tutor)
        yield Sentence("stage:tutor", "stage", tutored, f"{noted} : tuteur ou tutrice.")
    if stage.mandate:
        mandate = speech.say("letter-mandate", mandate=stage.mandate)
        yield Sentence("stage:mandate", "stage", mandate, f"{noted} : mandat.")


def _deliverables(setting: Setting) -> Iterator[Sentence]:
    """Those that were accepted, with the day, then those that were only planned."""
    named = set(setting.dossier.stage.deliverables)
    planned = []
    for each in setting.dossier.deliverables:
        id = _id("deliverable", each.name)
        if each.accepted_on:
            said = f"{each.name} ({setting.speech.date(each.accepted_on)})"
            evidence = (
                f"Livrable accepté le {plain_date(each.accepted_on)}, noté au plan de travail."
            )
            yield Sentence(id, "accepted", said, evidence)
        elif each.name in named:
            evidence = "Livrable prévu, noté dans les informations du dossier."
            planned.append(Sentence(id, "deliverables", each.name, evidence))
    yield from planned


def _criteria(setting: Setting) -> Iterator[Sentence]:
    form = rated_form(setting.dossier)
    if form is None:
        return
    for criterion in setting.programme.evaluation.criteria:
        rating = form.rating(criterion.id)
        if rating.mark is not None:
            yield _criterion(criterion, rating.mark, rating.comment, form, setting)


def _criterion(
    criterion: Criterion, level: int, comment: str, form: Evaluation, setting: Setting
) -> Sentence:
    labels = setting.programme.evaluation.levels
    label = next(each.label for each in labels if each.value == level)
    said = setting.speech.say(
        "letter-criterion", criterion=criterion.title, level=lower_first(label)
    )
    commented = f"Commentaire : « {comment} »" if comment else "Sans commentaire."
    return Sentence(
        _id("criterion", criterion.id),
        "criteria",
        _joined(said, comment),
        f"{_form(form, setting)}, critère « {criterion.title} » : niveau {level}, "
        f"{lower_first(label)}. {commented}",
        is_usual=level > _AS_EXPECTED or (level == _AS_EXPECTED and bool(comment)),
    )


def _answers(setting: Setting) -> Iterator[Sentence]:
    form = rated_form(setting.dossier)
    if form is None:
        return
    content = setting.programme.evaluation
    for question in content.questions_for(form.kind):
        answer = answer_text(question, form, content, setting.speech)
        if answer and question.id not in _NOT_OF_THE_INTERN:
            yield _answered(question, answer, form, setting)


def _answered(
    question: ClosingQuestion, answer: str, form: Evaluation, setting: Setting
) -> Sentence:
    key = "letter-question" if question.title.endswith("?") else "letter-answer"
    words = f"{lower_first(answer)}." if question.id in _CHOSEN else answer
    said = setting.speech.say(key, question=question.title, answer=words)
    why = form.overall_why if question.id == OVERALL else ""
    return Sentence(
        _id("question", question.id),
        "answers",
        _joined(said, why),
        f"{_form(form, setting)}, réponse à « {question.title} » : « {_joined(words, why)} »",
        is_usual=_speaks_for_the_intern(question.id, form),
    )


def _speaks_for_the_intern(question: str, form: Evaluation) -> bool:
    match question:
        case "strengths":
            return True
        case "overall":
            return form.overall is not None and form.overall >= _APPRAISED_AS_EXPECTED
        case "goals_reached":
            return form.goals_reached == "oui"
        case "would_host_again":
            return form.would_host_again is True
        case _:
            return False


def _notes(setting: Setting) -> Iterator[Sentence]:
    """Notes and minutes are the tutor's own: they are offered, and none is in by itself."""
    dossier, speech = setting.dossier, setting.speech
    dated = []
    for note in dossier.notes:
        said = speech.say("letter-note", day=speech.date(note.on), note=note.text)
        dated.append((note.on, f"note:{note.id}", said, note.text, "Note du dossier"))
    for meeting in dossier.meetings:
        day = host_day(meeting, dossier.host.zone)
        dated += [(day, *noted) for noted in _noted(meeting, day, setting)]
    for day, id, said, text, source in sorted(dated, key=lambda each: each[0]):
        if text:
            evidence = f"{source}, le {plain_date(day)} : « {text} »"
            yield Sentence(id, "notes", said, evidence, is_usual=False)


def _noted(meeting: Meeting, on: date, setting: Setting) -> Iterator[tuple[str, str, str, str]]:
    """What was noted of a meeting held that day (host-local), in the order of its agenda.

    Yields:
        Identifier, sentence, text and source. The sentence of an item names it: an aim read alone
        would pass for something done.
    """
    programme, speech = setting.programme, setting.speech
    day = speech.date(on)
    title = f"la rencontre « {programme.meeting_rules.title(meeting.kind)} »"
    for minute in meeting.record.minutes:
        item = item_title(meeting, minute.item, programme)
        said = speech.say("letter-minute", day=day, item=lower_first(item), note=minute.text)
        id = _id("minute", f"{meeting.id}:{minute.item}")
        yield id, said, minute.text, f"Compte rendu de {title}, « {item} »"
    notes = meeting.record.notes
    said = speech.say("letter-note", day=day, note=notes)
    yield f"meeting:{meeting.id}", said, notes, f"Notes de {title}"


def _form(form: Evaluation, setting: Setting) -> str:
    title = setting.programme.evaluation.form(form.kind).title
    if form.completed_on:
        return f"{title} complétée le {plain_date(form.completed_on)}"
    return f"{title}, pas encore déclarée complète"


def _id(kind: str, name: str) -> str:
    return f"{kind}:{name}"[:LINE_MAX].strip()


def _joined(*texts: str) -> str:
    return " ".join(filter(None, texts))
