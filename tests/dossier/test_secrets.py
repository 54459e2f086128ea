"""A password, a token or a recovery code is refused; ordinary names are not."""

from __future__ import annotations

import time
from datetime import date
from uuid import uuid4

import pytest

from telestage_tui.dossier.accesses import Resource, secrets_typed
from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.fiche.model import fiche_of
from telestage_tui.dossier.meetings import Minute, Record
from telestage_tui.dossier.records import Note
from telestage_tui.dossier.secret_warning import writes_secret
from telestage_tui.dossier.secrets import REASON, looks_secret
from telestage_tui.dossier.text import typeset

from ..factories import make_dossier, make_meeting
from .secret_examples import ORDINARY, SECRETS


def refusal(field: str, text: str) -> str | None:
    """Why the text of a field of an access is refused, in a fiche."""
    values = {
        "stage": {"debut": date(2027, 1, 11), "fin": date(2027, 4, 9)},
        "stagiaire": {"prenom": "Léa", "nom": "Nguyễn"},
        "structure": {"nom": "Atelier Boréal"},
        "ressources": [{"nom": "VPN", field: text}],
    }
    try:
        fiche_of(values)
    except InvalidInput as error:
        return next(p.message for p in error.problems if p.field == f"ressources[1].{field}")
    return None


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_refused_with_the_reason(text: str) -> None:
    assert looks_secret(text)
    for field in ("nom", "responsable", "compte", "note"):
        assert refusal(field, text) == typeset(REASON)
    for name in ("name", "manager", "account", "note"):
        resource = Resource.model_validate({"name": "VPN", name: text})
        assert [problem.field for problem in secrets_typed(resource)] == [name]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_is_not(text: str) -> None:
    assert not looks_secret(text)
    assert refusal("note", text) is None
    assert secrets_typed(Resource(name="VPN", account=text, note=text)) == []


def test_a_secret_hidden_behind_what_cannot_be_seen_is_found() -> None:
    assert refusal("note", "mdp\x00 : hi\u202ever") == typeset(REASON)


def test_a_text_that_was_there_before_is_left_alone() -> None:
    old = Resource(name="VPN", note="mdp : hiver")
    assert secrets_typed(old.evolve(manager="Soutien"), old) == []
    assert [p.field for p in secrets_typed(old.evolve(note="mdp : printemps"), old)] == ["note"]


@pytest.mark.parametrize(
    "piece", ["eyJ-", ".", "a@b.c-", "ABCD-", "mdp ", "://a:", "1234 ", "é", "mdp du ", "{}", "a/"]
)
def test_a_long_text_is_read_once(piece: str) -> None:
    start = time.process_time()
    looks_secret(piece * 50_000 + "!1")
    assert time.process_time() - start < 5


def test_the_refusal_does_not_repeat_the_secret() -> None:
    assert "Hiver" not in REASON


def test_a_secret_written_in_a_text_that_is_kept_is_spoken_of_once() -> None:
    dossier = make_dossier()
    note = Note(id=uuid4(), on=date(2027, 1, 11), text="Le NIP est 4821")
    noted = dossier.evolve(notes=(note,))
    assert not writes_secret(dossier, dossier)
    assert writes_secret(dossier, noted)
    assert not writes_secret(noted, noted.evolve(started_on=date(2027, 1, 11)))
    minutes = Record(minutes=(Minute(item="blockers", text="mdp : hiver"),))
    meeting = make_meeting().evolve(record=minutes)
    assert writes_secret(noted, noted.evolve(meetings=(meeting,)))
    assert not writes_secret(None, dossier)
