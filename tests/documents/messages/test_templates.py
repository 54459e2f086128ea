"""The templates of an organisation: what they may do, and what happens when they cannot be used."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.documents.messages.blanks import Blank
from telestage_tui.documents.messages.check import template_problems
from telestage_tui.documents.messages.drafts import drafts
from telestage_tui.documents.messages.template import LONGEST_MESSAGE, rendered
from telestage_tui.programme.errors import ContentError
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.verify import problems_of_texts

from .support import plain, setting, with_template

LINK = Blank("le lien", "[… à compléter : le lien]")
FACTS: dict[str, Any] = {
    "name": "Léa",
    "long": "x" * 100_000,
    "link": LINK,
    "groups": [{"name": "A", "lines": ["un", "deux"]}, {"name": "B", "lines": ["trois"]}],
}


def written(source: str) -> str:
    return plain(rendered("essai.fr.txt", f"Objet\n\n{source}".encode(), FACTS, "fr").body)


def refusal(source: str) -> str:
    with pytest.raises(ContentError) as error:
        written(source)
    return plain(str(error.value))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ name }}", "Léa"),
        ("{{ name | upper }}", "LÉA"),
        ("{% if link %}oui{% else %}non{% endif %}", "non"),
        ("{{ link }}", "[… à compléter : le lien]"),
        ("{{ 'oui' if name == 'Léa' else 'non' }}", "oui"),
        ("{% for g in groups %}{% for l in g.lines %}{{ g.name }}{{ l }} {% endfor %}{% endfor %}",
         "Aun Adeux Btrois"),
        ("{% for g in groups %}{{ loop.index }}{{ ',' if not loop.last }}{% endfor %}", "1,2"),
        ("{# rien #}{{ groups | length }}", "2"),
    ],
)  # fmt: skip
def test_what_a_template_may_do(source: str, expected: str) -> None:
    assert written(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in range(10 ** 9) %}{% endfor %}",
        "{% for i in [1, 2] %}{% endfor %}",
        "{% for a in groups %}{% for b in groups %}{% endfor %}{% endfor %}",
        "{% for a in groups %}{% for b in a.lines %}{% for c in a.lines %}"
        "{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in groups recursive %}{{ loop(groups) }}{% endfor %}",
        "{% for c in long %}{% endfor %}",
        "{{ 'x' * 10 ** 9 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ long ~ long }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ name | center(999999999) }}",
        "{{ name.ljust(999999999) }}",
        "{% set a = long %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include '/etc/passwd' %}",
        "{% import 'autre.fr.txt' as autre %}",
        "{% extends 'autre.fr.txt' %}",
        "{{ name.__class__.__mro__ }}",
        "{{ self.__init__ }}",
        "{{ lipsum(n=999999) }}",
        "{{ cycler }}",
        "{{ groups }}",
        "{{ name.upper }}",
        "{{ nom }}",
        "{{ name.first }}",
        "{% if nom %}{% endif %}",
        "{{ name | first | upper | unknown }}",
        "{% if name %}",
        "{{ name",
        "{% endfor %}",
        "{{ (" + "(" * 3_000 + "name" + ")" * 3_000 + ") }}",
        "{{ " + "not " * 3_000 + "name }}",
        "{{ name < groups }}",
    ],
)
def test_the_rest_is_refused_with_its_line(source: str) -> None:
    message = refusal(f"Bonjour\n{source}")
    assert message.startswith("messages/essai.fr.txt")
    if "imbriqué" not in message:
        assert "ligne 4" in message


def test_a_text_without_end_is_cut_off() -> None:
    many = "{% for g in groups %}{{ long }}{% endfor %}" * 2
    assert len(FACTS["long"]) * 4 > LONGEST_MESSAGE
    assert "trop long" in refusal(many)


def test_the_first_line_is_the_subject() -> None:
    content = b"Pour {{ name }}\r\n\r\nBonjour\r\n"
    result = rendered("essai.fr.txt", content, FACTS, "fr")
    assert (result.subject, result.body) == ("Pour Léa", "Bonjour")
    with pytest.raises(ContentError, match="objet"):
        rendered("essai.fr.txt", b"\n\nBonjour", FACTS, "fr")


def test_only_the_blanks_that_are_written_are_noted() -> None:
    facts = {"a": Blank("a", "[a]"), "b": Blank("b", "[b]"), "c": Blank("c", "[c]")}
    source = b"Objet {{ a }}\n{% if b %}{{ b }}{% endif %}{{ c }}{{ c }}"
    assert rendered("essai.fr.txt", source, facts, "fr").blanks == ("a", "c")


@given(st.text())
def test_any_source_is_a_message_or_a_refusal(source: str) -> None:
    with suppress(ContentError):
        rendered("essai.fr.txt", source.encode(), FACTS, "fr")


@given(st.lists(st.sampled_from((
    "{{", "}}", "{%", "%}", "{#", "#}", " for ", " in ", " if ", "endif", "endfor", "else",
    "name", "groups", "link", ".", "|", "upper", "(", ")", "'", "not ", "==", "\n", "-",
))).map("".join))  # fmt: skip
def test_any_pieces_of_a_template_too(source: str) -> None:
    with suppress(ContentError):
        rendered("essai.fr.txt", source.encode(), FACTS, "fr")


def test_a_template_of_an_organisation_replaces_ours(tmp_path: Path) -> None:
    programme = with_template(tmp_path, "thanks.fr", "Merci {{ intern.first_name }}\n\nÀ vous.")
    (message,) = drafts(setting("thanks", programme=programme))
    assert (message.subject, message.body) == ("Merci Léa", "À vous.")
    assert message.notices == ()
    assert problems_of_texts(programme) == ()


@pytest.mark.parametrize("source", ["Merci\n{{ nom }}", "", b"\xff\xfe", "Merci\n{% for %}"])
def test_a_broken_one_gives_way_to_ours_and_that_is_said(
    tmp_path: Path, source: str | bytes
) -> None:
    programme = with_template(tmp_path, "thanks.fr", source)
    (message,) = drafts(setting("thanks", programme=programme))
    (ours,) = drafts(setting("thanks"))
    assert message.body == ours.body
    assert "le nôtre le remplace" in message.notices[0]
    assert "messages/thanks.fr.txt" in message.notices[0]


def test_an_organisation_adds_a_message_of_its_own(tmp_path: Path) -> None:
    with_template(tmp_path, "survey.fr", "Sondage\n\nBonjour {{ intern.first_name }}")
    (tmp_path / "messages.toml").write_text(
        'extends = true\n[[messages]]\nid = "survey"\ntitle = "Sondage"\nto = "intern"\n'
        'source = "proposed"\n'
    )
    load_programme.cache_clear()
    programme = load_programme(None, tmp_path)
    assert drafts(setting("survey", programme=programme))[0].body == "Bonjour Léa"
    assert len(programme.messages.messages) == len(load_programme().messages.messages) + 1


def test_what_a_message_names_that_is_nowhere_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_text("extends = true\n")
    (tmp_path / "messages.toml").write_text(
        'extends = true\n[[messages]]\nid = "survey"\ntitle = "Sondage"\nto = "intern"\n'
        'source = "x"\ntasks = ["sel-ofer"]\npapers = ["roman"]\n'
    )
    problems = "\n".join(map(str, problems_of_texts(load_programme(None, tmp_path))))
    for name in ("survey.source", "survey.tasks", "survey.papers", "survey.fr.txt"):
        assert name in problems


def test_our_own_templates_pass_the_check() -> None:
    assert list(template_problems(load_programme())) == []


@pytest.mark.parametrize(
    "line",
    ["{{ nom }}", "{% for a in accesses %}{{ a.nom }}{% endfor %}", "{{ range(9) }}", "{% if %}"],
)
def test_the_check_names_the_file_and_the_line(tmp_path: Path, line: str) -> None:
    programme = with_template(tmp_path, "thanks.fr", f"Merci\n\n{line}")
    (found,) = template_problems(programme)
    assert found.field == "messages/thanks.fr.txt, ligne 3"
