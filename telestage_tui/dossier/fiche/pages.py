"""The pages of the forms: that of a dossier, and that of Mon organisation."""

from __future__ import annotations

from .fields import SECTIONS

# fmt: off
_CONTACT = "nom courriel telephone"
PAGES = (
    ("Essentiel", {"stagiaire": "prenom nom", "structure": "nom", "stage": "debut fin"}),
    ("Stage", {"stage": "titre mandat livrables heures_par_semaine gratification_mensuelle "
                        "financement financement_demande financement_valide "
                        "financement_refuse are_jusqu_au",
               "offre": "domaine_formation valeur_ajoutee faisabilite"}),
    ("Stagiaire", {"stagiaire": "courriel naissance inscrit_france_travail etudes_en_cours "
                                "equipement_fiable fuseau horaires region feries_chomes absences"}),
    ("Organisation", {"structure": "ville fuseau horaires conge_paques feries_chomes absences",
                   "tuteur": "prenom nom fonction courriel telephone"}),
    ("Rencontres", {"rencontres": "jour heure reference duree lien"}),
    ("Contacts", {"ofqj": _CONTACT, "rh": _CONTACT, "informatique": _CONTACT, "equipe": _CONTACT,
                  "documents": "logo papier"}),
)
"""The pages of the form: title, and the fields asked there, in order.

The candidates, the signatures, the accesses and the work plan change on pages of their own.
"""
DETAILS = tuple(each for each in SECTIONS if any(each.name in names for _, names in PAGES))
"""The sections the form asks."""
ORGANISATION_PAGES = (
    ("Organisation", {"structure": "nom ville fuseau horaires conge_paques feries_chomes "
                                   "absences"}),
    ("Vous", {"tuteur": "prenom nom fonction courriel telephone", "rencontres": "lien"}),
    ("Contacts", {"ofqj": _CONTACT, "rh": _CONTACT, "informatique": _CONTACT, "equipe": _CONTACT}),
    ("Documents", {"documents": "logo papier"}),
)
"""The same for Mon organisation."""
# fmt: on
