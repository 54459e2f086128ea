"""The packaged content: complete, sourced, well written."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import get_args

import pytest

from telestage_tui.dossier.errors import TelestageError
from telestage_tui.dossier.evaluations import EvaluationKind
from telestage_tui.dossier.meetings import MeetingKind
from telestage_tui.programme.content_files import PACKAGED
from telestage_tui.programme.guide import Topic
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.meeting_rules import MeetingRules
from telestage_tui.programme.sources import PROPOSED
from telestage_tui.programme.verify import problems_of_texts
from tests import factories

PROGRAMME = load_programme()
FILES = sorted(PACKAGED.glob("*/*/*.toml"))
REQUIRED = {task.id for task in PROGRAMME.tasks if task.required}


def test_nothing_is_wrong_with_the_content() -> None:
    assert problems_of_texts(PROGRAMME) == ()


def test_the_dossiers_of_the_tests_are_of_this_programme() -> None:
    assert PROGRAMME.ref == factories.PROGRAMME


def test_the_folder_of_a_version_bears_its_name() -> None:
    for path in PACKAGED.glob("*/*/programme.toml"):
        version = path.parent
        programme = load_programme(
            PROGRAMME.ref.evolve(id=version.parent.name, version=version.name)
        )
        assert (programme.ref.id, programme.ref.version) == (version.parent.name, version.name)


def test_titles_fit_a_line_of_the_screen() -> None:
    assert max(len(task.title) for task in PROGRAMME.tasks) <= 58


def test_help_is_short_and_has_steps() -> None:
    for task in PROGRAMME.tasks:
        help_ = PROGRAMME.help(task.id)
        assert 2 <= len(help_.how) <= 5, task.id
        assert 1 <= len(re.findall(r"[.?!](?:\s|$)", help_.why)) <= 3, task.id
        assert bool(help_.proof) == task.required, task.id


def test_every_kind_has_its_words() -> None:
    assert {m.kind for m in PROGRAMME.meetings.meetings} == set(get_args(MeetingKind))
    assert set(MeetingRules.model_fields) == set(get_args(MeetingKind))
    assert PROGRAMME.meeting_rules.title("checkin") == "Rencontre de suivi"
    assert PROGRAMME.meeting_rules.short("checkin") == "Suivi"
    assert [k.id for k in PROGRAMME.accesses.kinds] == [
        "vpn", "courriel", "code", "compte-partage", "communication", "taches", "partage",
        "licence", "materiel", "autre",
    ]  # fmt: skip
    for kind in get_args(EvaluationKind):
        assert PROGRAMME.evaluation.form(kind).title
        assert PROGRAMME.evaluation.questions_for(kind)
    assert PROGRAMME.accesses.kind_label("vpn") == "VPN"


SUGGESTED = re.compile(
    r"\b[Nn]ous (?:suggérons|proposons)\b|\bselon nous\b|\bc’est une suggestion\b"
)
DEMANDED = re.compile(r"\bOFQJ (?:attend|demande|exige|impose)|\bobligatoire|\bdoit\b|\bdoivent\b")


@pytest.mark.parametrize("topic", PROGRAMME.guide.topics, ids=lambda topic: topic.id)
def test_our_suggestions_are_said_to_be_ours_and_nothing_else_is(topic: Topic) -> None:
    ours = [text for text in topic.paragraphs if SUGGESTED.search(text)]
    assert bool(ours) == ("proposed" in topic.sources)
    for text in ours:
        sentences = [part for part in re.split(r"(?<=[.?!]) ", text) if SUGGESTED.search(part)]
        assert [part for part in sentences if DEMANDED.search(part)] == []


def test_what_we_propose_is_no_rule() -> None:
    assert "proposed" not in {rule.source for rule in PROGRAMME.rules}
    assert "proposed" not in {task.source for task in PROGRAMME.tasks}


def test_the_forms_of_ofqj_are_said_to_be_filled_where_an_evaluation_is() -> None:
    for task_id in ("mid-form", "mid-send", "end-review"):
        steps = " ".join(PROGRAMME.help(task_id).how)
        assert re.search(r"formulaire .*de l’OFQJ", steps), task_id


def test_training_is_in_the_guide() -> None:
    (topic,) = (topic for topic in PROGRAMME.guide.topics if topic.id == "formation")
    text = " ".join(topic.paragraphs)
    for word in ("tronc commun", "métier", "savoir-être", "badges", "portfolio", "références"):
        assert word in text


def test_the_guide_covers_every_required_task() -> None:
    helped = {task for topic in PROGRAMME.guide.topics for task in topic.tasks}
    assert set() == REQUIRED - helped


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("ircc pas a pas", "portail-pas-a-pas"),
        ("session expiree", "portail-pas-a-pas"),
        ("questions souvent", "questions"),
        ("methodes de travail", "methodes-quebec"),
        ("chronos", "are-rfft-chronos"),
        ("rfft", "are-rfft-chronos"),
    ],
)
def test_what_is_often_asked_is_found_in_the_guide(words: str, topic: str) -> None:
    assert topic in [each.id for each in PROGRAMME.guide.search(words)]


@pytest.mark.parametrize(
    "asked",
    ["stage.financement", "stage.titre", "sel-offer", "sel-eligibility", "sel-financing"],
)
def test_the_words_of_the_financing_are_explained_where_they_are_asked(asked: str) -> None:
    assert "are-rfft-chronos" in [each.id for each in PROGRAMME.guide.about(asked)]


def test_each_step_of_the_portal_opens_the_guide_on_it() -> None:
    steps = [task for task in PROGRAMME.whole.tasks if task.phase == "onsite"]
    assert steps
    for task in steps:
        assert PROGRAMME.guide.about(task.id)[0].id == "portail-pas-a-pas"


def test_the_guide_is_searched_without_accents_and_titles_come_first() -> None:
    topics = [topic.id for topic in PROGRAMME.guide.search("DECALAGE")]
    assert topics[0] == "decalage"
    assert [topic.id for topic in PROGRAMME.guide.search("hameconnage")] == ["securite"]
    assert PROGRAMME.guide.search("xylophone") == ()
    assert len(PROGRAMME.guide.search("")) == len(PROGRAMME.guide.topics)
    assert "convention" in {topic.id for topic in PROGRAMME.guide.for_task("sel-convention")}
    assert "evaluations" in {topic.id for topic in PROGRAMME.guide.for_phase("midpoint")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_french_typography(path: object) -> None:
    text = str(getattr(path, "read_text")(encoding="utf-8"))  # noqa: B009
    strings = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
    assert not re.findall(r".{12} [;?!»](?=[ \"]|$)", strings, re.MULTILINE)
    assert not re.findall(r"« .{12}", strings)
    assert not re.findall(r".{12}\w'\w", strings)
    assert not re.findall(r".{12}\d (?:\$|mois|ans|heures|h)\b", strings)
    assert "Pôle emploi" not in strings.replace("l’ancien Pôle emploi", "").replace(
        "le nouveau nom de Pôle emploi", ""
    ).replace('"Pôle emploi"', "")


def test_an_unknown_identifier_suggests_the_nearest() -> None:
    with pytest.raises(TelestageError, match=r"vouliez-vous «.sel-convention.»"):
        PROGRAMME.task("sel-conven")
    with pytest.raises(TelestageError, match=r"^Étape «.zzz.» introuvable\.$"):
        PROGRAMME.help("zzz")
    with pytest.raises(TelestageError, match="Phase"):
        PROGRAMME.phase("apres")
    with pytest.raises(TelestageError, match=r"«.age.»"):
        PROGRAMME.rule("ages")
    with pytest.raises(TelestageError, match=r"«.000.»"):
        PROGRAMME.source("0000")


def test_our_way_of_doing_a_task_is_never_signed_by_another() -> None:
    programme = load_programme()
    assert {tag for task in programme.tasks for tag in programme.help(task.id).source} == {PROPOSED}
    assert programme.source(PROPOSED).name == "Proposition de telestage"


def test_advice_is_no_demand_and_retention_no_duty() -> None:
    folder = files("telestage_tui.programme") / "content" / "telestage" / "2026.1"
    contents = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    text = "\n".join(file.read_text("utf-8") for file in contents)
    for phrase in (
        "OFQJ demande",
        "OFQJ attend une",
        "à conserver",
        "référente",
        "personne-ressource",
    ):
        assert phrase not in text
    assert load_programme().sources["002"].citation.count("autre programme") == 1


def test_every_level_of_every_criterion_has_its_own_observable_sentence() -> None:
    content = load_programme().evaluation
    sentences = [
        content.anchor(criterion.id, level)
        for criterion in content.criteria
        for level in (1, 2, 3, 4)
    ]
    assert len(sentences) == len(set(sentences)) == 92
    assert max(map(len, sentences)) <= 110
    assert content.anchors.source == ("proposed",)
