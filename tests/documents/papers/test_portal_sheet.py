"""The sheet of the portal on paper: every field of the tutorial is printed."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from telestage_tui.documents.papers.catalogue import is_empty, missing_for, paper_pdf
from telestage_tui.documents.papers.setting import Setting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.programme.loader import load_programme
from tests.factories import make_dossier
from tests.programme.test_portal_sheet import TUTORIAL, open_dossier

PASSPORT = "12AB34567"


def setting(dossier: Dossier, *, identity: bool = False) -> Setting:
    programme = load_programme()
    return Setting(dossier, programme, programme.papers.paper("portal-sheet"), identity=identity)


def text_of(dossier: Dossier, *, identity: bool = False) -> str:
    pdf = paper_pdf(setting(dossier, identity=identity))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    return "".join(text.split())


@pytest.fixture(scope="module")
def printed() -> str:
    return text_of(
        open_dossier({"passport_number": PASSPORT}, noc="2123", business_number="1143920115")
    )


@pytest.mark.parametrize("form", TUTORIAL)
def test_every_field_of_the_tutorial_is_printed(printed: str, form: str) -> None:
    labels = [*TUTORIAL[form]["required"], *TUTORIAL[form]["optional"]]
    assert [label for label in labels if "".join(label.split()) not in printed] == []


def test_values_problems_and_sources_are_printed(printed: str) -> None:
    for words in ("114392011", "NEQ1143920115", "ancienneédition", "C21"):
        assert words in printed


def test_an_identity_is_printed_only_when_it_is_asked_for(printed: str) -> None:
    assert PASSPORT not in printed
    assert PASSPORT in text_of(open_dossier({"passport_number": PASSPORT}), identity=True)


def test_the_sheet_waits_for_both_sides() -> None:
    assert is_empty(setting(make_dossier()))
    assert not is_empty(setting(open_dossier()))
    assert any(line.startswith("À demander (RH)") for line in missing_for(setting(open_dossier())))
