"""The questions of a dossier's form: the fields of the fiche, page by page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...clocks.zones import HOST_ZONES, INTERN_ZONES, zone_label
from ...dossier.fiche.fields import ORGANISATION_PAGES, PAGES, SECTIONS
from ...dossier.fiche.organisation import ORGANISATION_SECTIONS
from ...dossier.fiche.sections import FicheField, FicheSection
from ...dossier.regions import INTERN_REGIONS
from ...widgets.fields import YES_NO, FormField, FormSection

USUAL_CANDIDATES = 4
"""How many candidates a new form has room for."""
_CANDIDATE = re.compile(r"candidats\[(\d+)\]")
_ASKED_OF_A_CANDIDATE = next(page["candidats"] for _, page in PAGES if "candidats" in page).split()


def form_over(texts: Mapping[str, str]) -> tuple[FormSection, ...]:
    """The parts of the form, with room for every candidate in these texts and one more."""
    matches = (_CANDIDATE.match(name) for name, text in texts.items() if text)
    last = max((int(match[1]) for match in matches if match), default=0)
    rows = max(USUAL_CANDIDATES, last + 1)
    return _form(PAGES, SECTIONS, rows)


def without_emptied_rows(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts of a form, but those it carries of a candidate who was taken out of it."""
    emptied = {
        match[0]
        for match in map(_CANDIDATE.match, texts)
        if match and not any(texts.get(f"{match[0]}.{name}") for name in _ASKED_OF_A_CANDIDATE)
    }
    return {name: text for name, text in texts.items() if name.partition(".")[0] not in emptied}


def organisation_form() -> tuple[FormSection, ...]:
    """The parts of the form of Mon organisation."""
    return _form(ORGANISATION_PAGES, ORGANISATION_SECTIONS)


def _form(
    pages: Sequence[tuple[str, Mapping[str, str]]], sections: Sequence[FicheSection], rows: int = 0
) -> tuple[FormSection, ...]:
    """The parts of a form.

    Args:
        pages: The title of each, and the names of the fields asked there, by section.
        sections: Those of the record.
        rows: How many times a section that repeats is asked.
    """
    by_name = {section.name: section for section in sections}
    return tuple(
        FormSection(
            title,
            tuple(
                _question(by_name[name], field, rank)
                for name, names in page.items()
                for rank in (range(1, rows + 1) if by_name[name].many else (0,))
                for field in map(by_name[name].field, names.split())
                if field is not None
            ),
        )
        for title, page in pages
    )


def _question(section: FicheSection, field: FicheField, rank: int) -> FormField:
    path = f"{section.name}[{rank}]" if rank else section.name
    required = section.is_required(field) and not section.many
    return FormField(
        f"{path}.{field.name}",
        field.label.format(rank=rank) + (" *" if required else ""),
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
