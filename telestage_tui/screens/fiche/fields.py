"""The questions of a dossier's form: the fields of the fiche, page by page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...clocks.zones import HOST_ZONES, INTERN_ZONES, zone_label
from ...dossier.fiche.fields import PAGES, section_named
from ...dossier.fiche.sections import FicheField, FicheSection
from ...dossier.regions import INTERN_REGIONS
from ...widgets.fields import YES_NO, FormField, FormSection

USUAL_CANDIDATES = 4
"""How many candidates a new form has room for."""
_CANDIDATE = re.compile(r"candidats\[(\d+)\]")


def form_over(texts: Mapping[str, str]) -> tuple[FormSection, ...]:
    """The parts of the form, with room for every candidate in these texts and one more."""
    matches = (_CANDIDATE.match(name) for name, text in texts.items() if text)
    last = max((int(match[1]) for match in matches if match), default=0)
    rows = max(USUAL_CANDIDATES, last + 1)
    return tuple(
        FormSection(
            title,
            tuple(
                _question(section, field, rank)
                for section, names in _sections_of(page)
                for rank in (range(1, rows + 1) if section.many else (0,))
                for field in map(section.field, names)
                if field is not None
            ),
        )
        for title, page in PAGES
    )


def _sections_of(page: Mapping[str, str]) -> list[tuple[FicheSection, list[str]]]:
    """The sections of a page, with the names of their fields on it."""
    sections = ((section_named(name), names.split()) for name, names in page.items())
    return [(section, names) for section, names in sections if section is not None]


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
