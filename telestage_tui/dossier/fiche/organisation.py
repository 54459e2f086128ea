"""Mon organisation in the words of a fiche: read, written, and given to new dossiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ..dossier import Dossier
from ..kinds import KINDS
from ..organisation import Organisation
from ..people import Tutor, Workplace
from ..text import fold
from .fields import SECTIONS, section_named
from .model import Fiche
from .organisation_sections import organisation_sections
from .read import read_sections, read_typed
from .sections import FicheSection
from .toml import parse_toml
from .write import form_texts, to_toml

ORGANISATION_SECTIONS: tuple[FicheSection, ...] = tuple(organisation_sections())
_LINK = "rencontres.lien"
_DAYS = ("jours_fermes", "absences")
_IDENTITY = {"structure": ("nom",), "tuteur": ("prenom", "nom", "courriel")}
"""The fields that tell one organisation, or one tutor, from another."""


def organisation_texts(organisation: Organisation) -> dict[str, str]:
    """The texts a person would have typed, by path (`structure.ville`, `equipe.courriel`)."""
    return form_texts(organisation, ORGANISATION_SECTIONS)


def coerce_organisation(
    texts: Mapping[str, str], today: date, kept: Organisation | None = None
) -> Organisation:
    """Build the organisation from the texts a person typed, by path; see `read_typed`.

    Args:
        texts: By path.
        today: The local date, from which days are read.
        kept: The organisation as it is, for what no text says: its usual set of accesses.

    Raises:
        InvalidInput: with every problem.
    """
    typed = Organisation(**read_typed(texts, today, ORGANISATION_SECTIONS))
    return typed.evolve(usual_accesses=kept.usual_accesses) if kept else typed


def is_list(path: str) -> bool:
    """Whether a field of the organisation has several values."""
    section, _, name = path.partition(".")
    fields = (each.field(name) for each in ORGANISATION_SECTIONS if each.name == section)
    return any(field is not None and KINDS[field.kind].is_list for field in fields)


def texts_in_fiche(values: Mapping[str, Any]) -> dict[str, str]:
    """What a fiche says of the organisation, as a person would have typed it, by path.

    The rest of the fiche, its stage and its intern, is left out; a section that no fiche has is
    refused.

    Args:
        values: By section then field, in the words of the fiche.

    Raises:
        InvalidInput: with every problem of what is read.
    """
    ours = {section.name for section in ORGANISATION_SECTIONS}
    others = {section.name for section in SECTIONS if section.name not in ours}
    rule = section_named("rencontres")
    mine = {name: group for name, group in values.items() if name not in others}
    if rule and isinstance(meetings := mine.get("rencontres"), Mapping):
        unneeded = {field.name for field in rule.fields} - {_LINK.rpartition(".")[2]}
        mine["rencontres"] = {n: value for n, value in meetings.items() if n not in unneeded}
    read = Organisation(**read_sections(mine, sections=ORGANISATION_SECTIONS))
    said = {f"{name}.{field}" for name, group in mine.items() for field in group}
    if "structure.jours_fermes" in said:
        said.add("structure.absences")
    return {path: text for path, text in organisation_texts(read).items() if path in said}


class Proposal(NamedTuple):
    """What the form of a new dossier begins with.

    Attributes:
        texts: By path.
        from_organisation: Whether some come from Mon organisation.
        from_intern: Full name of the intern from whose dossier some come; empty when none does.
    """

    texts: dict[str, str]
    from_organisation: bool
    from_intern: str

    @property
    def words(self) -> str:
        """Where the texts come from, in French; empty when there is none."""
        sources = []
        if self.from_organisation:
            sources.append("de Mon organisation")
        if self.from_intern:
            sources.append(f"du dernier dossier ({self.from_intern})")
        return f"Repris {' et '.join(sources)}; tout peut être changé." if sources else ""


def proposal(organisation: Organisation, last: Dossier | None) -> Proposal:
    """What a new dossier is proposed: what Mon organisation says, else what the last dossier had.

    The host, the tutor and the link are each taken whole from one of them. Days on which the host
    is closed are taken from Mon organisation only: those of a dossier were of its dates.

    Args:
        organisation: That of the file.
        last: The dossier that was opened last.
    """
    usual = organisation_texts(organisation)
    earlier = form_texts(Fiche.of(last)) if last else {}
    earlier.pop("structure.absences", None)
    parts = (
        ("structure.", organisation.host != Workplace(), last is not None),
        ("tuteur.", organisation.tutor != Tutor(), last is not None and last.tutor != Tutor()),
        (_LINK, bool(organisation.room.link), last is not None and bool(last.meeting_rule.link)),
    )
    texts: dict[str, str] = {}
    for prefix, is_usual, is_earlier in parts:
        if is_usual or is_earlier:
            source = usual if is_usual else earlier
            texts |= {path: text for path, text in source.items() if path.startswith(prefix)}
    reused = last is not None and any(old and not usual_ for _, usual_, old in parts)
    return Proposal(
        texts,
        from_organisation=any(is_usual for _, is_usual, _ in parts),
        from_intern=last.intern.full_name if last and reused else "",
    )


class Completion(NamedTuple):
    """The values of a fiche once Mon organisation has filled what it left blank.

    Attributes:
        values: By section then field, in the words of the fiche.
        taken: The paths of the fields that were filled, in the order of the fiche.
    """

    values: dict[str, Any]
    taken: tuple[str, ...]


def completed(values: Mapping[str, Any], organisation: Organisation) -> Completion:
    """Fill what a fiche leaves blank of the host, the tutor and the link.

    A fiche that names another organisation, or another tutor, takes nothing of ours; the link is
    of both. Contacts and stationery are not copied: a dossier that has none follows the
    organisation.

    Args:
        values: By section then field, in the words of the fiche, and of any shape.
        organisation: That of the file.
    """
    usual = parse_toml(to_toml(organisation, ORGANISATION_SECTIONS))
    filled = dict(values)
    taken = []
    is_ours = {name: _is_ours(values, usual, name) for name in _IDENTITY}
    for name, is_alike in {**is_ours, "rencontres": all(is_ours.values())}.items():
        group = values.get(name, {})
        if is_alike and isinstance(group, Mapping):
            news = dict(_blanks(name, group, usual.get(name, {})))
            taken += [f"{name}.{field}" for field in news]
            if news:
                filled[name] = {**group, **news}
    return Completion(filled, tuple(taken))


def _is_ours(values: Mapping[str, Any], usual: Mapping[str, Any], name: str) -> bool:
    """Whether a section of a fiche says nobody else than the organisation's."""
    mine, theirs = usual.get(name, {}), values.get(name, {})
    if not isinstance(theirs, Mapping):
        return False
    return all(
        fold(str(theirs[field])) == fold(str(mine.get(field, "")))
        for field in _IDENTITY[name]
        if theirs.get(field)
    )


def _blanks(
    name: str, group: Mapping[str, Any], usual: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """What the organisation says of the fields that a section of a fiche leaves blank."""
    section = section_named(name)
    for field, value in usual.items():
        row = section.field(field) if section else None
        blank = not group.get(field) and group.get(field) is not False
        if field in _DAYS:
            blank = not any(group.get(each) for each in _DAYS)
        if section and row and blank and value != _written_default(section, field):
            yield field, value


def _written_default(section: FicheSection, name: str) -> Any:
    """The default of a field as a file writes it; None where there is none to write."""
    field = section.field(name)
    default = section.default(field) if field else None
    return default if default is None or isinstance(default, bool | str) else str(default)
