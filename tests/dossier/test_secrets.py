"""A password, a token or a recovery code is refused; ordinary names are not."""

from __future__ import annotations

import time

import pytest

from telestage_tui.dossier.accesses import Resource, secrets_typed
from telestage_tui.dossier.secrets import REASON, looks_secret
from telestage_tui.dossier.text import typeset

from .fiche.typing_a_fiche import refusal_of

SECRETS = (
    "mdp : hiver",
    "Mdp:Été2027",
    "Mot de passe: Hiver2027!",
    "mot de passe : « azerty »",
    "le mot de passe est azerty",
    "password=azerty",
    "the password is hunter2",
    "PIN : 4512",
    "code PIN: 1234",
    "token = abc",
    "jeton: 9f8e7d",
    "clé privée : MIIEvQIBADANBg",
    "codes de secours : 12345 67890",
    "phrase secrète : un cheval vert",
    "ghp_" + "a1B2" * 8,
    "github_pat_11AAAAAAA0" + "x" * 30,
    "glpat-abcdefghij1234567890",
    "xoxb-1234567890-abcdef",
    "sk-abcdef1234567890ABCDEF",
    "sk_live_abcdef1234567890",
    "AKIAIOSFODNN7EXAMPLE",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0",
    "-----BEGIN OPENSSH PRIVATE KEY-----",
    "otpauth://totp/lea?secret=JBSWY3DPEHPK3PXP",
    "https://lea:Hiver2027@vpn.example.com",
    "ABCDE-FGHIJ-KLMNO-PQRST",
    "1234 5678 9012 3456",
    "P@ssw0rd",
    "Tr0ub4dor&3",
    "Compte lea, Hiver2027! à changer",
    "mot de passe Hiver2027",
    "VPN, mdp azerty123",
    "mdp «\u00a0azerty123\u00a0»",
    "code PIN 4512",
    "A1B2-C3D4-E5F6-7788-99AA-BBCC",
    "123456-234567-345678-456789-567890-678901-789012-890123",
)
ORDINARY = (
    "Licence Figma",
    "VPN de l'entreprise",
    "VPN de l’entreprise",
    "a.tremblay@exemple.com",
    "<Lea.Nguyen2027@exemple.com>",
    "Poste 4512",
    "Clé USB n° 12",
    "Code d’accès au bâtiment",
    "Badge nº 2027-118",
    "Adresse @atelier-boreal",
    "DOMAINE\\lea.nguyen",
    "Microsoft 365 Business (E3)",
    "https://visio.example.com/lea?room=A1b2C3d4!",
    "Mot de passe : à demander au soutien informatique",
    "Le mot de passe est remis par le coffre",
    "Lapin : en peluche",
    "Le copin est là",
    "Ordinateur Dell Latitude 5540, série 7XK2P93",
    "lea.nguyen2027",
    "Téléphone 418 555-0199",
    "+33 6 12 34 56 78",
    "Numéro de client 2027-0001-AB",
    "ISO/IEC 27001:2022",
    "Secrétariat : 2e étage",
    "Gestionnaire de mots de passe Bitwarden",
    "550E8400-E29B-41D4-A716-446655440000",
    "Projet R&D",
    "50 $ par mois",
    "C++",
    "",
    "Portable, série 5CG1-234A-88XY-77QQ",
    "mot de passe Microsoft365 à réinitialiser avec le soutien",
    "Gestionnaire de mot de passe 1Password",
    "Mot de passe oublié : écrire à lea2027@exemple.com",
    "Le mot de passe change le 2027-03-01",
    "Étagère en pin 1200 x 600",
    "Jeton de parking 2027",
)


def refusal(field: str, text: str) -> str | None:
    """Why a text typed in a field of an access is refused, on a screen."""
    return refusal_of(f"ressources[1].{field}", text)


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


@pytest.mark.parametrize("piece", ["eyJ-", ".", "a@b.c-", "ABCD-", "mdp ", "://a:", "1234 ", "é"])
def test_a_long_text_is_read_once(piece: str) -> None:
    start = time.process_time()
    looks_secret(piece * 50_000 + "!1")
    assert time.process_time() - start < 5


def test_the_refusal_does_not_repeat_the_secret() -> None:
    assert "Hiver" not in REASON
