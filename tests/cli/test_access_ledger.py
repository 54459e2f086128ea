"""The ledger of accesses on the command line, from the usual set to the last line."""

from __future__ import annotations

from collections.abc import Callable

from .conftest import Telestage

At = Callable[[str], Telestage]
LAST_DAY, LATER = "2027-04-09T16:30", "2027-04-12T09:00"


def test_the_usual_set_is_noted_then_kept_for_the_next_intern(telestage: Telestage) -> None:
    dossier = telestage.new()
    before = len(telestage.json("access", "list", dossier))
    assert "Accès habituels notés" in telestage.ok("access", "usual", dossier)
    after = telestage.json("access", "list", dossier)
    assert len(after) > before
    telestage.ok("access", "usual", dossier, "--keep")
    assert "déjà tous les accès habituels" in telestage.ok("access", "usual", dossier)
    kept = telestage.json("organisation")["usual_accesses"]
    assert [each["name"] for each in kept] == [each["name"] for each in after]
    telestage.ok("organisation", "--set", "structure.ville=Rimouski")
    assert telestage.json("organisation")["usual_accesses"] == kept


def test_a_usual_access_with_another_name_is_named_and_noted_when_asked(
    telestage: Telestage,
) -> None:
    dossier = telestage.new()  # its fiche has « VPN de l'entreprise »
    said = telestage.ok("access", "usual", dossier)
    assert "Déjà là sous un autre nom" in said
    assert "VPN (« VPN de l'entreprise »)" in said
    assert "VPN" not in {each["name"] for each in telestage.json("access", "list", dossier)}
    assert "--all" in telestage.ok("access", "usual", dossier)
    telestage.ok("access", "usual", dossier, "--all")
    assert "VPN" in {each["name"] for each in telestage.json("access", "list", dossier)}
    assert "déjà tous les accès habituels" in telestage.ok("access", "usual", dossier)


def test_an_access_is_added_late_edited_and_removed(telestage: Telestage) -> None:
    dossier = telestage.new()
    telestage.ok("access", "add", dossier, "Trello", "--kind", "taches", "--given", "hier")
    telestage.ok("access", "edit", dossier, "trello", "--name", "Trello Pro", "--cost", "15,50")
    trello = telestage.json("access", "list", dossier)[-1]
    assert (trello["name"], trello["monthly_cost"], trello["state"]) == (
        "Trello Pro", 15.5, "given",
    )  # fmt: skip
    assert "économise 15,50 $ par mois" in telestage.ok("access", "list", dossier)
    assert "retirez l’accès" in telestage.refusal("access", "remove", dossier, "trello")
    telestage.ok("access", "add", dossier, "Zoom")
    telestage.ok("access", "remove", dossier, "zoom")
    assert telestage.json("access", "list", dossier)[-1]["name"] == "Trello Pro"


def test_what_cannot_be_written_of_an_access_is_refused(telestage: Telestage) -> None:
    dossier = telestage.new()
    for words, why in (
        (("add", dossier, "VPN 2", "--note", "mdp : tournesol"), "mot de passe"),
        (("add", dossier, "VPN 2", "--kind", "badge"), "badge"),
        (("add", dossier, "VPN 2", "--given", "demain"), "à venir"),
        (("edit", dossier, "vpn"), "Dites ce qui change"),
        (("edit", dossier, "vpn", "--account", "mdp : tournesol"), "mot de passe"),
        (("nothing-else", dossier), "sa signature"),
        (("verify", dossier, "vpn"), "n’est pas retiré"),
        (("suspend", dossier, "vpn"), "n’a pas été remis"),
    ):
        assert why in telestage.refusal("access", *words), words


def test_an_access_lives_to_the_last_line(telestage: Telestage, at: At) -> None:
    dossier = telestage.new()
    telestage.ok("grant", dossier, "vpn", "--at", "9 h 15", "--by", "Nadia")
    during = at("2027-02-10T10:42")
    during.ok("access", "suspend", dossier, "vpn", "--why", "Absente un mois")
    assert "suspendu le 10 février 2027" in during.ok("access", "list", dossier)
    during.ok("access", "resume", dossier, "vpn")
    during.ok("access", "ask", dossier, "vpn")
    last = at(LAST_DAY)
    last.ok("withdraw", dossier, "vpn", "--by", "Nadia", "--check", "sessions")
    later = at(LATER)
    later.ok("access", "verify", dossier, "vpn", "--by", "Marc")
    later.ok("access", "nothing-else", dossier, "--by", "Nadia")
    vpn = later.json("access", "list", dossier)[0]
    assert vpn["given_hour"] == {"at": "09:15:00", "zone": "America/Toronto"}
    assert vpn["withdrawn_hour"]["at"] == "16:30:00"
    assert (vpn["state"], vpn["verified_how"]) == ("verified", "la connexion échoue")
    assert vpn["checks_left"] == []
    assert "Rien d’autre trouvé : signé par Nadia" in later.ok("access", "list", dossier)
    later.ok("access", "reopen", dossier, "vpn", "--why", "Encore utile")
    vpn = later.json("access", "list", dossier)[0]
    assert (vpn["state"], vpn["overdue"], vpn["checks_left"]) == ("given", True, ["sessions"])


def test_the_hour_of_another_day_is_not_made_up(telestage: Telestage, at: At) -> None:
    dossier = telestage.new()
    at(LAST_DAY).ok("grant", dossier, "vpn", "--on", "2027-04-08")
    assert telestage.json("access", "list", dossier)[0]["given_hour"] is None


def test_an_access_given_on_the_last_day_says_what_it_owes(telestage: Telestage, at: At) -> None:
    dossier = telestage.new()
    assert "à retirer" not in telestage.ok("grant", dossier, "adresse")
    last_day = at(LAST_DAY)
    assert "est à retirer depuis ven. 9 avr." in last_day.ok("explain", dossier, "vpn")
    said = last_day.ok("access", "add", dossier, "Zoom", "--given", "hier")
    assert "« Zoom » est à retirer depuis" in said
    last_day.ok("withdraw", dossier, "zoom")
    assert "« Zoom » est à retirer" in last_day.ok("access", "reopen", dossier, "zoom",
                                                   "--why", "erreur")  # fmt: skip
