"""The questions of a dossier's form: the fields of the fiche, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...clocks.zones import HOST_ZONES, INTERN_ZONES, zone_label
from ...documents.logo import LOGO_FIELD
from ...dossier.fiche.fields import SECTIONS
from ...dossier.fiche.organisation import ORGANISATION_SECTIONS
from ...dossier.fiche.pages import ORGANISATION_PAGES, PAGES
from ...dossier.fiche.sections import FicheField, FicheSection
from ...dossier.regions import INTERN_REGIONS
from ...store.served import is_served
from ...widgets.fields import YES_NO, FormField, FormSection


def dossier_form() -> tuple[FormSection, ...]:
    """The parts of the form of a dossier."""
    return _form(PAGES, SECTIONS)


def organisation_form() -> tuple[FormSection, ...]:
    """The parts of the form of Mon organisation."""
    return _form(ORGANISATION_PAGES, ORGANISATION_SECTIONS)


def _form(
    pages: Sequence[tuple[str, Mapping[str, str]]], sections: Sequence[FicheSection]
) -> tuple[FormSection, ...]:
    """The parts of a form.

    Args:
        pages: The title of each, and the names of the fields asked there, by section.
        sections: Those of the record.
    """
    by_name = {section.name: section for section in sections}
    return tuple(
        FormSection(
            title,
            tuple(
                _question(by_name[name], field)
                for name, names in page.items()
                for field in map(by_name[name].field, names.split())
                if field is not None
            ),
        )
        for title, page in pages
    )


def _question(section: FicheSection, field: FicheField) -> FormField:
    name = f"{section.name}.{field.name}"
    if is_served() and name == LOGO_FIELD:
        return FormField(LOGO_FIELD, "", "hidden")  # a path of the server
    return FormField(
        name,
        field.label + (" *" if section.is_required(field) else ""),
        field.kind,
        _choices(section, field),
        field.hint,
        field.placeholder,
    )


def _choices(section: FicheSection, field: FicheField) -> tuple[tuple[str, str], ...]:
    """Each answer and its label; of a choice that has no order of its own, the default first."""
    match field.kind:
        case "host_zone":
            return tuple((name, zone_label(name)) for name in HOST_ZONES)
        case "intern_zone":
            return tuple((name, zone_label(name)) for name in INTERN_ZONES)
        case "intern_region":
            return tuple(INTERN_REGIONS.items())
        case "flag":
            return field.words or YES_NO
    answers = list(section.choices(field))
    if field.kind == "choice":
        answers.sort(key=lambda answer: answer != section.default(field))
        if section.default(field) is None and not section.is_required(field):
            answers.insert(0, "")
    labels = dict(field.words)
    return tuple((answer, labels.get(answer, answer)) for answer in answers)
