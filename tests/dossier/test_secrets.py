"""A password, a token or a recovery code is refused; ordinary names are not."""

from __future__ import annotations

import time

import pytest
from pydantic import ValidationError

from telestage_tui.dossier.accesses import Resource
from telestage_tui.dossier.secrets import REASON, looks_secret

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
)


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_refused_with_the_reason(text: str) -> None:
    assert looks_secret(text)
    for field in ("name", "manager", "account", "note"):
        with pytest.raises(ValidationError) as caught:
            Resource.model_validate({"name": "VPN", field: text})
        assert REASON in str(caught.value)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_is_not(text: str) -> None:
    assert not looks_secret(text)
    assert Resource(name="VPN", account=text, note=text).account == text


@pytest.mark.parametrize("piece", ["eyJ-", ".", "a@b.c-", "ABCD-", "mdp ", "://a:", "1234 ", "é"])
def test_a_long_text_is_read_once(piece: str) -> None:
    began = time.process_time()
    looks_secret(piece * 50_000 + "!1")
    assert time.process_time() - began < 5


def test_the_refusal_does_not_repeat_the_secret() -> None:
    assert "Hiver" not in REASON
