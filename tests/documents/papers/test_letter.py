"""The letter of recommendation: nothing but what was recorded, and each sentence says where."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telestage_tui.documents.papers.catalogue import (
    MAKERS,
    check_form,
    forms_of,
    is_empty,
    missing_for,
    paper_docx,
    paper_pdf,
)
from telestage_tui.documents.papers.letter import (
    Sentence,
    kept,
    mark,
    rated_form,
    release_of,
    sentences,
)
from telestage_tui.documents.papers.setting import Setting
from telestage_tui.dossier import changes as do
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind, Rating
from telestage_tui.dossier.french import lower_first
from telestage_tui.dossier.meetings import Minute
from telestage_tui.dossier.work_plan import Deliverable
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.papers import Paper, PrintedTitle
from tests.factories import END, make_dossier, make_meeting
from tests.strategies import dossiers

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cf"
    "c0000003010100c9fe92ef0000000049454e44ae426082"
)
"""The smallest PNG: one red pixel."""


def plain(text: str) -> str:
    """The text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def letter(dossier: Dossier, name: str = "letter") -> Setting:
    programme = load_programme()
    return Setting(dossier, programme, programme.papers.paper(name))


def rated(kind: EvaluationKind = "final", **fields: Any) -> Evaluation:
    """A form with a criterion at each level, two of them with a comment."""
    ratings = (
        Rating(criterion="rigour", level=4, comment="Relit tout\navant de remettre."),
        Rating(criterion="autonomy", level=3, comment="Avance seule."),
        Rating(criterion="writing", level=3),
        Rating(criterion="deadlines", level=2, comment="Deux retards."),
        Rating(criterion="attendance", level=1),
        Rating(criterion="culture", applicable=False, comment="Sans objet ici."),
    )
    return Evaluation(kind=kind, **({"ratings": ratings, "strengths": "Le code."} | fields))


def with_forms(*forms: Evaluation, **fields: Any) -> Dossier:
    return make_dossier(**({"evaluations": forms} | fields))


def by_id(dossier: Dossier) -> dict[str, Sentence]:
    return {each.id: each for each in sentences(letter(dossier))}


def page(dossier: Dossier, name: str = "letter") -> str:
    document = Document(BytesIO(paper_docx(letter(dossier, name))[0]))
    return "\n".join(each.text for each in document.paragraphs).replace("\u00a0", " ")


def headers(dossier: Dossier) -> str:
    document = Document(BytesIO(paper_docx(letter(dossier))[0]))
    return "\n".join(each.text for each in document.sections[0].header.paragraphs)


def released(dossier: Dossier) -> Dossier:
    return do.release_letter(mark(letter(dossier)), on=END).apply(dossier)


def test_each_sentence_quotes_what_was_recorded_and_says_where() -> None:
    lines = by_id(with_forms(rated()))
    rigour = lines["criterion:rigour"]
    assert "au-dessus des attentes" in rigour.text
    assert rigour.text.endswith("Relit tout\navant de remettre.")
    assert "Évaluation de fin de stage" in rigour.evidence
    assert "niveau 4" in rigour.evidence
    assert lines["question:strengths"].text.endswith("Le code.")
    assert "Points forts" in lines["question:strengths"].evidence
    assert lines["deliverable:Tableau de bord"].text == "Tableau de bord"
    assert all(each.evidence for each in lines.values())


def test_an_accepted_deliverable_is_not_said_to_be_only_planned() -> None:
    name = "Tableau de bord"
    dossier = with_forms(rated())
    assert name in dossier.stage.deliverables
    accepted = Deliverable(name=name, delivered_on=date(2027, 3, 1), accepted_on=date(2027, 3, 4))
    done = dossier.evolve(work_plan=dossier.work_plan.evolve(deliverables=(accepted,)))
    line = by_id(done)[f"deliverable:{name}"]
    assert line.part == "accepted"
    assert plain(line.text) == "Tableau de bord (4 mars 2027)"
    assert "Livrable accepté le 4 mars 2027" in plain(line.evidence)
    assert "remis et acceptés" in page(done)
    assert f"{name}\n" not in page(done)


def test_a_low_level_is_offered_and_said_as_it_is() -> None:
    dossier = with_forms(rated())
    lines = by_id(dossier)
    for name, words in (("deadlines", "en dessous des attentes"), ("attendance", "problématique")):
        low = lines[f"criterion:{name}"]
        assert not low.is_kept
        assert words in low.text
        chosen = do.put_in(low.id, low.text).apply(dossier)
        assert words in page(chosen)
    assert "Tient les échéances" not in page(dossier)


def test_what_was_not_rated_makes_no_sentence() -> None:
    criteria = {each for each in by_id(with_forms(rated())) if each.startswith("criterion:")}
    assert criteria == {
        f"criterion:{name}" for name in ("rigour", "autonomy", "writing", "deadlines", "attendance")
    }


def test_without_a_word_the_letter_has_facts_alone() -> None:
    dossier = make_dossier(evaluations=(), notes=(), meetings=())
    assert {each.part for each in sentences(letter(dossier))} == {"stage", "deliverables"}
    assert is_empty(letter(dossier))
    assert "aucune qualité" in " ".join(missing_for(letter(dossier)))
    for word in ("recommand", "excellent", "qualité"):
        assert word not in page(dossier).lower().replace("lettre de recommandation", "")


@pytest.mark.parametrize(
    ("answers", "is_kept"),
    [
        ({"overall": 4}, {"question:overall": True}),
        ({"overall": 2}, {"question:overall": False}),
        ({"goals_reached": "oui"}, {"question:goals_reached": True}),
        ({"goals_reached": "en partie"}, {"question:goals_reached": False}),
        ({"would_host_again": True}, {"question:would_host_again": True}),
        ({"would_host_again": False}, {"question:would_host_again": False}),
        ({"to_improve": "L’oral."}, {"question:to_improve": False}),
        ({"supervision_hours": 3.5, "attestation_given": True, "training_sufficient": True}, {}),
    ],
)
def test_an_answer_is_in_the_letter_when_it_speaks_for_the_intern(
    answers: dict[str, Any], is_kept: dict[str, bool]
) -> None:
    lines = by_id(with_forms(rated(strengths="", **answers)))
    asked = {id: each.is_kept for id, each in lines.items() if each.part == "answers"}
    assert asked == is_kept


def test_why_follows_the_appraisal_in_its_own_words() -> None:
    line = by_id(with_forms(rated(overall=4, overall_why="Deux outils livrés.")))[
        "question:overall"
    ]
    assert line.text.endswith("va au-delà des attentes. Deux outils livrés.")


def test_notes_are_offered_and_never_in_the_letter_by_themselves() -> None:
    dossier = with_forms(rated())
    note = next(each for each in sentences(letter(dossier)) if each.id.startswith("note:"))
    assert not note.is_kept
    assert "Très bonne première semaine." not in page(dossier)
    assert "Très bonne première semaine." in page(do.put_in(note.id, note.text).apply(dossier))


def test_the_form_of_mid_stage_stands_in_and_that_is_said() -> None:
    begun = Evaluation(kind="final", attestation_given=True)
    dossier = with_forms(rated("midpoint"), begun)
    assert rated_form(dossier) == dossier.evaluation("midpoint")
    assert "L’évaluation de mi-stage dit ceci" in page(dossier)
    assert "mi-stage" in " ".join(missing_for(letter(dossier)))
    assert "Évaluation de mi-stage" in by_id(dossier)["criterion:rigour"].evidence
    both = with_forms(rated("midpoint"), rated(ratings=(Rating(criterion="rigour", level=1),)))
    assert "problématique" in by_id(both)["criterion:rigour"].text


def test_a_sentence_left_out_is_not_written_and_comes_back() -> None:
    dossier = with_forms(rated())
    without = do.leave_out("question:strengths", "Points forts").apply(dossier)
    assert "Le code." not in page(without)
    assert "Le code." in page(do.put_in("question:strengths", "Points forts").apply(without))


def test_draft_stands_on_the_title_and_on_every_page_until_the_release() -> None:
    dossier = with_forms(rated())
    assert page(dossier).startswith("BROUILLON – Lettre de recommandation")
    assert headers(dossier) == "BROUILLON\tLéa Nguyễn-Œuvrard"
    assert "BROUILLON" in " ".join(missing_for(letter(dossier)))
    assert "Rimouski, le ___" in page(dossier)
    after = released(dossier)
    assert "BROUILLON" not in page(after) + headers(after) + " ".join(missing_for(letter(after)))
    assert "Rimouski, le 9 avril 2027" in page(after)
    assert page(do.take_back_letter().apply(after)) == page(dossier)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.evolve(evaluations=(rated(strengths="Autre chose."),)),
        lambda d: d.evolve(tutor=d.tutor.evolve(last_name="Gagnon")),
        lambda d: d.evolve(stage=d.stage.evolve(mandate="Un autre mandat.")),
        do.leave_out("criterion:rigour", "Rigueur").apply,
    ],
)
def test_a_released_letter_that_says_something_else_is_a_draft_again(change: do.Transition) -> None:
    dossier = released(with_forms(rated()))
    assert release_of(letter(dossier))
    changed = change(dossier)
    assert release_of(letter(changed)) is None
    assert "BROUILLON" in page(changed)
    assert "a changé" in " ".join(missing_for(letter(changed)))


def test_what_changes_no_word_of_the_letter_leaves_it_released() -> None:
    dossier = released(with_forms(rated()))
    assert release_of(letter(dossier.evolve(notes=(), closed_on=END)))


def test_what_the_letter_lacks_is_listed_and_left_blank() -> None:
    bare = with_forms(rated())
    bare = bare.evolve(
        tutor=bare.tutor.evolve(first_name="", last_name="", title="", email=""),
        host=bare.host.evolve(city=""),
    )
    missing = " ".join(missing_for(letter(bare)))
    for word in ("nom du tuteur", "fonction", "joindre", "ville", "réponses"):
        assert word in missing
    assert "____" in page(bare)


def test_the_attestation_in_word_says_what_the_pdf_does() -> None:
    dossier = make_dossier()
    text = page(dossier, "attestation")
    for word in ("atteste que Léa Nguyễn-Œuvrard", "300 $ par mois", "Tableau de bord",
                 "Maxime Tremblay", "n’est pas encore arrivé"):  # fmt: skip
        assert word in text
    assert "pas encore arrivé" not in page(dossier.evolve(closed_on=END), "attestation")
    ines = dossier.evolve(intern=dossier.intern.evolve(first_name="Inès"))
    assert "atteste qu’Inès" in page(ines, "attestation")


def test_a_paper_is_refused_in_a_form_it_has_not() -> None:
    dossier = make_dossier()
    with pytest.raises(Refused, match="DOCX"):
        paper_pdf(letter(dossier))
    with pytest.raises(Refused, match="PDF"):
        paper_docx(letter(dossier, "minutes"))


def test_a_paper_of_an_organisation_without_a_template_has_no_form() -> None:
    paper = Paper(id="merci", title=PrintedTitle(fr="Mot de remerciement"))
    assert forms_of(paper) == ()
    with pytest.raises(Refused, match=r"en PDF\.$"):
        check_form(paper, "pdf")


def test_a_very_long_comment_is_kept_whole() -> None:
    words = " ".join(f"mot{n}" for n in range(2_000))
    assert words in page(with_forms(rated(strengths=words)))


def test_the_same_dossier_gives_the_same_bytes() -> None:
    for name in ("letter", "attestation"):
        dossier = with_forms(rated())
        assert paper_docx(letter(dossier, name)) == paper_docx(letter(dossier, name))


WORD = [name for name in MAKERS if "docx" in forms_of(load_programme().papers.paper(name))]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossier=dossiers(), name=st.sampled_from(WORD))
def test_any_dossier_gives_a_docx_that_says_its_texts(dossier: Dossier, name: str) -> None:
    setting = letter(dossier, name)
    document = Document(BytesIO(paper_docx(setting)[0]))
    said = [each.text for each in document.paragraphs]
    texts = (
        []
        if dossier.ended_early and dossier.ended_early.never_begun
        else list(dossier.stage.deliverables)
    )
    if name == "letter":
        texts += [each.text for each in kept(setting)]
    for text in texts:
        plain = text.replace("\ufffe", "").replace("\uffff", "")
        assert any(line == plain or line.startswith(f"{plain} (") for line in said)  # accepted on…


def test_the_logo_stands_at_the_head_of_the_file_and_one_it_cannot_hold_is_said(
    tmp_path: Path,
) -> None:
    picture, drawing = tmp_path / "logo.png", tmp_path / "logo.svg"
    picture.write_bytes(PIXEL)
    drawing.write_text("<svg/>")
    programme = load_programme()
    paper = programme.papers.paper("attestation")
    content, notices = paper_docx(Setting(make_dossier(), programme, paper, logo_path=str(picture)))
    assert notices == ()
    assert len(Document(BytesIO(content)).inline_shapes) == 1
    content, (notice,) = paper_docx(
        Setting(make_dossier(), programme, paper, logo_path=str(drawing))
    )
    assert "PNG" in notice
    assert len(Document(BytesIO(content)).inline_shapes) == 0


def test_each_item_of_the_minutes_is_offered_with_its_meeting_and_its_item() -> None:
    """What was delivered, decided, aimed at: the agenda has it, and not the notes alone."""
    programme = load_programme()
    meeting = make_meeting()
    items = programme.meetings.template(meeting.kind).items
    record = meeting.record.evolve(
        minutes=[Minute(item=item.id, text=f"Fait : {item.title}.") for item in items],
        notes="Bonne humeur.",
    )
    dossier = make_dossier(meetings=(meeting.evolve(record=record),), notes=())
    offered = [each for each in sentences(letter(dossier)) if each.part == "notes"]
    said = (*(f"Fait : {item.title}." for item in items), "Bonne humeur.")
    assert len(offered) == len(said)
    assert all(each.text.endswith(text) for each, text in zip(offered, said, strict=True))
    assert not any(each.is_kept for each in offered)
    assert len({each.id for each in offered}) == len(offered)
    for each, item in zip(offered, items, strict=False):
        assert f", {lower_first(item.title)} : " in plain(each.text)  # an aim is not a deed
        assert f"« {item.title} »" in each.evidence
        assert "Compte rendu de la rencontre" in each.evidence
