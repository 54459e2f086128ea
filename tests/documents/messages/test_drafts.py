"""The drafts: recorded facts only, each to somebody or saying who is missing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.documents.messages.drafts import drafts
from telestage_tui.documents.messages.message import Addressee
from telestage_tui.dossier.contacts import Contact, Contacts
from telestage_tui.dossier.dossier import Dossier, ProgrammeRef
from telestage_tui.dossier.evaluations import Evaluation
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import Candidate, Intern, Tutor
from telestage_tui.programme.loader import NEWEST, load_programme
from telestage_tui.programme.messages import MessageKind
from tests.factories import END, make_access, make_dossier
from tests.strategies import dossiers

from .support import draft, plain, setting

PROGRAMME = load_programme()
NAMES = tuple(message.id for message in PROGRAMME.messages.messages)
ONSITE = load_programme(ProgrammeRef(id="surplace", version=NEWEST))
REMOTE_WORDS = r"télé-?stage\b|visioconf|à distance|remote|video call"
DEMO = demo_dossiers(date(2026, 11, 29))


@pytest.mark.parametrize("name", NAMES)
def test_every_message_of_every_demo_dossier_is_whole(name: str) -> None:
    for dossier in DEMO:
        for message in drafts(setting(name, dossier)):
            text = f"{message.subject}\n{message.body}"
            assert not re.search(r"\{[{%]|%\}|None|\bFalse\b", text)
            assert "\n\n\n" not in message.body
            assert dossier.tutor.full_name in message.body
            assert all(contact.email or message.missing for contact in message.to)


@pytest.mark.parametrize("name", NAMES)
def test_french_has_its_no_break_spaces(name: str) -> None:
    for message in drafts(setting(name)):
        assert not re.search(r"\w [:;?!]( |$)|« | »", message.body, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_who_is_missing_is_said(name: str) -> None:
    dossier = make_dossier()
    bare = dossier.evolve(intern=dossier.intern.evolve(email=""))
    for message in drafts(setting(name, bare, organisation=Organisation())):
        assert "adresse à compléter" in message.addressees
        assert any("l’adresse courriel" in each for each in message.missing)


@pytest.mark.parametrize("kind", ONSITE.messages.messages, ids=lambda kind: kind.id)
def test_no_message_of_a_stage_on_site_speaks_of_a_remote_one(kind: MessageKind) -> None:
    dossier = make_dossier()  # with the link that its remote stage had
    rule = dossier.meeting_rule.evolve(link="https://salle.example.com/lea")
    for language in kind.languages:
        place = setting(kind.id, dossier.evolve(meeting_rule=rule), language, programme=ONSITE)
        for message in drafts(place):
            text = f"{message.subject}\n{message.body}"
            assert not re.search(REMOTE_WORDS, text, re.IGNORECASE)
            assert "\n\n\n" not in message.body


def test_each_goes_to_the_one_it_is_for() -> None:
    to = {name: drafts(setting(name))[0].to for name in NAMES}
    assert to["invitation"][0].email == "lea@example.org"
    assert to["ofqj-choice"] == (Addressee("Claire Morin", "claire@ofqj.example.org"),)
    assert to["accesses-to-withdraw"] == (Addressee("Soutien informatique", "soutien@example.com"),)
    assert [each.email for each in to["team-notice"]] == [
        "sophie@example.com",
        "equipe@example.com",
    ]


def test_every_task_of_the_programme_asks_for_its_messages() -> None:
    asked = {task.id for task in PROGRAMME.tasks if PROGRAMME.messages.asked_by(task.id)}
    assert asked >= {"sel-choice", "bef-meeting", "bef-team", "bef-resources", "bef-security",
                     "dur-welcome", "dur-checkins", "mid-send", "end-letter", "end-attestation",
                     "end-access"}  # fmt: skip


def test_what_is_not_recorded_is_blank_and_listed() -> None:
    dossier = make_dossier()
    bare = dossier.evolve(
        stage=dossier.stage.evolve(mandate=""),
        meeting_rule=dossier.meeting_rule.evolve(link=""),
        tutor=Tutor(),
    )
    message = draft("invitation", bare)
    for what in ("le mandat", "le lien de la visioconférence", "la date de la rencontre",
                 "votre nom"):  # fmt: skip
        assert what in message.missing
        assert f"[… à compléter : {what}]" in plain(message.body)


def test_a_blank_that_is_not_written_is_not_listed() -> None:
    assert draft("reminder").missing == ()


def test_the_reminder_is_of_the_next_check_in_with_its_goals() -> None:
    message = draft("reminder")
    assert "mardi 16 février 2027" in plain(message.subject)
    assert "9 h 30 au Québec · 15 h 30 en France" in plain(message.body)
    assert "https://visio.example.com/lea" in message.body


def test_nobody_sees_the_name_of_another_candidate() -> None:
    others = ("Thomas Lefèvre", "Inès Moreau", "Zoé d’Été")
    dossier = make_dossier(
        candidates=(
            Candidate(name="Léa Nguyễn-Œuvrard", chosen=True),
            *(Candidate(name=name, interviewed_on=date(2026, 11, 18)) for name in others),
        )
    )
    messages = drafts(setting("candidates-answer", dossier))
    assert [message.to[0].name for message in messages] == list(others)
    for name, message in zip(others, messages, strict=True):
        assert name in message.body
        assert "18 novembre 2026" in plain(message.body)
        assert "Léa" not in message.body
        assert not any(other in message.body for other in others if other != name)


def with_candidates(*candidates: Candidate) -> Dossier:
    chosen = Candidate(name="Léa Nguyễn-Œuvrard", chosen=True)
    return make_dossier(candidates=(chosen, *candidates))


def test_the_runner_up_is_named_to_the_ofqj_and_not_among_the_others() -> None:
    dossier = with_candidates(Candidate(name="Ana Ba", runner_up=True), Candidate(name="Luc Roy"))
    message = draft("ofqj-choice", dossier)
    body = plain(message.body)
    assert "Second choix, en cas de désistement : Ana Ba" in body
    assert "– Luc Roy" in body
    assert body.count("Ana Ba") == 1
    assert not any("second choix" in each for each in message.missing)


def test_of_two_namesakes_each_reads_the_day_of_their_own_interview() -> None:
    days = date(2026, 11, 18), date(2026, 11, 20)
    dossier = with_candidates(*(Candidate(name="Luc Roy", interviewed_on=day) for day in days))
    first, second = drafts(setting("candidates-answer", dossier))
    assert "notre entretien du 18 novembre 2026" in plain(first.body)
    assert "notre entretien du 20 novembre 2026" in plain(second.body)


def test_a_candidate_not_named_is_asked_for() -> None:
    (message,) = drafts(setting("candidates-answer", make_dossier(candidates=())))
    assert "le nom du ou de la destinataire" in message.missing


def test_accesses_to_open_are_grouped_by_manager() -> None:
    later = {"given_on": None, "explained_on": None}
    dossier = make_dossier(
        accesses=(
            make_access("Teams", manager="Paul Roy", **later),
            make_access("VPN", manager="Soutien", **later),
            make_access("Figma", manager="paul roy", **later),
            make_access("Badge", manager="", **later),
        )
    )
    body = plain(draft("accesses-to-open", dossier).body)
    managers = re.findall(r"^Responsable : (.*)$", body, re.MULTILINE)
    assert managers == [
        "Paul Roy",
        "Soutien",
        "[… à compléter : le ou la responsable de cet accès]",
    ]
    assert body.index("Figma") < body.index("VPN") < body.index("Badge")


def test_each_manager_is_asked_for_what_is_theirs_and_its_checks() -> None:
    paul = Contact(name="Paul Roy", emails=("paul@example.com",))
    dossier = make_dossier(
        contacts=Contacts(hr=paul),
        accesses=(
            make_access("Teams", kind="communication", manager="Paul Roy"),
            make_access("VPN", kind="vpn", manager="Nadia"),
            make_access("Canva", kind="licence", manager="paul roy"),
            make_access("Badge", manager=""),
            make_access("Zoom", manager="Nadia", withdrawn_on=END),
        ),
    )
    asked = drafts(setting("accesses-to-withdraw", dossier))
    assert [message.to[0].name for message in asked] == [
        "Nadia",
        "Paul Roy",
        "Soutien informatique",
    ]
    assert [message.to[0].email for message in asked][:2] == ["", "paul@example.com"]
    names = ("Teams", "VPN", "Canva", "Badge", "Zoom")
    assert [[name for name in names if name in plain(message.body)] for message in asked] == [
        ["VPN"], ["Teams", "Canva"], ["Badge"],
    ]  # fmt: skip
    assert "à vérifier : sessions et mots de passe d’application fermés" in plain(asked[0].body)
    assert "l’adresse courriel de Nadia" in asked[0].missing


def test_an_access_to_open_is_not_yet_given_and_one_to_withdraw_is() -> None:
    dossier = make_dossier(
        accesses=(
            make_access("Teams"),
            make_access("Trello", given_on=None, explained_on=None),
            make_access("VPN", withdrawn_on=date(2027, 2, 1)),
        )
    )
    to_open = draft("accesses-to-open", dossier).body
    to_withdraw = draft("accesses-to-withdraw", dossier).body
    assert ("Trello" in to_open, "Teams" in to_open, "VPN" in to_open) == (True, False, False)
    assert ("Trello" in to_withdraw, "Teams" in to_withdraw, "VPN" in to_withdraw) == (
        False, True, False,
    )  # fmt: skip


def test_praise_comes_from_a_completed_evaluation_only() -> None:
    def with_final(**fields: Any) -> Dossier:
        final = Evaluation(kind="final", strengths="Rigueur remarquée.", **fields)
        return make_dossier(evaluations=(final,))

    assert "Rigueur" not in draft("thanks", with_final()).body
    assert "Rigueur" in draft("thanks", with_final(completed_on=date(2027, 4, 7))).body


def test_a_message_in_english_has_english_words_dates_and_blanks() -> None:
    dossier = make_dossier()
    bare = dossier.evolve(meeting_rule=dossier.meeting_rule.evolve(link=""))
    message = draft("invitation", bare, "en")
    assert message.language == "en"
    assert "Hello Léa" in message.body
    assert "11 January 2027" in plain(message.body)
    assert "[… to complete: the video link]" in message.body
    assert "le lien de la visioconférence" in message.missing
    assert any("reste en français" in notice for notice in message.notices)


def test_a_message_without_translation_stays_french_and_says_so() -> None:
    message = draft("security", language="en")
    assert message.language == "fr"
    assert "Ce message n’existe qu’en français." in message.notices


def test_what_looks_like_a_template_is_a_text_like_any_other() -> None:
    intern = Intern(first_name="{{ host.name }}", last_name="{% raw %} $what #} </x>")
    message = draft("invitation", make_dossier(intern=intern))
    assert "Bonjour {{ host.name }}" in message.body


def test_an_incomplete_form_to_join_is_listed() -> None:
    assert any("évaluation de mi-stage" in each for each in draft("midpoint-form").missing)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(dossiers())
def test_any_dossier_gives_every_message(dossier: Dossier) -> None:
    for name in NAMES:
        for language in PROGRAMME.messages.message(name).languages:
            for message in drafts(setting(name, dossier, language, Organisation(), PROGRAMME)):
                assert message.subject
                assert "\n" not in message.subject
                assert message.body
