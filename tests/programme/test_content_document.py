"""docs/programme.md describes every file and every key, and its example works."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from telestage_tui.documents.content_check import check_content
from telestage_tui.programme.content_files import EXTENDS
from telestage_tui.programme.layers import layers

from .content_keys import FILES, keys_of

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENT = (DOCS / "programme.md").read_text(encoding="utf-8")
EXAMPLE = DOCS / "programme-example"
PARTS = {part.partition("\n")[0]: part for part in re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)}


def documented(file: str) -> set[str]:
    """The keys that the document describes for a file; `*` stands for any name."""
    rows = re.findall(r"^\| (`.*?) \| ", PARTS[file], re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`([^`]+)`", row)}


def test_every_file_is_described() -> None:
    assert {title for title in PARTS if title.endswith(".toml")} == set(FILES)
    assert f"`{EXTENDS}`" in DOCUMENT


@pytest.mark.parametrize("file", FILES)
def test_every_key_is_described_and_nothing_else(file: str) -> None:
    keys, patterns = set(keys_of(FILES[file])), documented(file)
    plain = {pattern.replace("[", "<").replace("]", ">"): pattern for pattern in patterns}

    def describes(pattern: str, key: str) -> bool:
        return fnmatchcase(key.replace("[", "<").replace("]", ">"), pattern)

    assert {key for key in keys if not any(describes(each, key) for each in plain)} == set()
    assert {
        pattern for each, pattern in plain.items() if not any(describes(each, key) for key in keys)
    } == set()


def test_the_example_is_in_order() -> None:
    report = check_content(EXAMPLE)
    assert report.problems == ()
    assert report.untried == ""


def test_the_example_has_each_file() -> None:
    programme = check_content(EXAMPLE).programme
    assert programme is not None
    files = {each.name: each for each in layers(programme)}
    assert {name for name in FILES if files[name].origin != "extended"} == set()
    assert files["messages/sponsor.fr.txt"].origin == "added"
    assert files["papers/attestation.typ"].origin == "replaced"
