"""What the page Sélection asks: the offer, a candidate, the day of a withdrawal."""

from __future__ import annotations

from ...dossier.dossier import Dossier
from ...dossier.kinds import typed_items
from ...dossier.posting import Posting
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values

OFFER_FIELDS = {
    "title": FormField("title", "Titre", placeholder="TELESTAGE – …",
        hint="TELESTAGE, puis le mandat."),
    "mission": FormField("mandate", "Mission", "prose", hint="Ce qui sera fait, pour qui."),
    "field": FormField("field_of_study", "Formation visée",
        hint="Le domaine de formation auquel la mission appartient."),
    "value": FormField("added_value", "Valeur ajoutée", "prose",
        hint="Ce que la mission apporte, à la personne et à votre organisation."),
    "deliverables": FormField("deliverables", "Livrables", "names", hint="Un par ligne."),
    "time": FormField("feasibility", "Dans la durée", "prose",
        hint="Pourquoi les livrables tiennent dans la durée du stage."),
}  # fmt: skip
"""What is asked of the offer, by the point of `offer.toml` it answers."""
CANDIDATE_FIELDS = [
    FormField("name", "Nom", placeholder="prénom et nom", required=True),
    FormField("phone", "Téléphone", hint="Pour l’entretien."),
    FormField("email", "Courriel", placeholder="nom@exemple.org"),
    FormField("interviewed_on", "Entretien le", "date", placeholder="pas encore",
        hint="Le jour de l’entretien téléphonique, prévu ou fait."),
    FormField("notes", "Notes", "prose", hint="Ce que vous gardez de l’entretien."),
]  # fmt: skip
WITHDRAWAL_FIELDS = [FormField("on", "Le", "date", placeholder="aujourd’hui")]


def offer_values(dossier: Dossier) -> Values:
    """What the dossier says of its offer, by the name of the field."""
    stage = dossier.stage
    return dict(dossier.posting) | {
        "title": stage.title, "mandate": stage.mandate, "deliverables": stage.deliverables,
    }  # fmt: skip


def posting_of(values: Values) -> tuple[Posting, dict[str, object]]:
    """The offer that was written, and the fields of the stage beside it.

    Raises:
        pydantic.ValidationError: naming the fields.
    """
    names = Posting.model_fields.keys()
    stage = {name: value for name, value in values.items() if name not in names}
    deliverables = stage["deliverables"] or ()  # a blank field gives None
    if isinstance(deliverables, str):
        deliverables = tuple(typed_items(deliverables))
    stage["deliverables"] = deliverables
    return Posting(**{name: values[name] for name in names}), stage
