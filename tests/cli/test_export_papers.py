"""`telestage export ID pdf`: the papers handed over, written from the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from telestage_tui.documents.papers.catalogue import MAKERS
from telestage_tui.programme.loader import load_programme
from tests.cli.conftest import FICHES, Telestage, plain


def papers(folder: Path) -> list[str]:
    return sorted(path.name.split("-", 4)[-1] for path in folder.glob("*.pdf"))


def test_only_the_papers_that_have_something_are_written(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    result = telestage.run("export", dossier, "pdf", "-o", str(tmp_path))
    assert result.exit_code == 0
    assert papers(tmp_path) == [
        "acces-a-ouvrir-et-a-retirer.pdf",
        "attestation-de-tele-stage.pdf",
        "bilan-final.pdf",
        "evaluation-a-remplir.pdf",
        "liste-de-verification-a-remplir.pdf",
        "liste-de-verification-du-stage.pdf",
        "plan-de-travail.pdf",
    ]
    assert "Attestation de télé-stage : Le dernier jour n’est pas arrivé" in plain(result.stderr)
    for line in result.stdout.splitlines():
        assert Path(line).stat().st_mode & 0o077 == 0


def test_a_paper_asked_by_name_is_written_even_when_it_is_empty(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    telestage.ok("export", dossier, "pdf", "-o", str(tmp_path), "--only", "minutes",
                 "--only", "attestation", "--lang", "en")  # fmt: skip
    assert papers(tmp_path) == [
        "certificate-of-remote-internship.pdf",
        "minutes-of-the-meetings.pdf",
    ]
    text = PdfReader(next(tmp_path.glob("*certificate*"))).pages[0].extract_text()
    assert "certifies that" in text
    assert "it has no translation" not in " ".join(text.split())  # it quotes nothing of it


def test_the_letter_and_the_attestation_are_written_for_word(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    result = telestage.run(
        "export", dossier, "docx", "-o", str(tmp_path / "ici"), "--only", "letter"
    )
    assert result.exit_code == 0
    (path,) = (tmp_path / "ici").iterdir()
    assert result.stdout.splitlines() == [str(path)]
    text = "\n".join(each.text for each in Document(str(path)).paragraphs)
    assert text.startswith("BROUILLON – Lettre de recommandation")
    assert "n’est pas approuvée" in plain(result.stderr)
    telestage.ok("export", dossier, "docx", "-o", str(tmp_path / "tous"))
    (attestation,) = (tmp_path / "tous").iterdir()  # nothing was evaluated: no letter yet
    assert attestation.name.endswith("attestation-de-tele-stage.docx")


def test_everything_has_both_forms_and_says_once_what_is_missing(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    result = telestage.run("export", dossier, "all", "-o", str(tmp_path / "ici"),
                           "--only", "attestation", "--only", "letter")  # fmt: skip
    assert result.exit_code == 0
    kinds = sorted(path.suffix for path in (tmp_path / "ici").iterdir())
    assert kinds == [".csv", ".docx", ".docx", ".ics", ".json", ".pdf", ".xlsx"]
    assert plain(result.stderr).count("Le dernier jour n’est pas arrivé") == 1


@pytest.mark.parametrize(("kind", "name"), [("pdf", "letter"), ("docx", "minutes")])
def test_a_paper_is_refused_in_a_form_it_has_not_and_nothing_is_written(
    telestage: Telestage, tmp_path: Path, kind: str, name: str
) -> None:
    dossier = telestage.new()
    result = telestage.run("export", dossier, kind, "-o", str(tmp_path / "ici"),
                           "--only", "attestation", "--only", name)  # fmt: skip
    assert result.exit_code == 1
    assert f"ne s’écrit pas en {kind.upper()}" in plain(result.stderr)
    assert not (tmp_path / "ici").exists()


def test_the_work_plan_is_written_by_itself(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    result = telestage.run("export", dossier, "pdf", "-o", str(tmp_path), "--only", "work-plan")
    assert result.exit_code == 0
    assert papers(tmp_path) == ["plan-de-travail.pdf"]
    assert "La suite du projet n’est pas écrite" in plain(result.stderr)


def test_an_unknown_paper_is_refused_with_the_nearest(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    result = telestage.run("export", dossier, "pdf", "-o", str(tmp_path), "--only", "minute")
    assert result.exit_code == 1
    assert "minutes" in plain(result.stderr)
    assert papers(tmp_path) == []


def test_the_help_names_every_paper(telestage: Telestage) -> None:
    help_text = " ".join(telestage.ok("export", "--help").split()).replace("- ", "-")
    for paper in load_programme().papers.papers:
        assert paper.id in MAKERS
        assert paper.id in help_text


def test_a_directory_where_one_may_not_write_is_refused(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    (tmp_path / "occupé").write_text("")
    result = telestage.run("export", dossier, "pdf", "-o", str(tmp_path / "occupé"))
    assert result.exit_code == 1
    assert "Traceback" not in plain(result.stderr)


def test_a_name_full_of_signs_stays_in_the_directory(telestage: Telestage, tmp_path: Path) -> None:
    fiche = tmp_path / "fiche.toml"
    text = (FICHES / "complete.toml").read_text()
    fiche.write_text(text.replace('prenom = "Léa"', 'prenom = "#[{{</$ ../../Zoé"'))
    dossier = telestage.ok("new", str(fiche)).splitlines()[0]
    telestage.ok("export", dossier, "pdf", "-o", str(tmp_path / "ici"), "--only", "attestation")
    (path,) = (tmp_path / "ici").iterdir()
    assert os.sep not in path.name
    assert "#[{{</$ ../../Zoé" in PdfReader(path).pages[0].extract_text()


def test_without_typst_the_reason_is_said_and_the_rest_works(
    telestage: Telestage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = telestage.new()
    monkeypatch.setitem(sys.modules, "typst", None)
    result = telestage.run("export", dossier, "pdf", "-o", str(tmp_path))
    assert result.exit_code == 1
    assert "pip install typst" in plain(result.stderr)
    telestage.ok("export", dossier, "csv", "-o", str(tmp_path))
    telestage.ok("export", dossier, "docx", "-o", str(tmp_path), "--only", "letter")


def test_without_typst_all_writes_everything_but_the_pdf_files_and_says_so(
    telestage: Telestage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = telestage.new()
    monkeypatch.setitem(sys.modules, "typst", None)
    result = telestage.run("export", dossier, "all", "-o", str(tmp_path / "ici"))
    assert result.exit_code == 3  # not 1, which says that nothing changed: the export is noted
    files = sorted((tmp_path / "ici").iterdir())
    assert {each.suffix for each in files} == {".csv", ".docx", ".ics", ".json", ".xlsx"}
    assert sorted(map(Path, result.stdout.splitlines())) == files
    assert plain(result.stderr).count("pip install typst") == 1
