"""What follows in Québec, from the command line: the sheet, the payment, the offer, the permit."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from telestage_tui.cli.main import main
from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.dossier.field_words import words_of
from telestage_tui.store.tinydb_repository import TinyRepository

FICHE = Path(__file__).parents[1] / "fiches/complete.toml"
PASSPORT = "12AB34567"
NOW = datetime(2027, 4, 1, 14, tzinfo=UTC)


class Program:
    """The command on one file, at one moment."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "dossiers.json"
        self.moment = "2027-04-01T10:00"
        self("new", str(FICHE))
        self.id: str = json.loads(self("list", "--json").stdout)[0]["id"]

    def __call__(self, *words: str) -> Result:
        options = ["--db", str(self.file), "--today", self.moment]
        return CliRunner().invoke(main, [*options, *words])

    def onsite(self, command: str, *words: str) -> str:
        result = self("onsite", command, self.id, *words)
        assert result.exit_code == 0, result.stderr
        return result.stdout.replace("\u00a0", " ")

    def refused(self, command: str, *words: str) -> str:
        result = self("onsite", command, self.id, *words)
        assert result.exit_code == 1, result.stdout
        return result.stderr.replace("\u00a0", " ")

    def sheet(self, *options: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.onsite("show", "--json", *options))
        return answer

    def field(self, name: str, *options: str) -> dict[str, Any]:
        fields = [each for form in self.sheet(*options)["forms"] for each in form["fields"]]
        return next(each for each in fields if each["id"] == name)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def agreed(program: Program) -> Program:
    program.onsite("decide", "host", "oui")
    program.onsite("decide", "intern", "oui")
    return program


@pytest.mark.parametrize(
    "words",
    [
        ("set", "noc", "21234"),
        ("set", "sex", "Femme"),
        ("plan", "--pay", "800"),
        ("form", "job", "done"),
        ("pay", "start"),
        ("offer", "A1234567"),
        ("permit", "asked"),
    ],
)
def test_nothing_opens_until_both_agree(program: Program, words: tuple[str, ...]) -> None:
    program.onsite("decide", "host", "oui")
    assert "sont d’accord" in program.refused(*words)
    program.onsite("decide", "intern", "non")
    assert "sont d’accord" in program.refused(*words)
    program.onsite("decide", "intern", "oui")
    program.onsite(*words)


def test_a_field_is_typed_corrected_and_taken_back(agreed: Program) -> None:
    agreed.onsite("set", "company-city", "Matane")
    assert agreed.field("work-city")["value"] == "Matane"
    agreed.onsite("set", "company-city")
    assert agreed.field("company-city")["value"] == "Rimouski"


def test_what_the_portal_refuses_is_refused_by_name(agreed: Program) -> None:
    assert agreed.refused("set", "noc", "2123").startswith("noc : le code 2123")
    assert "champ « noc »" in agreed("onsite", "set", agreed.id, "nocc", "1").stderr.lower() or (
        "noc" in agreed("onsite", "set", agreed.id, "nocc", "1").stderr
    )
    assert agreed.field("noc")["state"] == "missing"


def test_the_source_of_a_business_number_is_said_at_once(agreed: Program) -> None:
    result = agreed("onsite", "set", agreed.id, "business-number", "1143920115")
    assert "les neuf premiers chiffres du NEQ 1143920115" in result.stderr
    assert agreed.field("job-number")["value"] == "114392011"


def test_a_secret_is_never_kept(agreed: Program) -> None:
    assert "mot de passe" in agreed.refused("set", "experience", "mot de passe : Boreal#2027")
    assert "Boreal#2027" not in agreed.file.read_text()
    assert agreed("onsite", "user-name", "Boreal2027").exit_code == 0
    assert "Boreal2027" not in agreed.file.read_text()


def test_an_identity_is_shown_only_when_it_is_asked_for(agreed: Program, tmp_path: Path) -> None:
    agreed.onsite("set", "passport-number", PASSPORT)
    assert agreed.field("passport-number")["value"] == "•••"
    assert agreed.field("passport-number", "--identity")["value"] == PASSPORT
    for words in (("show",), ("show", "--json"), ("onsite", "show"), ("history",)):
        command, *rest = words
        result = agreed(command, *(rest[:1] if command == "onsite" else ()), agreed.id,
                        *(rest if command != "onsite" else ()))  # fmt: skip
        assert result.exit_code == 0
        assert PASSPORT not in result.stdout
    for kind in ("json", "paquet", "xlsx", "csv"):
        agreed("export", agreed.id, kind, "-o", str(tmp_path / "plain"))
    files = list((tmp_path / "plain").iterdir())
    assert len(files) == 4
    assert not any(PASSPORT.encode() in file.read_bytes() for file in files)
    for kind in ("json", "paquet"):
        agreed("export", agreed.id, kind, "--identity", "-o", str(tmp_path / "asked"))
    assert all(PASSPORT.encode() in file.read_bytes() for file in (tmp_path / "asked").iterdir())


def test_what_is_held_on_a_person_has_their_identity(agreed: Program) -> None:
    agreed.onsite("set", "passport-number", PASSPORT)
    assert PASSPORT in agreed("access-request", agreed.id, "--json").stdout


def test_the_offer_erases_the_identity(agreed: Program) -> None:
    agreed.onsite("set", "passport-number", PASSPORT)
    assert "A suivi de 7 chiffres" in agreed.refused("offer", "A123")
    agreed("backup")
    assert any(PASSPORT in text for text in everything_beside(agreed.file))
    assert "identité effacées, des sauvegardes aussi" in agreed.onsite("offer", "a1234567")
    assert not any(PASSPORT in text for text in everything_beside(agreed.file))
    assert "effacées" in agreed.refused("set", "passport-number", PASSPORT)
    agreed("undo", agreed.id, "--yes")
    assert not any(PASSPORT in text for text in everything_beside(agreed.file))


def test_an_identity_typed_again_is_erased_again(agreed: Program) -> None:
    for moment in ("2027-04-02T10:00", "2027-04-03T10:00"):
        agreed.moment = moment
        agreed.onsite("set", "passport-number", PASSPORT)
        agreed("backup")
        agreed.onsite("erase-identity")
        assert not any(PASSPORT in text for text in everything_beside(agreed.file))


def test_a_copy_put_back_has_no_identity_that_was_erased(agreed: Program) -> None:
    agreed.onsite("set", "passport-number", PASSPORT)
    kept = agreed.file.read_bytes()
    agreed.onsite("offer", "A1234567")
    other = agreed.file.with_name("dossiers (copie en conflit).json")
    other.write_bytes(kept)
    agreed.onsite("erase-identity")
    assert not any(PASSPORT in text for text in everything_beside(agreed.file))


def everything_beside(file: Path) -> list[str]:
    """What is in the file, its copies and its drafts."""
    return [each.read_text() for each in file.parent.rglob("*") if each.is_file()]


def test_an_identity_is_kept_for_a_reason(agreed: Program) -> None:
    agreed.onsite("set", "passport-number", PASSPORT)
    said = agreed.onsite("offer", "A1234567", "--keep-identity", "Permis pas encore demandé")
    assert "gardées (Permis pas encore demandé)" in said
    assert PASSPORT in agreed.file.read_text()
    agreed.onsite("erase-identity")
    assert PASSPORT not in agreed.file.read_text()


def test_an_offer_can_be_withdrawn(agreed: Program) -> None:
    assert "Aucune offre" in agreed.refused("offer", "--withdrawn")
    agreed.onsite("offer", "A1234567")
    agreed.onsite("offer", "--withdrawn")
    assert "retirée le 1er avril 2027" in agreed.onsite("show")


def test_the_countdowns_are_kept_from_one_command_to_the_next(agreed: Program) -> None:
    assert agreed.onsite("pay") == "Aucun délai ne court.\n"
    agreed.onsite("pay", "start")
    agreed.moment = "2027-04-01T10:15"
    assert [line.split()[0] for line in agreed.onsite("pay").splitlines()] == ["1:45:00", "0:05:00"]
    agreed.onsite("pay", "active")
    assert [line.split()[0] for line in agreed.onsite("pay").splitlines()] == ["1:45:00", "0:20:00"]
    agreed.onsite("pay", "cancelled")
    assert "en cours" in agreed.refused("pay", "active")
    agreed.moment = "2027-04-01T11:00"
    assert agreed.onsite("pay").startswith("0:15:00")
    agreed.onsite("pay", "start")
    agreed.onsite("pay", "paid")
    assert agreed.sheet()["timers"] == []
    assert "déjà payés" in agreed.refused("pay", "start")


def test_the_rules_of_an_on_site_stage_are_checked(agreed: Program) -> None:
    def states() -> dict[str, str]:
        return {each["rule"]: each["state"] for each in agreed.sheet()["rules"]}

    assert set(states().values()) == {"unknown"}
    agreed.onsite("plan", "--start", "2027-09-06", "--end", "2028-03-05", "--pay", "800")
    agreed.onsite("set", "citizenship", "France")
    agreed.onsite("set", "passport-until", "2028-06-05")
    assert set(states().values()) == {"holds"}
    agreed.onsite("plan", "--end", "2028-03-06", "--pay", "799,99")
    agreed.onsite("set", "citizenship", "Belgique")
    assert states() == {
        "pay": "departs", "length": "departs", "age": "holds", "nationality": "departs",
        "passport": "departs",
    }  # fmt: skip
    agreed.onsite("offer", "A7654321")
    assert {rule for rule, state in states().items() if state == "erased"} == {
        "nationality", "passport",
    }  # fmt: skip
    assert "effacé, l’offre a son numéro" in agreed.onsite("show")


def test_the_permit_goes_by_steps(agreed: Program) -> None:
    agreed.onsite("permit", "asked", "--on", "2027-03-01")
    agreed.onsite("permit", "accepted")
    lines = [line for line in agreed.onsite("show").splitlines() if "Permis " in line]
    assert [line.strip() for line in lines] == [
        "Permis demandé le 1er mars 2027",
        "Permis accepté le 1er avril 2027",
    ]


def test_what_is_missing_says_who_can_give_it(agreed: Program) -> None:
    assert "À demander : RH" in agreed.onsite("missing")
    assert "✓ Titre du poste" in agreed.onsite("compare")


def test_the_steps_are_there_once_both_agree(program: Program) -> None:
    assert "ons-reach" not in program("tasks", program.id).stdout
    assert "sont d’accord" in program.refused("steps")
    program.onsite("decide", "host", "oui")
    program.onsite("decide", "intern", "oui")
    assert "Suite au Québec 0/8" in program("tasks", program.id).stdout.replace("\u00a0", " ")
    assert program("tick", program.id, "ons-reach").exit_code == 0
    lines = program.onsite("steps").splitlines()
    assert lines[0].startswith("✓ Ouvrir le portail")
    assert any("second facteur" in line for line in lines)
    program.onsite("decide", "intern", "non")
    assert "ons-reach" not in program("tasks", program.id).stdout


def test_the_steps_are_due_before_the_first_day_in_quebec(agreed: Program) -> None:
    def due() -> dict[str, str]:
        rows = json.loads(agreed("tasks", agreed.id, "--json").stdout)
        return {row["id"]: row["due"] for row in rows if row["phase"] == "onsite"}

    assert min(due().values()) == "2027-04-09"  # the last day of the télé-stage
    agreed.onsite("plan", "--start", "2027-12-06")
    assert due()["ons-tell"] == "2027-07-29"


def test_the_history_has_words_and_no_code(agreed: Program) -> None:
    agreed.onsite("plan", "--exemption", "none", "--sign-in", "gckey")
    agreed.onsite("plan", "--exemption", "fee", "--sign-in", "partner")
    agreed.onsite("set", "noc", "21234")
    for state in ("started", "done"):
        agreed.onsite("form", "job", state)
    for state in ("asked", "biometrics", "accepted", "issued"):
        agreed.onsite("permit", state)
    dossier = TinyRepository(agreed.file, FrozenClock(NOW).now).find(agreed.id)
    said = [words_of(each) for line in dossier.history for each in line.changes]
    values = " · ".join(f"{each.before} → {each.after}" for each in said)
    codes = ("none", "fee", "gckey", "partner", "started", "asked", "biometrics", "issued", "noc")
    assert [code for code in codes if code in values] == []
    assert "aucune → des frais" in values
    assert "CléGC → partenaire de connexion" in values
