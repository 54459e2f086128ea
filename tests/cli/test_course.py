"""`telestage course`: seen, refused by the name of the option, done, and undone by nothing else."""

from __future__ import annotations

import json

import pytest

from .conftest import DURING, FICHES, Telestage, plain


@pytest.fixture
def lea(telestage: Telestage) -> str:
    """The identifier of a dossier whose stage is to begin."""
    telestage.run("new", str(FICHES / "complete.toml"))
    [line] = json.loads(telestage.run("list", "--json").stdout)
    return str(line["id"])


def shown(telestage: Telestage, lea: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads(telestage.run("show", lea, "--json").stdout)
    return answer


POSTPONED = ("postpone", "--start", "2027-01-18", "--reason", "Visa en retard")


def test_a_preview_saves_nothing(telestage: Telestage, lea: str) -> None:
    before = shown(telestage, lea)
    result = telestage.run("course", lea, *POSTPONED, "--preview")
    assert result.exit_code == 0
    assert "→ Premier jour : lun. 11 janv. → lun. 18 janv." in plain(result.stdout)
    assert shown(telestage, lea) == before


def test_without_a_terminal_one_says_yes(telestage: Telestage, lea: str) -> None:
    before = shown(telestage, lea)
    result = telestage.run("course", lea, *POSTPONED)
    assert result.exit_code == 1
    assert "ajoutez --yes" in result.stderr
    assert shown(telestage, lea) == before


def test_it_is_done_and_the_history_has_its_reason(telestage: Telestage, lea: str) -> None:
    result = telestage.run("course", lea, *POSTPONED, "--yes", "--json")
    answer = json.loads(result.stdout)
    assert answer["done"]
    assert "(Visa en retard)" in answer["label"]
    after = shown(telestage, lea)
    assert after["stage"]["start"] == "2027-01-18"  # type: ignore[index]
    assert after["history"][-1]["label"].endswith("(Visa en retard)")  # type: ignore[index]


def test_a_refusal_names_the_option(telestage: Telestage, lea: str) -> None:
    result = telestage.run("course", lea, "postpone", "--end", "2027-05-01")
    assert "--start : indiquez le nouveau premier jour" in plain(result.stderr)
    assert "--reason : dites pourquoi" in plain(result.stderr)


def test_an_option_of_another_change_is_refused(telestage: Telestage, lea: str) -> None:
    result = telestage.run("course", lea, "extend", "--start", "2027-01-18")
    assert result.exit_code == 2
    assert "--start ne sert pas avec extend" in result.stderr


def test_a_tutor_takes_over(telestage: Telestage, lea: str) -> None:
    telestage.today = DURING
    who = ("--first-name", "Inès", "--last-name", "Roy", "--email", "pas une adresse")
    refused = telestage.run("course", lea, "tutor", *who, "--reason", "Congé", "--yes")
    assert "--email" in refused.stderr
    who = (*who[:-1], "ines@example.com")
    assert telestage.run("course", lea, "tutor", *who, "--reason", "Congé", "--yes").exit_code == 0
    assert shown(telestage, lea)["tutor"]["last_name"] == "Roy"  # type: ignore[index]


def test_a_stage_ends_early_with_what_was_done(telestage: Telestage, lea: str) -> None:
    telestage.today = DURING
    telestage.run("waive", lea, "signature", "--why", "x")
    ended = ("end-early", "--on", "2027-02-19", "--reason", "Embauche")
    refused = telestage.run("course", lea, *ended, "--yes")
    assert "--done : dites en une phrase" in plain(refused.stderr)
    telestage.run("start", lea)
    result = telestage.run("course", lea, *ended, "--done", "Page en ligne", "--yes")
    assert result.exit_code == 0, result.stderr
    assert "– Remplir l’évaluation de fin de stage : à faire → sans objet" in plain(result.stdout)
    assert shown(telestage, lea)["ended_early"]["done"] == "Page en ligne"  # type: ignore[index]


def test_a_stage_that_never_begins_is_closed(telestage: Telestage, lea: str) -> None:
    result = telestage.run("course", lea, "never-begun", "--reason", "Désistement", "--yes")
    assert result.exit_code == 0, result.stderr
    assert shown(telestage, lea)["closed_on"] == "2026-11-05"


def test_a_stage_stops_and_is_taken_up_again(telestage: Telestage, lea: str) -> None:
    telestage.today = DURING
    telestage.run("start", lea)
    stop = ("interrupt", "--on", "2027-02-15", "--reason", "Arrêt de maladie", "--yes")
    result = telestage.run("course", lea, *stop)
    assert result.exit_code == 0, result.stderr
    assert shown(telestage, lea)["interruptions"][0]["last"] is None  # type: ignore[index]
    resume = ("resume", "--on", "2027-03-01", "--reason", "Guérie", "--yes")
    assert telestage.run("course", lea, *resume).exit_code == 0
    assert shown(telestage, lea)["interruptions"][0]["last"] == "2027-02-28"  # type: ignore[index]


def test_an_amendment_bears_its_signatures(telestage: Telestage, lea: str) -> None:
    telestage.today = "2027-01-04T09:00"
    telestage.run("course", lea, *POSTPONED, "--yes")
    signed = ("--ofqj", "2027-01-04", "--intern", "2027-01-04", "--host", "2027-01-04")
    result = telestage.run("course", lea, "amend", *signed, "--reason", "Report", "--yes")
    assert result.exit_code == 0, result.stderr
    after = shown(telestage, lea)
    assert after["agreed"]["start"] == "2027-01-18"  # type: ignore[index]
    assert not [
        each
        for each in after["compliance"]  # type: ignore[attr-defined]
        if str(each["rule"]).startswith("changed")
    ]


def test_the_accesses_are_suspended_with_the_stage_and_given_back_with_it(
    telestage: Telestage, lea: str
) -> None:
    telestage.today = DURING
    telestage.run("start", lea)
    telestage.run("access", "add", lea, "VPN", "--given", "2027-01-12")
    today = DURING[:10]
    stop = ("interrupt", "--on", today, "--reason", "Arrêt", "--suspend", "--yes")
    result = telestage.run("course", lea, *stop)
    assert result.exit_code == 0, result.stderr
    assert "– « VPN » : remis → suspendu" in plain(result.stdout)
    [vpn] = [each for each in shown(telestage, lea)["accesses"] if each["name"] == "VPN"]  # type: ignore[attr-defined]
    assert vpn["suspensions"][0]["with_stage"]
    telestage.today = "2027-03-02T15:00"
    back = ("resume", "--on", "2027-03-02", "--reason", "Guérie", "--restore", "--yes")
    result = telestage.run("course", lea, *back)
    assert "+ « VPN » : suspendu → remis" in plain(result.stdout), result.stderr


def test_what_became_of_its_course_is_said_wherever_the_dossier_is(
    telestage: Telestage, lea: str
) -> None:
    telestage.today = DURING
    telestage.run("start", lea)
    stop = ("interrupt", "--on", "2027-02-08", "--reason", "Grève.", "--yes")
    assert telestage.run("course", lea, *stop).exit_code == 0
    words = "Interrompu depuis le lundi 8 février 2027 (Grève)"
    for command in (("show", lea), ("status",), ("list",)):
        assert words in plain(telestage.run(*command).stdout)
    course = [{"kind": "interruption", "text": words}]
    answers = [json.loads(plain(telestage.run(*each, "--json").stdout)) for each in
               (("show", lea), ("status",), ("list",))]  # fmt: skip
    assert [answers[0]["course"], answers[1]["dossiers"][0]["course"], answers[2][0]["course"]] == [
        course
    ] * 3


def test_several_dossiers_change_hands_at_once(telestage: Telestage, lea: str) -> None:
    telestage.today = DURING
    telestage.run("new", str(FICHES / "complete.toml"))
    zoe = next(
        str(each["id"])
        for each in json.loads(telestage.run("list", "--json").stdout)
        if each["id"] != lea
    )
    who = ("tutor", "--first-name", "Inès", "--last-name", "Roy", "--reason", "Congé")
    refused = telestage.run("course", lea, "extend", "--all", "--end", "2027-05-01")
    assert refused.exit_code == 2
    assert "Un seul dossier à la fois" in plain(refused.stderr)
    shown_all = plain(telestage.run("course", lea, *who, "--all", "--preview").stdout)
    named = plain(telestage.run("course", lea, zoe, *who, "--preview").stdout)
    assert shown_all == named
    assert shown_all.count("Qui tutore et signe") == 2
    done = telestage.run("course", lea, *who, "--all", "--yes")
    assert "Deux dossiers changés" in plain(done.stdout), done.stderr
    for each in (lea, zoe):
        assert shown(telestage, each)["tutor"]["last_name"] == "Roy"  # type: ignore[index]
    answer = json.loads(telestage.run("course", lea, *who[:1], "--all", "--first-name", "Zoé",
                                      "--last-name", "Bah", *who[5:], "--json").stdout)  # fmt: skip
    assert [each["id"] for each in answer["others"]] == [zoe]
    telestage.run("undo", lea, "--yes")
    assert shown(telestage, lea)["tutor"]["last_name"] != "Roy"  # type: ignore[index]
    assert shown(telestage, zoe)["tutor"]["last_name"] == "Roy"  # type: ignore[index]


def test_an_access_suspended_while_the_stage_stops_is_given_back_with_it(
    telestage: Telestage, lea: str
) -> None:
    telestage.today = DURING
    telestage.run("start", lea)
    telestage.run("access", "add", lea, "VPN", "--given", "2027-01-12")
    stop = ("interrupt", "--on", DURING[:10], "--end", "2027-02-12", "--reason", "Grève", "--yes")
    assert telestage.run("course", lea, *stop).exit_code == 0
    telestage.run("access", "suspend", lea, "VPN")
    [vpn] = [each for each in shown(telestage, lea)["accesses"] if each["name"] == "VPN"]  # type: ignore[attr-defined]
    assert vpn["suspensions"][0]["with_stage"]
    assert plain(vpn["suspensions"][0]["reason"]) == "stage interrompu jusqu’au 12 février"
    telestage.today = "2027-02-15T15:00"
    assert "Un accès suspendu à rétablir" in plain(telestage.run("status").stdout)
