"""Every problem of an organisation's content at once, each with its file and its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.documents.content_check import check_content
from telestage_tui.programme.toml_lines import best_line, lines_of

from ..own_programme import own_programme

MANY = """extends = true
titre = "Une clé inconnue"

[[tasks]]
id = "un"
phase = "befor"
title = "Coûte {montant}"
due = { anchor = "start", days = -3 }
source = "proposed"
after = ["deux"]

[[tasks]]
id = "deux"
phase = "before"
title = "Deux"
due = { anchor = "start", days = -3 }
source = "proposée"
after = ["un"]
couleur = "vert"

[[rules]]
id = "weekly-hours"
minimum = 40

[[rules]]
id = "vide"
field = "stage.heures_par_semaine"
title = "Rien"
check = "between"
source = "000"
message = "Rien"

[[rules]]
id = "tiret"
field = "stage.titre"
title = "Un tiret"
check = "prefix"
prefix = "–"
source = "000"
message = "Rien"

[[tasks]]
id = "deux"
phase = "end"
"""


def said(folder: Path) -> list[str]:
    """The problems of a folder, no-break spaces made plain."""
    return [str(each).replace("\u00a0", " ") for each in check_content(folder).problems]


def own(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_organisation_in_order_has_no_problem(tmp_path: Path) -> None:
    report = check_content(own_programme(tmp_path / "own"))
    assert report.problems == ()
    assert report.programme is not None


def test_all_the_problems_are_told_at_once_with_their_line(tmp_path: Path) -> None:
    folder = own(tmp_path / "own", programme=MANY)
    own(folder, guide='extends = true\n[[topics]]\nid = "cafe"\ntitle = "Café"\ntaille = 3\n')
    (folder / "messages").mkdir()
    (folder / "messages" / "thanks.fr.txt").write_text("Merci\n\n{{ oups }}\n")
    text = "\n".join(said(folder))
    for expected in (
        "programme.toml, ligne 2, titre : champ inconnu",
        "programme.toml, ligne 6, un.phase : phase « befor » inconnue; vouliez-vous « before »?",
        "programme.toml, ligne 7, un.title : montant « montant » inconnu",
        "programme.toml, ligne 17, deux.source : source « proposée » inconnue",
        "programme.toml, ligne 19, tasks.deux.couleur : champ inconnu",
        "l’étape vient après elle-même : un, puis deux, puis un.",
        "programme.toml, ligne 21, weekly-hours : aucune valeur ne convient : de 40 à 35.",
        "programme.toml, ligne 25, vide : cette règle ne vérifie rien",
        "programme.toml, ligne 33, tiret : cette règle ne vérifie rien",
        "programme.toml, ligne 42, tasks.deux : l’identifiant « deux » est employé 2 fois.",
        "guide.toml, ligne 5, topics.cafe.taille : champ inconnu",
        "guide.toml, ligne 2, topics.cafe.paragraphs : ce champ est obligatoire",
        "messages/thanks.fr.txt, ligne 3",
    ):
        assert expected in text.replace("; vérifiez l’orthographe ou retirez-le", "")
    assert len(said(folder)) == len(set(said(folder)))


@pytest.mark.parametrize(
    ("extends", "words"),
    [
        ('"oui"', "programme.toml, ligne 1, extends : version « oui » introuvable"),
        ("3", "programme.toml, ligne 1, extends : écrivez true"),
        ("[true]", "ligne 1, extends : écrivez true"),
    ],
)
def test_extends_is_true_or_a_version(tmp_path: Path, extends: str, words: str) -> None:
    text = f'extends = {extends}\nid = "telestage"\nversion = "9"\n'
    folder = own(tmp_path / "own" / "telestage" / "9", programme=text).parents[1]
    assert any(words in each for each in said(folder))


def test_only_the_programme_completes_a_version(tmp_path: Path) -> None:
    folder = own(tmp_path / "own", guide='extends = "2026.1"\ntopics = []\n')
    assert "guide.toml, ligne 1, extends : écrivez true" in said(folder)[0]


@pytest.mark.parametrize("length", [1, 2, 3])
def test_versions_that_complete_one_another_in_a_circle_are_refused(
    tmp_path: Path, length: int
) -> None:
    for number in range(length):
        below = (number + 1) % length
        text = f'id = "atelier"\nversion = "{number}"\nextends = "{below}"\n'
        own(tmp_path / "atelier" / str(number), programme=text)
    (problem,) = said(tmp_path)
    assert "programme.toml, ligne 3, extends : la version se complète elle-même" in problem
    assert problem.startswith("atelier/")


def test_a_version_completes_another_one_texts_and_templates(tmp_path: Path) -> None:
    first = own_programme(tmp_path / "atelier" / "1")
    text = (first / "programme.toml").read_text().replace(
        "extends = true", 'extends = true\nid = "atelier"\nversion = "1"'
    )  # fmt: skip
    own(first, programme=text)
    (first / "messages").mkdir()
    (first / "messages" / "thanks.fr.txt").write_text("Merci\n\nDe nous.\n")
    own(tmp_path / "atelier" / "2", programme='extends = "1"\nversion = "2"\ntitle = "Le nôtre"\n')
    report = check_content(tmp_path)
    assert report.problems == ()
    assert report.programme is not None
    assert (report.programme.ref.id, report.programme.ref.version) == ("atelier", "2")
    assert report.programme.has_task("alu-news")
    assert report.programme.accesses.kind_label("badge") == "Carte d’accès"
    assert "De nous" in report.programme.message_templates()["thanks.fr.txt"].content.decode()


def test_a_file_whose_name_means_nothing_is_a_problem(tmp_path: Path) -> None:
    folder = own(tmp_path / "own", guides="extends = true\n")
    assert said(folder) == [
        "guides.toml : aucun contenu ne porte ce nom; vouliez-vous « guide.toml »?"
    ]


def test_a_folder_with_no_content_is_a_problem(tmp_path: Path) -> None:
    (problem,) = said(tmp_path)
    assert "il n’y a là aucun contenu" in problem


def test_every_version_of_a_folder_is_checked(tmp_path: Path) -> None:
    own(tmp_path / "a" / "1", programme='extends = true\nid = "a"\nversion = "1"\nzut = 1\n')
    own(tmp_path / "a" / "2", programme='extends = true\nid = "a"\nversion = "2"\n')
    (problem,) = said(tmp_path)
    assert problem.startswith("1/programme.toml, ligne 4, zut : champ inconnu")


def test_the_line_of_what_is_written_in_any_form_of_toml() -> None:
    source = '''# un commentaire
a.b = """
deux
"""
"c.d" = [1, [2,
  3], { e = "}" , f = 'x' }]
[t]
g = 2027-01-11 10:00:00
[[t.list]]
id = "premier"
[t.list.inner]
h = true
[[t.list]]
id = "second"
'''
    table = {
        "a": {"b": "deux\n"},
        "c.d": [1, [2, 3], {"e": "}", "f": "x"}],
        "t": {"g": 0, "list": [{"id": "premier", "inner": {"h": True}}, {"id": "second"}]},
    }
    lines = lines_of(source, table)
    for field, line in (
        (("a", "b"), 2),
        (("c.d",), 5),
        (("c.d", "[3]", "f"), 6),
        (("t", "g"), 8),
        (("premier", "h"), 12),
        (("second",), 13),
        (("second", "absent"), 13),
        (("rien",), 0),
    ):
        assert best_line(lines, field) == line
