"""Several meetings recorded at once, and the day of one dossier."""

from __future__ import annotations

from tests.cli.conftest import DURING, Telestage


def test_every_past_meeting_is_held_at_once_or_none(telestage: Telestage) -> None:
    dossier = telestage.new()
    telestage.today = DURING
    meetings = telestage.json("plan", dossier)["meetings"]
    past = [each for each in meetings if each["host_local"] < DURING]
    assert "tenues" in telestage.ok("hold", dossier)
    states = {each["id"]: each["status"] for each in telestage.json("plan", dossier)["meetings"]}
    assert {states[each["id"]] for each in past} == {"held"}
    assert "ne reste à consigner" in telestage.refusal("hold", dossier)


def test_one_that_is_to_come_refuses_the_others_too(telestage: Telestage) -> None:
    dossier = telestage.new()
    telestage.today = DURING
    assert "pas encore" in telestage.refusal("hold", dossier, "welcome", "final")
    states = {each["status"] for each in telestage.json("plan", dossier)["meetings"]}
    assert states == {"planned"}
    assert telestage.ok("hold", dossier, "welcome", "prestart").endswith("31 déc.\n")


def test_the_day_of_one_dossier_says_nothing_of_another(telestage: Telestage) -> None:
    lea, karim = telestage.new(), telestage.new("automne-changement-heure.toml")
    assert "Karim" in telestage.ok("status", "--all")
    alone = telestage.ok("status", lea, "--all")
    assert "Léa" in alone
    assert "Karim" not in alone
    items = telestage.json("status", karim)
    shown = {
        item["dossier"] for group in ("late", "due_today", "this_week") for item in items[group]
    }
    assert shown <= {karim}


def test_an_export_says_how_to_import_the_file(telestage: Telestage) -> None:
    dossier = telestage.new()
    result = telestage.run("export", dossier, "ics", "-o", str(telestage.db.parent))
    assert "Importer un" in result.stderr
    assert result.stdout.count("\n") == 1
