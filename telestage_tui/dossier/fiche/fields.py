"""The table of the fields of a fiche: their words, the model fields they fill, how they are asked.

The reader, both writers, the form of a dossier and the rules of a programme all follow this table.
Limits and defaults are those of the models.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..accesses import Resource
from ..contacts import Contact
from ..meetings import MeetingRule
from ..people import Candidate, ClosedPeriod, Host, Intern, Tutor
from ..posting import Posting
from ..stage import Convention, Stage
from ..stationery import OwnStationery
from ..work_plan import DueDeliverable, PeriodPlan, PlanTexts
from .sections import FicheField, FicheSection

_DATE_EXAMPLES = "(jour/mois/année)."
_PLANNED = f"Par exemple 11 janvier, 2027-01-11 ou 11/01/2027 {_DATE_EXAMPLES}"
_NEAR = f"Par exemple 11 janvier, hier, ou 11/01/2027 {_DATE_EXAMPLES}"
_HOURS = "Heure locale, par exemple 9 h à 17 h, ou 9 h à 12 h et 13 h à 17 h."
_ABSENCES = "Une par ligne : 5 mars, ou du 1er au 5 mars 2027 : congé."
_HOLIDAYS = (("oui", "chômés"), ("non", "travaillés"))
_YES_OR_NO = "true (oui) ou false (non)."
USUAL_HINT = "Vide : comme dans Mon organisation."
"""What a field of a dossier says when Mon organisation answers for it."""


def _contact(name: str, attribute: str, who: str, comment: str, addresses: str) -> FicheSection:
    """The section of a contact, whose addresses are an example in TOML."""
    return FicheSection(name, f"contacts.{attribute}", Contact, (
        FicheField("nom", "name", label=f"{who} : nom", hint=USUAL_HINT,
            comment="Nom, adresse (ou liste d’adresses) et téléphone.", example='"Prénom Nom"'),
        FicheField("courriel", "emails", "emails", f"{who} : courriel",
            f"Une adresse par ligne. {USUAL_HINT}", example=addresses),
        FicheField("telephone", "phone", label=f"{who} : téléphone", hint=USUAL_HINT,
            example='"418 555-0123"'),
    ), comment=comment)  # fmt: skip


# fmt: off
PERIOD = FicheSection("absences", "absences", ClosedPeriod, (
    FicheField("debut", "first", "date"),
    FicheField("fin", "last", "date"),
    FicheField("motif", "label"),
))
SECTIONS = (
    FicheSection("stage", "stage", Stage, (
        FicheField("titre", "title", label="Titre de l’offre", placeholder="TELESTAGE – …",
            comment="Titre de l’offre; sur le compte OFQJ, il commence par TELESTAGE.",
            example='"TELESTAGE – Refonte du site"', checked=True),
        FicheField("mandat", "mandate", "prose", "Mandat",
            "Ce qui est confié, en quelques phrases.",
            comment="Le mandat en quelques phrases. Pour écrire plusieurs lignes, "
                    'ouvrez et fermez par """.',
            example='"Concevoir et livrer la nouvelle page d’accueil."'),
        FicheField("livrables", "deliverables", "names", "Livrables",
            "Un par ligne. Un bon mandat en nomme trois, faisables d’ici la fin.",
            comment="Ce qui sera livré : trois livrables, idéalement, "
                    "qui tiennent dans la durée du stage.",
            example='["Maquettes validées", "Page d’accueil en ligne", "Guide de mise à jour"]'),
        FicheField("debut", "start", "planned", "Premier jour", _PLANNED,
            comment="Premier et dernier jour du stage (obligatoires) : deux à trois mois.",
            checked=True),
        FicheField("fin", "end", "planned", "Dernier jour", _PLANNED, checked=True),
        FicheField("heures_par_semaine", "weekly_hours", "number", "Heures par semaine",
            comment="Heures par semaine : de 30 à 35.", checked=True),
        FicheField("gratification_mensuelle", "monthly_pay", "number", "Gratification ($ par mois)",
            "Dollars canadiens. Vide si elle n’est pas encore convenue.",
            comment="Gratification versée par l’organisation, en dollars canadiens par mois : "
                    "au moins 300.",
            example="300", checked=True),
        FicheField("financement", "financing", "choice", "Financement",
            "ARE : allocation d’aide au retour à l’emploi. RFFT (l’ancienne RFPE) : rémunération "
            "des formations de France Travail.",
            comment="Ressources pendant le stage : ARE (allocation d’aide au retour à l’emploi), "
                    "RFFT demandée, RFFT validée (rémunération des formations de France Travail, "
                    "l’ancienne RFPE),\n"
                    "aucun ou inconnu. Et encore : ARE demandée, ARE refusée, RFFT refusée.",
            checked=True),
        FicheField("financement_demande", "financing_asked_on", "date", "  demandé le", _NEAR,
            comment="Quand il a été demandé, puis validé ou refusé.", example="2026-12-01"),
        FicheField("financement_valide", "financing_validated_on", "date", "  validé le", _NEAR,
            example="2026-12-10"),
        FicheField("financement_refuse", "financing_refused_on", "date", "  refusé le", _NEAR,
            example="2026-12-10"),
        FicheField("are_jusqu_au", "allowance_until", "date", "  ARE versée jusqu’au",
            "Le dernier jour indemnisé, que France Travail écrit. Avant la fin du stage, "
            "la page Convention le dit.",
            comment="Dernier jour pour lequel l’ARE est versée.", example="2027-05-31"),
    )),
    FicheSection("stagiaire", "intern", Intern, (
        FicheField("prenom", "first_name", label="Stagiaire : prénom",
            comment="Prénom et nom (obligatoires)."),
        FicheField("nom", "last_name", label="Stagiaire : nom"),
        FicheField("courriel", "email", label="Courriel", placeholder="nom@exemple.org",
            comment="Adresse de courriel.", example='"prenom.nom@example.org"'),
        FicheField("naissance", "born", "birth", "Date de naissance",
            f"Avec l’année, par exemple 17 mai 2003 ou 17/05/2003 {_DATE_EXAMPLES}",
            comment="Date de naissance : de 18 à 35 ans au premier jour.",
            example="1999-05-17", checked=True),
        FicheField("fuseau", "zone", "intern_zone", "Fuseau",
            comment="Fuseau horaire : Europe/Paris, Indian/Reunion, America/Martinique, "
                    "Pacific/Noumea…"),
        FicheField("region", "region", "intern_region", "Jours fériés",
            comment="Région des jours fériés : FR, ou avec un département : FR-57 (Moselle), "
                    "FR-974 (La Réunion),\n"
                    "FR-975 (Saint-Pierre-et-Miquelon), FR-988 (Nouvelle-Calédonie)…"),
        FicheField("horaires", "hours", "hours", "Horaires", _HOURS,
            comment="Heures de travail, à l’heure locale. Avec une pause : "
                    '"09:00-12:00, 13:00-17:00";\n'
                    'avec un jour différent : "09:00-17:00; vendredi 09:00-12:00".'),
        FicheField("inscrit_france_travail", "jobseeker", "flag", "Inscription France Travail",
            comment="Inscription à France Travail comme demandeur ou demandeuse d’emploi : "
                    + _YES_OR_NO,
            example="true", checked=True),
        FicheField("etudes_en_cours", "student", "flag", "Études en cours",
            comment=f"Études en cours : {_YES_OR_NO}", example="false", checked=True),
        FicheField("equipement_fiable", "equipped", "flag", "Équipement fiable",
            "Un ordinateur et une connexion rapide et stable.",
            comment=f"Ordinateur et connexion rapide et fiable : {_YES_OR_NO}",
            example="true", checked=True),
        FicheField("feries_chomes", "keeps_holidays", "flag", "Ces jours fériés sont",
            words=_HOLIDAYS,
            comment="Les jours fériés de la région sont-ils chômés pendant le stage?"),
        FicheField("jours_fermes", "absences", "days",
            comment="Autres jours sans travail, un par un…", example="[2027-02-19]"),
        FicheField("absences", "absences", "periods", "Absences prévues", _ABSENCES,
            comment="… ou par périodes, avec leur motif (il peut rester vide).",
            example='[{ debut = 2027-03-01, fin = 2027-03-05, motif = "Vacances" }]'),
    )),
    FicheSection("structure", "host", Host, (
        FicheField("nom", "name", label="Votre organisation",
            comment="Nom de l’organisation d’accueil (obligatoire)."),
        FicheField("ville", "city", label="Ville", comment="Ville.", example='"Rimouski"'),
        FicheField("fuseau", "zone", "host_zone", "Fuseau",
            comment="Fuseau horaire : America/Toronto, America/Halifax (Îles-de-la-Madeleine), "
                    "America/Blanc-Sablon."),
        FicheField("region", "region", "host_region", comment="Région des jours fériés."),
        FicheField("horaires", "hours", "hours", "Horaires", _HOURS,
            comment="Heures de travail, à l’heure locale."),
        FicheField("conge_paques", "easter", "choice", "Congé de Pâques",
            words=(("lundi", "lundi de Pâques"), ("vendredi", "Vendredi saint")),
            comment="Jour de congé de Pâques : vendredi ou lundi."),
        FicheField("feries_chomes", "keeps_holidays", "flag", "Les jours fériés sont",
            words=_HOLIDAYS, comment="Les jours fériés de la région sont-ils chômés?"),
        FicheField("jours_fermes", "absences", "days",
            comment="Autres jours de fermeture, un par un…", example="[2027-03-05]"),
        FicheField("absences", "absences", "periods", "Jours de fermeture", _ABSENCES,
            comment="… ou par périodes, avec leur motif.",
            example='[{ debut = 2027-02-15, fin = 2027-02-19, motif = "Salon professionnel" }]'),
    )),
    FicheSection("tuteur", "tutor", Tutor, (
        FicheField("prenom", "first_name", label="Vous : prénom",
            comment="Personne qui encadre le stage.", example='"Maxime"'),
        FicheField("nom", "last_name", label="Vous : nom", example='"Tremblay"'),
        FicheField("fonction", "title", label="Vous : fonction", example='"Directeur numérique"'),
        FicheField("courriel", "email", label="Vous : courriel", placeholder="nom@exemple.com",
            example='"prenom.nom@example.com"'),
        FicheField("telephone", "phone", label="Vous : téléphone", example='"418 555-0123"'),
    )),
    FicheSection("rencontres", "meeting_rule", MeetingRule, (
        FicheField("jour", "weekday", "weekday", "Jour",
            "Du mardi au jeudi, les jours fériés sont plus rares.",
            comment="Jour du suivi hebdomadaire, du lundi au vendredi."),
        FicheField("heure", "at", "time", "Heure",
            "Par exemple 9 h 30, sur l’horloge choisie dessous.", "première heure commune",
            comment="Heure du suivi, sur l’horloge choisie; sans elle, "
                    "la première heure commune aux deux.",
            example='"09:30"'),
        FicheField("reference", "reference", "choice", "Heure fixée pour",
            "Aux changements d’heure, l’heure reste la même de ce côté, et se décale de l’autre.",
            words=(("structure", "l’organisation"),
                   ("stagiaire", "le ou la stagiaire")),
            comment="Qui garde la même heure quand une horloge change : structure ou stagiaire."),
        FicheField("duree", "duration", "minutes", "Durée, en minutes",
            comment="Durée en minutes."),
        FicheField("lien", "link", label="Lien de la visioconférence", placeholder="https://…",
            comment="Lien de la visioconférence.", example='"https://visio.example.com/suivi"'),
    )),
    _contact("ofqj", "ofqj", "OFQJ",
        "À qui écrire. Ce qui reste vide est pris dans Mon organisation.",
        '"conseil@example.org"'),
    _contact("rh", "hr", "RH", "Les ressources humaines.", '"rh@example.com"'),
    _contact("informatique", "it", "Informatique", "Le service informatique.",
        '"soutien@example.com"'),
    _contact("equipe", "team", "Équipe", "L’équipe qui accueille : une adresse, ou plusieurs.",
        '["prenom.nom@example.com", "equipe@example.com"]'),
    FicheSection("documents", "stationery", OwnStationery, (
        FicheField("logo", "logo", label="Logo des documents", placeholder="~/logo.png",
            hint=f"Chemin d’une image. {USUAL_HINT}", example='"~/logo.png"',
            comment="Chemin de l’image mise en tête des documents."),
        FicheField("papier", "paper", "choice", "Papier", USUAL_HINT,
            words=(("lettre", "Lettre (8,5 × 11 po)"), ("", "comme Mon organisation")),
            example='"lettre"', comment="Papier : lettre ou A4."),
    ), comment="Les documents. Ce qui reste vide est pris dans Mon organisation."),
    FicheSection("offre", "posting", Posting, (
        FicheField("domaine_formation", "field_of_study", label="Offre : formation visée",
            hint="La mission est dans le domaine de formation de la personne : lequel?",
            comment="Domaine de formation auquel la mission appartient.",
            example='"Informatique, développement web"'),
        FicheField("valeur_ajoutee", "added_value", "prose", label="Offre : valeur ajoutée",
            hint="Ce que la mission apporte vraiment, à la personne et à votre organisation.",
            comment="Ce que la mission apporte, à la personne et à l’organisation.",
            example='"Un site refait, et une vraie responsabilité de bout en bout."'),
        FicheField("faisabilite", "feasibility", "prose", label="Offre : tient dans la durée",
            hint="Pourquoi les livrables sont faisables dans le temps du stage.",
            comment="Pourquoi les livrables tiennent dans la durée du stage.",
            example='"Un livrable par mois; le troisième peut être réduit."'),
    ), comment="L’offre. Son titre, son mandat et ses livrables sont ceux de [stage]."),
    FicheSection("candidats", "candidates", Candidate, (
        FicheField("nom", "name", example='"Prénom Nom"'),
        FicheField("entretien", "interviewed_on", "date", example="2026-11-17"),
        FicheField("retenu", "chosen", "flag", example="false", once=True),
        FicheField("second_choix", "runner_up", "flag", example="false", once=True,
            comment="La personne qui reste si la première se désiste."),
        FicheField("telephone", "phone", example='"+33 6 00 00 00 00"',
            comment="Pour l’entretien."),
        FicheField("courriel", "email", example='"prenom.nom@example.org"'),
        FicheField("non_retenu", "declined", "flag", example="false",
            comment="Vrai pour une personne qui n’est pas retenue."),
        FicheField("decision_le", "decided_on", "date", example="2026-11-20",
            comment="Jour où la personne a été retenue, second choix ou non retenue."),
        FicheField("desistement_le", "gave_up_on", "date", example="2026-12-01",
            comment="Jour où la personne s’est désistée."),
        FicheField("notes", "notes", "prose", example='"À l’aise à distance."',
            comment="Ce que vous gardez de l’entretien."),
    ), many=True,
       comment="Une section [[candidats]] pour chaque personne entendue : au moins deux,\n"
               "dans l’ordre de votre préférence."),
    FicheSection("convention", "convention", Convention, (
        FicheField("ofqj", "ofqj", "date",
            comment="Date de chacune des trois signatures, toutes avant le premier jour.",
            example="2026-12-14", checked=True),
        FicheField("stagiaire", "intern", "date", example="2026-12-10", checked=True),
        FicheField("structure", "host", "date", example="2026-12-11", checked=True),
    )),
    FicheSection("ressources", "resources", Resource, (
        FicheField("nom", "name", "public", example='"VPN de l’entreprise"'),
        FicheField("type", "kind", "access_kind", example='"vpn"',
            comment="Type : vpn, courriel, code, communication, taches, partage, licence, "
                    "materiel ou autre."),
        FicheField("responsable", "manager", "public", example='"Soutien informatique"',
            comment="Qui le gère, et le retirera."),
        FicheField("compte", "account", "public", example='"plefevre"',
            comment="Nom du compte, s’il aide à le retrouver. Jamais le mot de passe."),
        FicheField("cout_mensuel", "monthly_cost", "number", example="15.50",
            comment="Coût en dollars canadiens par mois."),
        FicheField("note", "note", "public", example='"Licence partagée avec l’équipe."',
            comment="Remarque."),
        FicheField("retrait_prevu", "withdraw_by", "planned", example="2027-04-09",
            comment="Dernier jour pour le retirer; sans date, le dernier jour du stage."),
    ), many=True,
       comment="Une section [[ressources]] pour chaque accès, licence ou matériel à remettre."),
    FicheSection("plan_de_travail", "plan_texts", PlanTexts, (
        FicheField("formation", "training", "prose",
            comment="Formation prévue, et comment ce qui est appris se prouvera.",
            example='"Les outils de l’équipe, puis les données ouvertes."'),
        FicheField("suite", "next_steps", "prose",
            comment="Où va le projet, ce qui pourra être confié ensuite, ce qui suit le stage.",
            example='"Une seconde version pourra être confiée ensuite."'),
    ), comment="Le plan de travail. Son mandat et ses livrables sont ceux de [stage]."),
    FicheSection("echeances", "deliverables", DueDeliverable, (
        FicheField("livrable", "name", example='"Maquettes validées"',
            comment="Nom du livrable, le même que dans [stage]; un autre nom en ajoute un."),
        FicheField("echeance", "due", "planned", example="2027-02-12",
            comment="Jour où il est attendu, pendant le stage."),
    ), many=True, key="name",
       comment="Une section [[echeances]] pour chaque livrable qui a une date."),
    FicheSection("periodes", "periods", PeriodPlan, (
        FicheField("periode", "period", example='"onboarding"',
            comment="Période du programme, ou son titre : onboarding (accueil et objectifs),\n"
                    "production, deliverables (livrables, bilan et suite)."),
        FicheField("taches", "tasks", "prose", comment="Ce qui est fait pendant cette période.",
            example='"Prendre en main les outils, rencontrer l’équipe."'),
        FicheField("attentes", "expectations", "prose", comment="Ce qui est attendu à sa fin.",
            example='"Les outils sont installés et essayés."'),
    ), many=True, key="period",
       comment="Une section [[periodes]] pour chaque période du plan de travail."),
)
# fmt: on


def section_named(name: str) -> FicheSection | None:
    """The section of that French name."""
    return next((section for section in SECTIONS if section.name == name), None)


def every_field() -> Iterator[tuple[str, FicheSection, FicheField]]:
    """Every field, with its path (`stagiaire.naissance`) and its section."""
    for section in SECTIONS:
        for field in section.fields:
            yield f"{section.name}.{field.name}", section, field


REQUIRED = tuple(
    path
    for path, section, field in every_field()
    if not section.many and section.is_required(field)
)
"""The paths every fiche must fill: `stage.debut`, `stagiaire.prenom`…"""
