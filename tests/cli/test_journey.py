"""The whole journey by command line: from a fiche to a closed stage."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from telestage_tui.clocks.clock import SystemClock
from telestage_tui.dossier.accesses import Access
from telestage_tui.dossier.changes import Change, describe_access, record_meeting
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Minute, Record
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.cli.conftest import DURING, FICHES, Telestage, plain

At = Callable[[str], Telestage]


def test_from_a_fiche_to_a_closed_stage(telestage: Telestage, at: At) -> None:
    full = telestage.new()
    dossier = full[:6]
    assert telestage.json("show", dossier)["phase"] == "selection"
    assert at("2026-12-15T09:00").json("show", dossier)["phase"] == "before"

    telestage.ok("tick", dossier, "bef-workplan", "--note", "Plan dans le partage de l’équipe")
    telestage.ok("tick", dossier, "bef-hours", "--note", "9 h 30 à Rimouski, 15 h 30 à Lyon")
    telestage.ok("tick", dossier, "bef-security", "--note", "Séance avec le soutien informatique")
    for access in ("vpn", "adresse", "licence"):
        telestage.ok("explain", dossier, access)
    at("2026-12-31T16:00").ok("meeting", dossier, "prestart", "held", "--note", "Mandat redit")

    first_day = at("2027-01-11T12:00")
    first_day.ok("start", dossier)
    first_day.ok("meeting", dossier, "welcome", "held")
    assert first_day.json("list")[0]["phase"] == "during"

    during = at("2027-02-24T16:00")
    for meeting in during.json("plan", dossier)["meetings"]:
        if meeting["kind"] == "checkin" and meeting["start_utc"] < "2027-02-24":
            during.ok("meeting", dossier, meeting["id"][:8], "held")
    during.ok("tick", dossier, "mid-form", "--note", "Formulaire rempli, version papier")
    during.ok("meeting", dossier, "midpoint", "held")
    during.ok("tick", dossier, "mid-send", "--note", "Envoyé le jour même")

    end = at("2027-04-09T16:00")
    for meeting in end.json("plan", dossier)["meetings"]:
        if meeting["status"] == "planned" and meeting["kind"] == "checkin":
            end.ok("meeting", dossier, meeting["id"], "missed", "--why", "Congé")
    end.ok("meeting", dossier, "final", "held")
    end.ok("tick", dossier, "end-handover", "--note", "Trois dossiers remis à Sophie")
    end.ok("tick", dossier, "end-review", "--note", "Rempli et relu ensemble")
    end.ok("skip", dossier, "end-letter", "--why", "Une référence téléphonique suffit")

    refusal = end.refusal("close", dossier)
    assert "VPN" in refusal
    assert "Retirer tous les accès" in refusal
    assert "Tenir les rencontres de suivi" in refusal
    assert end.json("show", dossier)["closed_on"] is None
    end.ok("tick", dossier, "dur-checkins", "--note", "Un appel chaque semaine, noté au journal")

    for access in ("vpn", "adresse"):
        end.ok("withdraw", dossier, access, "--by", "Soutien informatique")
    assert "Encore à retirer" not in end.ok("withdraw", dossier, "licence")
    left = end.refusal("close", dossier)
    assert "à consigner" not in left, "every meeting was recorded"
    match = re.search(r"Il reste (\d+) points à régler", left)
    assert match
    number = int(match[1])
    assert left.count("– ") == number
    assert f"--leaving {number}" in left
    assert "Il reste" in end.refusal("close", dossier, "--leaving", str(number + 1))
    assert "clos" in end.ok("close", dossier, "--leaving", str(number))
    label = plain(end.json("show", dossier)["history"][-1]["label"])
    assert f"{number} points laissés" in label
    assert "Prévenir toute l’équipe" in label

    closed = end.json("show", dossier)
    assert closed["closed_on"] == "2027-04-09"
    assert closed["phase"] == "closed"
    assert closed["retention_until"] == "2032-04-09"
    assert "9 avril 2032" in end.ok("show", dossier)
    assert end.json("check")["ok"] is True
    assert "déjà clos" in end.refusal("close", dossier)

    assert "rouvrez-le d’abord" in end.refusal("untick", dossier, "end-letter")
    end.ok("note", dossier, "Lettre demandée après coup")
    assert "--why" in end.refusal("reopen", dossier, code=2)
    end.ok("reopen", dossier, "--why", "Lettre à joindre")
    assert "Lettre à joindre" in end.json("show", dossier)["history"][-1]["label"]
    assert end.json("show", dossier)["phase"] == "end"
    assert "n’est pas clos" in end.refusal("reopen", dossier, "--why", "Encore")


def test_a_departure_stops_the_start_until_it_is_waived(telestage: Telestage) -> None:
    dossier = telestage.new("non-conforme.toml")
    departures = telestage.json("show", dossier)["compliance"]
    assert "36 ans" in telestage.refusal("start", dossier)

    for departure in departures:
        telestage.ok("waive", dossier, departure["rule"], "--why", "Accord écrit de l’OFQJ")
    assert all(each["waived"] for each in telestage.json("show", dossier)["compliance"])
    assert "commence le lundi 1er février" in telestage.refusal("start", dossier)
    telestage.today = DURING
    assert "commencé" in telestage.ok("start", dossier)
    assert "déjà" in telestage.refusal("start", dossier)


def test_a_rule_that_holds_is_not_waived(telestage: Telestage) -> None:
    dossier = telestage.new()
    assert "respecte" in telestage.refusal("waive", dossier, "age", "--why", "Par prudence")
    assert telestage.json("show", dossier)["waivers"] == []


def test_a_waiver_is_for_the_value_that_was_accepted(telestage: Telestage) -> None:
    dossier = telestage.new("non-conforme.toml")
    telestage.ok("waive", dossier, "weekly-hours", "--why", "Accord écrit de l’OFQJ")
    (waiver,) = telestage.json("show", dossier)["waivers"]
    assert waiver["accepted"] == "40"
    lines = telestage.ok("show", dossier).splitlines()
    assert any("40 h par semaine" in line and "Accord écrit" in line for line in lines)


def test_a_waiver_names_the_field_of_its_rule(telestage: Telestage) -> None:
    dossier = telestage.new("non-conforme.toml")
    message = telestage.refusal("waive", dossier, "age", "--why", "Accord", "--field", "stage.fin")
    assert "stagiaire.naissance" in message
    telestage.ok("waive", dossier, "age", "--why", "Accord", "--field", "stagiaire.naissance")
    waiver = telestage.json("show", dossier)["waivers"][0]
    assert (waiver["rule"], waiver["field"]) == ("age", "stagiaire.naissance")


def test_a_step_is_ticked_unticked_and_skipped(telestage: Telestage) -> None:
    dossier = telestage.new()

    def state() -> tuple[str, str]:
        task = next(t for t in telestage.json("tasks", dossier) if t["id"] == "bef-team")
        return task["state"], task["note"]

    assert state() == ("todo", "")
    telestage.ok("tick", dossier, "bef-t", "--note", "Dit en réunion")
    assert state() == ("done", "Dit en réunion")
    telestage.ok("untick", dossier, "bef-t")
    assert state() == ("todo", "Dit en réunion")
    telestage.ok("skip", dossier, "bef-t", "--why", "Équipe d’une personne")
    assert state() == ("skipped", "Dit en réunion")


def test_a_step_done_from_the_dossier_is_not_unticked(telestage: Telestage) -> None:
    dossier = telestage.new()
    states = {task["id"]: task["state"] for task in telestage.json("tasks", dossier)}
    assert states["sel-gratification"] == "done"
    message = telestage.refusal("untick", dossier, "sel-gratification")
    assert "d’après le dossier" in message
    assert states == {task["id"]: task["state"] for task in telestage.json("tasks", dossier)}


def test_what_is_not_known_is_listed_then_stops_the_start(telestage: Telestage, at: At) -> None:
    early = at("2026-08-03T10:00")
    dossier = early.new("minimale.toml")
    (unknown,) = early.json("status")["to_know"]
    assert unknown["dossier"] == dossier
    assert "à savoir avant le premier jour" in plain(unknown["title"])
    assert "? À savoir (1)" in plain(early.ok("status"))
    first = at("2026-09-14T10:00")
    rules = {each["rule"] for each in first.json("show", dossier)["compliance"]}
    asked = {"age", "jobseeker", "equipment", "gratification"}
    assert asked < rules
    message = plain(first.refusal("start", dossier))
    assert message.count("À savoir : ") == len(rules) - 3, "and the three signatures"
    for rule in rules:
        first.ok("waive", dossier, rule, "--why", "Accord de l’OFQJ")
    first.ok("start", dossier)


def test_a_required_step_without_proof_is_ticked_and_said(telestage: Telestage) -> None:
    dossier = telestage.new()
    result = telestage.run("tick", dossier, "bef-workplan")
    assert result.exit_code == 0
    assert "--note" in result.stderr
    assert "--note" not in telestage.run("tick", dossier, "bef-team").stderr


def test_a_proof_about_accesses_keeps_no_secret(telestage: Telestage) -> None:
    dossier = telestage.new()
    message = telestage.refusal("tick", dossier, "bef-resources", "--note", "VPN, mdp azerty123")
    assert message.startswith("Ceci ressemble à un mot de passe")
    telestage.ok("tick", dossier, "bef-resources", "--note", "Remis à Léa, en main propre")


def test_a_second_dossier_like_the_first_is_said(telestage: Telestage) -> None:
    first = telestage.new()
    again = telestage.run("new", str(FICHES / "complete.toml"))
    assert again.exit_code == 0
    assert f"chez Atelier Boréal inc. : {first}." in plain(again.stderr)
    assert len(telestage.json("list")) == 2
    other = telestage.run("new", str(FICHES / "minimale.toml"))
    assert other.stderr == ""


def test_a_note_is_kept_with_its_day(telestage: Telestage) -> None:
    dossier = telestage.new()
    telestage.ok("note", dossier, "Très bon entretien\navec [/b] et 😀")
    (note,) = telestage.json("show", dossier)["notes"]
    assert (note["on"], note["text"]) == ("2026-11-05", "Très bon entretien\navec [/b] et 😀")
    assert "5 novembre 2026" in telestage.ok("show", dossier)


@pytest.mark.parametrize(
    "command",
    [("note", "{}", "Le NIP est 4821"), ("tick", "{}", "bef-team", "--note", "mdp : hiver")],
)
def test_a_note_like_a_secret_is_kept_and_warned_about_once(
    telestage: Telestage, command: tuple[str, ...]
) -> None:
    dossier = telestage.new()
    written = telestage.run(*(part.replace("{}", dossier) for part in command))
    assert written.exit_code == 0
    assert "ressemble à un mot de passe" in plain(written.stderr)
    assert command[-1] in telestage.run("show", dossier, "--json").stdout
    assert telestage.run("note", dossier, "Rien de plus").stderr == ""


def test_a_cancelled_meeting_can_be_planned_again(telestage: Telestage) -> None:
    dossier = telestage.new()
    telestage.ok("meeting", dossier, "final", "cancelled", "--why", "Salon professionnel")
    cancelled = next(m for m in telestage.json("show", dossier)["meetings"] if m["kind"] == "final")
    assert (cancelled["status"], cancelled["reason"]) == ("cancelled", "Salon professionnel")
    telestage.ok("meeting", dossier, "final", "planned")
    plan = telestage.json("plan", dossier)["meetings"]
    assert next(m["status"] for m in plan if m["kind"] == "final") == "planned"


def test_the_withdrawal_keeps_who_and_which_checks(telestage: Telestage) -> None:
    dossier = telestage.new()
    telestage.ok("grant", dossier, "VPN de l'entreprise")
    assert "remis" in telestage.refusal("withdraw", dossier, "licence")
    telestage.refusal("withdraw", dossier, "vpn", "--check", "rien-de-tel")
    telestage.ok("withdraw", dossier, "vpn", "--by", "Sophie")
    vpn = telestage.json("show", dossier)["accesses"][0]
    assert (vpn["withdrawn_by"], vpn["withdrawn_on"]) == ("Sophie", "2026-11-05")


def test_a_withdrawal_is_never_in_the_future(telestage: Telestage, at: At) -> None:
    dossier = telestage.new()
    telestage.ok("grant", dossier, "vpn")
    later = at("2026-11-20T09:00")
    assert "à venir" in later.refusal("withdraw", dossier, "vpn", "--on", "2026-11-21")
    assert "précède la remise" in later.refusal("withdraw", dossier, "vpn", "--on", "2026-11-04")
    later.ok("withdraw", dossier, "vpn", "--on", "18 novembre 2026")
    assert later.json("show", dossier)["accesses"][0]["withdrawn_on"] == "2026-11-18"


def test_what_is_left_to_check_of_a_withdrawal_is_said_until_it_is_checked(
    telestage: Telestage,
) -> None:
    dossier = telestage.new()
    telestage.ok("grant", dossier, "vpn")
    message = telestage.ok("withdraw", dossier, "vpn", "--check", "documents")
    remaining = "sessions et mots de passe d’application fermés"
    assert f"Il reste à vérifier : {remaining}." in message
    assert f"reste à vérifier : {remaining}" in telestage.ok("show", dossier)
    message = telestage.ok("withdraw", dossier, "vpn", "--check", "sess")
    assert "Il reste" not in message
    assert "reste à vérifier" not in telestage.ok("show", dossier)
    vpn = telestage.json("show", dossier)["accesses"][0]
    assert vpn["checks"] == ["documents", "sessions"]
    assert "déjà retiré" in telestage.refusal("withdraw", dossier, "vpn")
    assert "déjà retiré" in telestage.refusal("withdraw", dossier, "vpn", "--by", "Sophie")


def test_an_open_access_is_shown_with_the_day_of_its_withdrawal(
    telestage: Telestage, at: At
) -> None:
    dossier = telestage.new()
    telestage.ok("grant", dossier, "vpn")
    end = telestage.json("show", dossier)["stage"]["end"]
    assert end == "2027-04-09"
    assert "à expliquer, à retirer le 9 avril 2027" in telestage.ok("show", dossier)
    telestage.ok("explain", dossier, "vpn")
    message = at("2027-04-10T09:00").ok("show", dossier)
    assert "; ! à retirer depuis le 9 avril 2027" in message


def test_a_dossier_opened_by_mistake_is_removed_and_a_backup_keeps_it(telestage: Telestage) -> None:
    dossier = telestage.new()
    assert "--yes" in telestage.refusal("remove", dossier)
    assert len(telestage.json("list")) == 1
    assert "Léa" in telestage.ok("remove", dossier, "--yes")
    assert telestage.json("list") == []
    (backup, *_) = telestage.json("backup", "list")
    telestage.ok("backup", "restore", backup["name"])
    assert [each["id"] for each in telestage.json("list")] == [dossier]


def test_two_accesses_of_one_name_are_told_apart(telestage: Telestage) -> None:
    """By the one the command can act on, else by their identifiers."""
    dossier = telestage.new()
    ids = {each["name"]: each["id"] for each in telestage.json("show", dossier)["accesses"]}
    repository = TinyRepository(telestage.db, SystemClock().now)
    twin = Access(id=uuid4(), name="VPN", kind="vpn")
    repository.change(
        UUID(dossier), Change(said("Test"), lambda d: d.evolve(accesses=(twin, *d.accesses)))
    )
    name = next(name for name in ids if name.lower().startswith("vpn"))
    resource = twin.resource.evolve(name=name)
    rename = describe_access(twin, seen=twin.resource, written=resource).apply
    repository.change(UUID(dossier), Change(said("Test"), rename))
    first, second = str(twin.id), ids[name]

    message = telestage.refusal("grant", dossier, name)
    assert "est ambigu" in message
    assert first[:8] in message
    assert second[:8] in message
    telestage.ok("grant", dossier, second[:8])
    telestage.ok("grant", dossier, name)  # the only one left to give
    assert "est ambigu" in telestage.refusal("withdraw", dossier, name)
    telestage.ok("withdraw", dossier, first[:8])
    telestage.ok("withdraw", dossier, name.upper())
    assert "est ambigu" in telestage.refusal("withdraw", dossier, name)


def test_a_meeting_recorded_here_loses_nothing_written_there(
    telestage: Telestage, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record changed is that of the file, not one read a moment before."""
    dossier = telestage.new()
    [welcome] = [m for m in telestage.json("plan", dossier)["meetings"] if m["kind"] == "welcome"]
    other_record = Record(minutes=(Minute(item="introduction", text="Tout le monde était là."),))
    real_change = TinyRepository.change

    def change(self: TinyRepository, *args: Any, **options: Any) -> Dossier:
        monkeypatch.undo()
        other = TinyRepository(telestage.db, SystemClock().now)
        note = record_meeting(
            UUID(welcome["id"]),
            "Rencontre",
            status="planned",
            on=date(2027, 2, 10),
            write=lambda _: other_record,
        ).apply
        other.change(UUID(dossier), Change(said("Ailleurs"), note))
        return real_change(self, *args, **options)

    monkeypatch.setattr(TinyRepository, "change", change)
    at(DURING).ok("meeting", dossier, "welcome", "held", "--note", "Bonne ambiance.")

    meetings = telestage.json("show", dossier)["meetings"]
    record = next(m["record"] for m in meetings if m["id"] == welcome["id"])
    assert record["notes"] == "Bonne ambiance."
    assert [minute["text"] for minute in record["minutes"]] == ["Tout le monde était là."]


def test_a_reason_stays_in_the_history_once_its_field_is_written_again(
    telestage: Telestage,
) -> None:
    dossier = telestage.new()
    telestage.ok("skip", dossier, "sel-offer", "--why", "Accord de la DRH")
    telestage.ok("tick", dossier, "sel-offer")
    paul = telestage.new("non-conforme.toml")
    telestage.ok("waive", paul, "age", "--why", "Accord de l’OFQJ")
    telestage.ok("waive", paul, "age", "--why", "Accord écrit")
    labels = [plain(each["label"]) for each in telestage.json("show", paul)["history"]]
    assert [label.partition("(")[2] for label in labels[-2:]] == [
        "Accord de l’OFQJ)",
        "Accord écrit)",
    ]
    telestage.ok("meeting", dossier, "welcome", "cancelled", "--why", "Panne de courant")
    telestage.ok("meeting", dossier, "welcome", "planned")
    message = "\n".join(plain(each["label"]) for each in telestage.json("show", dossier)["history"])
    assert "(Accord de la DRH)" in message
    assert ": annulée (Panne de courant)" in message
