"""A thousand secrets shaped as real ones, of which none is kept; a thousand sentences, all kept.

Both are made from patterns and a seed: what fails can be read, and comes back at each run.
"""

from __future__ import annotations

import base64
import json
import string
from collections.abc import Callable
from datetime import date
from random import Random
from uuid import uuid4

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.accesses import Access, Resource
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.secrets import looks_secret
from tests.factories import END, make_access, make_dossier

SEED, NUMBER = 16, 1000
UPPER, ALNUM = string.ascii_uppercase + string.digits, string.ascii_letters + string.digits


def _some(random: Random, alphabet: str, length: int) -> str:
    """A text in which capitals, small letters and digits are mixed, as far as the alphabet goes."""
    kinds = [k for k in (string.ascii_uppercase, string.ascii_lowercase, string.digits)
             if set(k) <= set(alphabet)]  # fmt: skip
    while True:
        text = "".join(random.choices(alphabet, k=length))
        if length < 12 or all(set(kind) & set(text) for kind in kinds):
            return text


def _jwt(random: Random) -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    body = {"sub": str(random.randrange(10**9)), "iat": 1_800_000_000 + random.randrange(10**6)}
    return f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part(body)}.{_some(random, ALNUM, 43)}"


def _pem(random: Random) -> str:
    kind = random.choice(["RSA PRIVATE KEY", "PRIVATE KEY", "OPENSSH PRIVATE KEY"])
    return f"-----BEGIN {kind}----- MIIE{_some(random, ALNUM, 60)} -----END {kind}-----"


def _password(random: Random) -> str:
    words = ["tournesol", "Hiver", "azerty", "Rimouski", "Bienvenue", "lapin", "Gaspe", "boreal"]
    word = random.choice(words)
    return f"{word}{random.randrange(10, 9999)}{random.choice(['', '!', '*', '$', '#'])}"


def _named(random: Random) -> str:
    names = [
        "mot de passe : {}", "Mot de passe: {}", "mdp : {}", "MDP {}", "mdp du VPN : {}",
        "mot de passe temporaire : {}", "le mot de passe est {}", "password: {}", "pwd={}",
        "mot de passe de Léa : {}", "code d’accès : {}", "jeton : {}", "mdp wifi : {}",
        "mot de passe initial {}", "Passe : {}",
    ]  # fmt: skip
    return random.choice(names).format(_password(random))


def _code(random: Random) -> str:
    digits = "".join(random.choices(string.digits, k=6))
    return random.choice(
        [f"NIP : {digits[:4]}", f"code de vérification : {digits[:3]} {digits[3:]}",
         f"code PIN {digits[:4]}", f"codes de secours : {digits[:5]} {digits[1:]}"]
    )  # fmt: skip


SECRETS: dict[str, Callable[[Random], str]] = {
    "AWS": lambda r: f"AKIA{_some(r, UPPER, 16)}",
    "AWS secret": lambda r: f"aws_secret_access_key = {_some(r, ALNUM + '/+', 40)}",
    "GitHub": lambda r: f"ghp_{_some(r, ALNUM, 36)}",
    "GitHub, fine": lambda r: f"github_pat_{_some(r, ALNUM, 22)}_{_some(r, ALNUM, 59)}",
    "GitLab": lambda r: f"glpat-{_some(r, ALNUM, 20)}",
    "Slack": lambda r: f"xoxb-{r.randrange(10**11, 10**12)}-{_some(r, ALNUM, 24)}",
    "Stripe": lambda r: f"sk_live_{_some(r, ALNUM, 24)}",
    "Google": lambda r: f"AIza{_some(r, ALNUM, 35)}",
    "JWT": _jwt,
    "PEM": _pem,
    "bearer": lambda r: f"Authorization: Bearer {_some(r, ALNUM, 40)}",
    "address": lambda r: f"https://lea:{_some(r, ALNUM, 12)}@exemple.org/depot.git",
    "hexadecimal": lambda r: f"clé API : {r.randbytes(16).hex()}",
    "password": lambda r: f"{_some(r, ALNUM, 9)}{r.choice('!*#%')}{r.randrange(10)}aA",
    "named": _named,
    "code": _code,
}

WHO = ["Léa", "Nadia", "le soutien informatique", "l’équipe des TI", "Marc", "la direction"]
WHAT = ["le VPN", "la licence Figma", "Teams", "le compte partagé", "l’espace de fichiers",
        "la boîte courriel", "le tableau Trello", "la clé USB n° 12", "le casque"]  # fmt: skip
WHEN = ["le 9 avril 2027", "lundi à 9 h 30", "avant la fin du stage", "en semaine 12",
        "d’ici 24 heures", "dès vendredi, 16 h 30", "au retour de congé"]  # fmt: skip
SENTENCES = [
    "{who} remet {what} {when}.",
    "Demander à {who} de retirer {what} {when}.",
    "{what} : géré par {who}, à rendre {when}.",
    "Mot de passe à changer {when}, par {who}.",
    "Le mot de passe de {what} est au coffre-fort; voir {who}.",
    "Codes de récupération remis à {who} {when}.",
    "Jeton physique rendu par {who} {when}.",
    "{who} a fermé les sessions ouvertes et {what} {when}.",
    "Compte lea.nguyen, {what}, billet n° {n}.",
    "Licence n° {n}, {n2},50 $ par mois, annulée {when}.",
    "Poste {n2}, local B-{n}; {who} passe {when}.",
    "Facture 2027-{n}, {what}, payée par {who}.",
    "Transfert de courriel supprimé {when}; {who} confirme.",
    "Double authentification activée sur {what} par {who}.",
    "La connexion à {what} échoue, vérifié par {who} {when}.",
    "Numéro de série CN-0{n}-A{n2}, {what}, rendu {when}.",
    "Suivi du colis {n}{n2}{n}{n2} : {who} le reçoit {when}.",
    "Office 365 et Windows 11 : {who} libère la licence {when}.",
    "Téléphoner au 418 555-0{n2} pour {what}.",
    "{who} (prenom.nom@example.com) gère {what}.",
]


def secrets() -> list[str]:
    """A thousand of them, of every kind."""
    random = Random(SEED)
    makers = list(SECRETS.values())
    return [makers[number % len(makers)](random) for number in range(NUMBER)]


def sentences() -> list[str]:
    """A thousand ordinary sentences of this work."""
    random = Random(SEED)
    return [
        SENTENCES[number % len(SENTENCES)].format(
            who=random.choice(WHO),
            what=random.choice(WHAT),
            when=random.choice(WHEN),
            n=random.randrange(100, 9999),
            n2=random.randrange(10, 99),
        )
        for number in range(NUMBER)
    ]


def test_of_a_thousand_secrets_none_is_missed() -> None:
    assert [text for text in secrets() if not looks_secret(text)] == []


def test_of_a_thousand_sentences_none_is_refused() -> None:
    assert [text for text in sentences() if looks_secret(text)] == []


OPEN = make_access("Teams")
PLANNED = make_access("Zoom", given_on=None, explained_on=None)
GONE = make_access("Slack", withdrawn_on=END)
DOSSIER = make_dossier(accesses=(OPEN, PLANNED, GONE))


def _described(access: Access, **fields: str) -> changes.Change:
    seen = access.resource
    return changes.describe_access(access, seen=seen, written=seen.evolve(**fields))


WAYS: dict[str, Callable[[str], changes.Change]] = {
    "name": lambda t: changes.note_access(uuid4(), Resource(name=t)),
    "manager": lambda t: changes.note_access(uuid4(), Resource(name="VPN", manager=t)),
    "account": lambda t: _described(OPEN, account=t),
    "note": lambda t: _described(OPEN, note=t),
    "usual": lambda t: changes.note_accesses({uuid4(): Resource(name="VPN", note=t)}),
    "given by": lambda t: changes.grant(PLANNED, on=END, by=t),
    "given late by": lambda t: changes.note_access(
        uuid4(), Resource(name="VPN"), given=changes.Step(END, by=t)
    ),
    "explained by": lambda t: changes.explain(PLANNED, on=END, by=t),
    "suspended for": lambda t: changes.suspend(OPEN, on=END, reason=t),
    "withdrawn by": lambda t: changes.withdraw(OPEN, on=END, today=END, by=t),
    "verified by": lambda t: changes.verify_withdrawal(GONE, on=END, today=END, by=t),
    "verified how": lambda t: changes.verify_withdrawal(GONE, on=END, today=END, how=t),
    "reopened for": lambda t: changes.restore_access(GONE, t),
    "nothing else by": lambda t: changes.note_nothing_else(on=date(2027, 4, 9), by=t),
}
"""Every way to write a text about an access."""


def applied(way: Callable[[str], changes.Change], text: str) -> Dossier:
    """The dossier once that text was written."""
    return way(text).apply(DOSSIER)


@pytest.mark.parametrize("field", WAYS)
def test_none_is_kept_in_any_field_of_an_access(field: str) -> None:
    kept = []
    for text in secrets():
        try:
            applied(WAYS[field], text)
        except InvalidInput:
            continue
        kept.append(text)
    assert kept == []


@pytest.mark.parametrize("field", WAYS)
def test_every_sentence_can_be_written_in_any_field_of_an_access(field: str) -> None:
    for text in sentences():
        applied(WAYS[field], text)
