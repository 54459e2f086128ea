"""What a file of dossiers would bring here: each thing numbered, proposed or asked, then kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from typing import Literal, NamedTuple
from uuid import UUID

from ...clocks.zones import local
from ...dossier.changes import forget_candidates
from ...dossier.deeds import Deed, deed
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.french import count, de, plain_date
from ...dossier.merging.both import Version, one_under_the_other, prose_at, with_prose, writer_of
from ...dossier.merging.differences import Difference, differences, lineage
from ...dossier.merging.taking import take_in, take_in_organisation
from ...dossier.organisation import Organisation
from ...dossier.text import fold
from ...programme.programme import Programme
from ...store.outcomes import Incoming
from ...store.parcels import Parcel
from .titles import titles_of

ArrivalState = Literal["new", "same", "differs", "erased", "other"]
"""No such dossier here; the same as here; another version; one that was erased here; a dossier of
somebody else under the same identifier."""


class Item(NamedTuple):
    """One thing to take or to leave.

    Attributes:
        number: By which it is named, from 1.
        dossier: Of which dossier; None for Mon organisation.
        difference: What differs; None for a whole dossier that is new here.
        taken: Whether it is proposed to take it.
        open: Whether nothing says: somebody must choose.
        text: In French, without its number.
        both: The text that would hold both versions, each signed; empty where there is none.
    """

    number: int
    dossier: UUID | None
    difference: Difference | None
    taken: bool
    open: bool
    text: str
    both: str = ""


class Arrival(NamedTuple):
    """A dossier of the file, beside the one here.

    Attributes:
        theirs: The one of the file.
        mine: The one here, or None.
        state: What it is for this file.
        differences: When both are versions of one dossier.
        namesakes: For a new one, the dossiers here of somebody of that name.
        common: The last state that both have gone through, if it is known.
    """

    theirs: Dossier
    mine: Dossier | None
    state: ArrivalState
    differences: tuple[Difference, ...] = ()
    namesakes: tuple[Dossier, ...] = ()
    common: Dossier | None = None

    @property
    def heading(self) -> str:
        """What it is, in a sentence or before its differences."""
        who, stage = self.theirs.intern.full_name, self.theirs.stage
        dates = f"stage du {plain_date(stage.start)} au {plain_date(stage.end)}"
        match self.state:
            case "same":
                return f"{who} : rien de différent."
            case "erased":
                return f"{who} : non repris. Ce dossier a été effacé ici pour de bon."
            case "other" if self.mine is not None:
                return (
                    f"{who} : non repris. Ici, le même identifiant est celui du dossier "
                    f"{de(self.mine.intern.full_name)}, ouvert un autre jour."
                )
            case "differs":
                return f"{who} : {count(len(self.differences), 'différence')}. {self._way}"
        twins = "".join(
            f" Un dossier du même nom est déjà ici, sous un autre identifiant (stage du "
            f"{plain_date(each.stage.start)})."
            for each in self.namesakes
        )
        return f"{who} : dossier nouveau ici, {dates}.{twins}"

    def both(self, difference: Difference) -> str:
        """The text that holds both versions of a difference; empty where there is none."""
        if self.mine is None:
            return ""
        here, there = (prose_at(each, difference.path) for each in (self.mine, self.theirs))
        if not here or not there:
            return ""
        before = prose_at(self.common, difference.path) if self.common else None
        versions = _signed(here, self.mine), _signed(there, self.theirs)
        return one_under_the_other(before or "", *versions)

    @property
    def _way(self) -> str:
        """Which of the two versions goes on from the other."""
        if self.mine is None:
            return ""
        match lineage(self.mine.history, self.theirs.history):
            case "behind":
                return "Le fichier continue le dossier d’ici."
            case "ahead":
                return "Le dossier d’ici continue celui du fichier."
            case "apart":
                return "Les deux ont changé chacun de leur côté."
        return "Leur historique est pourtant le même."


class Arrivals(NamedTuple):
    """All that a file would bring.

    Attributes:
        dossiers: In the order of the file.
        organisation: The differences of Mon organisation.
        organisations: The one here, and that of the file.
        notes: French sentences: what else there is to know.
    """

    dossiers: tuple[Arrival, ...]
    organisation: tuple[Difference, ...]
    organisations: tuple[Organisation, Organisation]
    notes: tuple[str, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything to take or to leave, numbered."""
        return tuple(item._replace(number=n) for n, item in enumerate(self._unnumbered(), 1))

    def _unnumbered(self) -> Iterator[Item]:
        for arrival in self.dossiers:
            id = arrival.theirs.id
            if arrival.state == "new":
                is_open = bool(arrival.namesakes)
                yield Item(0, id, None, not is_open, is_open, "Ouvrir ce dossier ici")
            yield from (
                _item(id, each)._replace(both=arrival.both(each)) for each in arrival.differences
            )
        yield from (_item(None, each) for each in self.organisation)

    @property
    def proposed(self) -> frozenset[int]:
        """The numbers of what it is proposed to take."""
        return frozenset(item.number for item in self.items if item.taken)

    @property
    def every(self) -> frozenset[int]:
        """The numbers of all that may be taken."""
        return frozenset(item.number for item in self.items)

    @property
    def open(self) -> tuple[Item, ...]:
        """What somebody must choose."""
        return tuple(item for item in self.items if item.open)

    @property
    def heading(self) -> str:
        """What the file brings, in a line."""
        if not self.items:
            return "Rien à reprendre : tout est déjà ici."
        new = sum(1 for each in self.dossiers if each.state == "new")
        differing = sum(len(each.differences) for each in self.dossiers) + len(self.organisation)
        parts = [count(new, "dossier nouveau", "dossiers nouveaux")] if new else []
        parts += [count(differing, "différence")] if differing else []
        return f"Ce que dit le fichier : {' et '.join(parts)}."

    def incoming(self, numbers: Collection[int], both: Collection[int] = ()) -> list[Incoming]:
        """The dossiers to keep once these numbers are taken.

        Args:
            numbers: Of the items that are taken.
            both: Those of them whose two texts are kept, one under the other.

        Raises:
            InvalidInput: when what was chosen does not go together.
        """
        return list(self._incoming(frozenset(numbers), frozenset(both)))

    def _incoming(self, numbers: frozenset[int], both: frozenset[int]) -> Iterator[Incoming]:
        taken: dict[UUID | None, list[Item]] = {}
        for item in self.items:
            if item.number in numbers:
                taken.setdefault(item.dossier, []).append(item)
        for arrival in self.dossiers:
            chosen = taken.get(arrival.theirs.id)
            if not chosen:
                continue
            if arrival.mine is None:
                yield Incoming(arrival.theirs, None, deed("dossier.brought_in"))
                continue
            texts = {
                item.difference.path: item.both
                for item in chosen
                if item.difference and item.both and item.number in both
            }
            paths = {item.difference.path for item in chosen if item.difference}
            merged = take_in(arrival.mine, arrival.theirs, paths)
            for path, text in texts.items():
                merged = with_prose(merged, path, text)
            what = deed("dossier.merged", differences=len(chosen))
            yield Incoming(merged, arrival.mine, what)

    def kept_organisation(
        self, numbers: Collection[int]
    ) -> tuple[Organisation, Organisation] | None:
        """Mon organisation as it is to be kept, and as it was seen; None to leave it."""
        chosen = [item for item in self.items if item.dossier is None and item.number in numbers]
        if not chosen:
            return None
        mine, theirs = self.organisations
        paths = {item.difference.path for item in chosen if item.difference}
        return take_in_organisation(mine, theirs, paths), mine


def _signed(text: str, dossier: Dossier) -> Version:
    line = writer_of(text, dossier.history)
    at = line.at if line else dossier.created_at
    return Version(text, line.who if line else "", local(at, dossier.host.zone).date())


def _item(id: UUID | None, difference: Difference) -> Item:
    text = f"{difference.where} : {difference.here} → {difference.there}"
    return Item(0, id, difference, difference.taken, difference.open, text)


def arrivals(
    parcel: Parcel,
    present: Iterable[Dossier],
    organisation: Organisation,
    programme_of: Callable[[Dossier], Programme],
    *,
    common: Callable[[Dossier, Dossier], Dossier | None],
    erased: Callable[[UUID], bool],
) -> Arrivals:
    """What a file would bring to the dossiers here.

    Args:
        parcel: The content of the file.
        present: The dossiers here.
        organisation: Mon organisation here.
        programme_of: The programme a dossier follows.
        common: The last state that two versions of a dossier have both gone through, if known.
        erased: Whether the dossier of that identifier was erased here.
    """
    here = {dossier.id: dossier for dossier in present}

    def arrival_of(theirs: Dossier) -> Arrival:
        mine = here.get(theirs.id)
        if mine is None:
            if erased(theirs.id):
                return Arrival(theirs, None, "erased")
            return Arrival(theirs, None, "new", (), _namesakes(theirs, here.values()))
        if _is_another(mine, theirs):
            return Arrival(theirs, mine, "other")
        theirs = _without_forgotten(theirs, mine)
        base = common(mine, theirs)
        found = differences(mine, theirs, base, titles_of(programme_of(mine)))
        return Arrival(theirs, mine, "differs" if found else "same", found, common=base)

    found = tuple(map(arrival_of, parcel.dossiers))
    says = not parcel.organisation.is_blank
    return Arrivals(
        found,
        differences(organisation, parcel.organisation) if says else (),
        (organisation, parcel.organisation),
        (*map(str, parcel.unreadable), *_notes(found, programme_of)),
    )


def _is_another(mine: Dossier, theirs: Dossier) -> bool:
    """Whether one identifier was given to two people: a dossier keeps the instant it was opened."""
    same_name = fold(mine.intern.full_name) == fold(theirs.intern.full_name)
    return mine.created_at != theirs.created_at and not same_name


def _without_forgotten(theirs: Dossier, mine: Dossier) -> Dossier:
    """The dossier of a file without the names of candidates, when they were erased here since."""
    forgetting = forget_candidates()
    if _has_done(mine, forgetting.deed) and not _has_done(theirs, forgetting.deed):
        with suppress(Refused):  # it has no such name
            return forgetting.apply(theirs)
    return theirs


def _has_done(dossier: Dossier, deed: Deed) -> bool:
    return any(line.done == deed for line in dossier.history)


def _namesakes(theirs: Dossier, present: Iterable[Dossier]) -> tuple[Dossier, ...]:
    name = fold(theirs.intern.full_name)
    return tuple(each for each in present if fold(each.intern.full_name) == name)


def _notes(found: Iterable[Arrival], programme_of: Callable[[Dossier], Programme]) -> Iterator[str]:
    for arrival in found:
        wanted = arrival.theirs.programme
        substitute = programme_of(arrival.theirs).ref
        if wanted != substitute:
            yield (
                f"Le dossier {de(arrival.theirs.intern.full_name)} suit le programme {wanted.id} "
                f"{wanted.version}, introuvable ici; {substitute.id} {substitute.version} le "
                "remplace."
            )
