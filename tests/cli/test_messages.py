"""The messages on the command line: printed, listed, written; each name in the help."""

from __future__ import annotations

import re
from email.parser import Parser
from email.policy import default
from pathlib import Path

from telestage_tui.programme.loader import load_programme
from tests.cli.conftest import Telestage, plain

NAMES = [message.id for message in load_programme().messages.messages]


def test_a_message_is_printed_with_its_addressee_and_subject(telestage: Telestage) -> None:
    result = telestage.run("message", telestage.new(), "invitation")
    lines = plain(result.stdout).splitlines()
    assert lines[0] == "À : Léa Nguyễn-Œuvrard <lea@example.org>"
    assert lines[1].startswith("Objet : Rencontre virtuelle avant votre télé-stage, le jeudi")
    assert lines[2] == "Pièces jointes : Plan de travail, invitation d’agenda (.ics)"
    assert "Bonjour Léa," in lines


def test_what_is_missing_goes_to_the_standard_error(telestage: Telestage) -> None:
    result = telestage.run("message", telestage.new(), "ofqj-choice")
    assert "À compléter : l’adresse courriel de l’OFQJ." in plain(result.stderr)
    assert "À compléter : le nom de votre second choix." in plain(result.stderr)
    assert "l’OFQJ (adresse à compléter)" in plain(result.stdout)
    assert result.exit_code == 0


def test_every_message_is_listed_and_in_the_help(telestage: Telestage) -> None:
    lines = telestage.ok("message", telestage.new()).splitlines()
    assert [line.split()[0] for line in lines] == NAMES
    help_ = telestage.ok("message", "--help")
    assert re.findall(r"^    ([a-z-]+)  +\S", help_, re.MULTILINE) == NAMES
    for message in load_programme().messages.messages:
        if message.languages != ("fr",):
            assert re.search(rf"{message.id} .*\(fr, en\)", help_)


def test_a_message_is_written_with_what_goes_with_it(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    path = tmp_path / "sortie" / "invitation.eml"
    result = telestage.run("message", dossier, "invitation", "--eml", str(path))
    assert result.stdout.strip() == str(path)
    mail = Parser(policy=default).parsestr(path.read_bytes().decode())
    assert mail["X-Unsent"] == "1"
    types = [part.get_content_type() for part in mail.walk()]
    assert "text/calendar" in types
    history = [entry["label"] for entry in telestage.json("show", dossier)["history"]]
    assert "Invitations écrites" in history


def test_a_directory_gives_the_file_its_name(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    path = Path(telestage.ok("message", dossier, "thanks", "--eml", str(tmp_path)).strip())
    assert path == tmp_path / f"lea-nguyen-oeuvrard-{dossier[:8]}-remerciements.eml"
    assert path.is_file()


def test_the_message_to_each_manager_is_a_file_and_each_is_said(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    for name, manager in (("VPN 2", "Nadia"), ("Figma", "Marc"), ("Trello", "Inès")):
        telestage.ok("access", "add", dossier, name, "--manager", manager, "--given", "hier")
    said = telestage.ok("message", dossier, "accesses-to-withdraw", "--eml", str(tmp_path))
    paths = [Path(line) for line in said.splitlines()]
    assert len(set(paths)) == 3
    assert all(path.is_file() for path in paths)


def test_a_message_in_english(telestage: Telestage) -> None:
    result = telestage.run("message", telestage.new(), "team-notice", "--lang", "en")
    assert "Hello everyone," in result.stdout
    assert "reste en français" in plain(result.stderr)


def test_refusals_are_french(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    assert "vouliez-vous « thanks »" in telestage.refusal("message", dossier, "thank")
    assert "NOM" in telestage.refusal("message", dossier, "--eml", "x.eml", code=2)
    assert "fr (français), en" in telestage.refusal(
        "message", dossier, "thanks", "--lang", "de", code=2
    )
    (tmp_path / "fichier").write_text("")
    message = telestage.refusal(
        "message", dossier, "invitation", "--eml", str(tmp_path / "fichier" / "x.eml")
    )
    assert "fichier" in message
    history = [entry["label"] for entry in telestage.json("show", dossier)["history"]]
    assert "Invitations écrites" not in history


def test_check_names_the_line_of_a_template_that_cannot_be_used(
    telestage: Telestage, tmp_path: Path
) -> None:
    (tmp_path / "own" / "messages").mkdir(parents=True)
    (tmp_path / "own" / "programme.toml").write_text("extends = true\n")
    template = tmp_path / "own" / "messages" / "thanks.fr.txt"
    options = ["--programme", str(tmp_path / "own")]
    telestage.new()
    template.write_text("Merci\n\nBonjour {{ intern.first_name }}")
    assert "✓ Tout est en ordre." in telestage.ok(*options, "check")
    template.write_text("Merci\n\nBonjour {{ nom }}")
    result = telestage.run(*options, "check")
    assert "messages/thanks.fr.txt, ligne 3 : « nom » n’existe pas" in plain(result.output)
