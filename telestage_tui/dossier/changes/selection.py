"""Changes to the selection: the offer, the candidates, who is chosen, and who withdraws.

No deed names a candidate: the history keeps its sentences when their names are erased.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from ...wording import CANDIDATE_WORDS
from ..deeds import Deed, deed
from ..dossier import Dossier
from ..errors import FieldProblem, Refused
from ..onsite import Identity
from ..people import Candidate, CandidateState, Intern
from ..posting import Posting
from ..stage import Convention
from ..text import fold, quoted
from .change import Change, evolve_open

GONE = "Cette candidature n’est plus dans le dossier, ou a changé entre-temps."
_DECISIONS: Mapping[CandidateState, Deed] = {
    "open": deed("selection.open"),
    "chosen": deed("selection.chosen"),
    "runner_up": deed("selection.runner_up"),
    "declined": deed("selection.declined"),
}
_ALONE: Mapping[CandidateState, str] = {
    "chosen": "Une personne est déjà retenue : {name}. Notez d’abord son désistement, ou "
              "remettez-la à décider.",
    "runner_up": "Il y a déjà un second choix : {name}. Remettez d’abord cette personne à décider.",
}  # fmt: skip
"""Why nobody else may be in that state."""
_OF_THE_INTERN = ("stagiaire.", "convention.", "stage.financement")
"""What a dérogation was given for that concerns one intern, in the words of the fiche."""


def describe_offer(posting: Posting, **stage: object) -> Change:
    """Write the offer.

    Args:
        posting: What it says beside the stage.
        stage: The title, the mandate or the deliverables of the stage, where they change too.
    """

    def apply(dossier: Dossier) -> Dossier:
        after = evolve_open(dossier, posting=posting, stage=dossier.stage.evolve(**stage))
        names, new_names = dossier.stage.deliverables, after.stage.deliverables
        return after.evolve(work_plan=dossier.work_plan.following(names, new_names))

    return Change(deed("selection.offer"), apply)


def add_candidate(candidate: Candidate) -> Change:
    """Note a candidate, after the others."""
    return Change(
        deed("selection.added"),
        lambda dossier: evolve_open(dossier, candidates=(*dossier.candidates, candidate)),
    )


def edit_candidate(before: Candidate, after: Candidate) -> Change:
    """Write what is noted of a candidate: name, ways to reach them, interview, notes."""
    return Change(deed("selection.edited"), lambda dossier: _put(dossier, before, after))


def remove_candidate(candidate: Candidate) -> Change:
    """Take a candidate out of the dossier.

    Raises:
        Refused: when that one is chosen.
    """

    def apply(dossier: Dossier) -> Dossier:
        place = _place(dossier, candidate)
        if candidate.chosen:
            raise Refused("Cette personne est retenue : notez plutôt son désistement.")
        others = (*dossier.candidates[:place], *dossier.candidates[place + 1 :])
        return evolve_open(dossier, candidates=others)

    return Change(deed("selection.removed"), apply)


def rank_candidate(candidate: Candidate, rank: int) -> Change:
    """Put a candidate at a rank of preference, from 1; the others keep their order.

    Raises:
        Refused: when there is no such rank.
    """

    def apply(dossier: Dossier) -> Dossier:
        place = _place(dossier, candidate)
        others = [*dossier.candidates[:place], *dossier.candidates[place + 1 :]]
        if not 1 <= rank <= len(dossier.candidates):
            raise Refused(f"Le rang va de 1 à {len(dossier.candidates)}.")
        others.insert(rank - 1, candidate)
        return evolve_open(dossier, candidates=tuple(others))

    return Change(deed("selection.ranked"), apply)


def decide_candidate(candidate: Candidate, state: CandidateState, *, on: date) -> Change:
    """Choose a candidate, make them the runner-up, leave them aside, or put that back to decide.

    Args:
        candidate: Which one.
        state: All but `gave_up`; see `withdraw_candidate`.
        on: The day it was decided.

    Raises:
        Refused: when there is one of that state already, or when they withdrew or are erased.
    """

    def apply(dossier: Dossier) -> Dossier:
        _place(dossier, candidate)
        if candidate.is_erased:
            raise Refused("Le nom de cette personne est effacé : elle ne peut plus être un choix.")
        if candidate.gave_up_on and state != "open":
            raise Refused(
                "Cette personne s’est désistée : remettez-la d’abord à décider, si elle revient."
            )
        if candidate.state == state:
            raise Refused(f"{candidate.name} : déjà noté, {CANDIDATE_WORDS[state]}.")
        holder = in_state(dossier, state) if state in _ALONE else None
        if holder is not None:
            raise Refused(_ALONE[state].format(name=holder.name))
        return _put(dossier, candidate, standing(candidate, state, on))

    return Change(_DECISIONS[state], apply)


def withdraw_candidate(candidate: Candidate, *, on: date, promoting: bool = False) -> Change:
    """Note that a candidate withdrew.

    Args:
        candidate: Which one.
        on: The day.
        promoting: Whether the runner-up takes the place of that first choice. The dossier is then
            theirs, if it was of the one who withdrew: what was known of that person, and the
            convention signed with them, is to be learnt and signed again.

    Raises:
        Refused: when they withdrew already, or when the chosen one has begun the stage.
    """

    def apply(dossier: Dossier) -> Dossier:
        _place(dossier, candidate)
        if candidate.gave_up_on:
            raise Refused("Son désistement est déjà noté.")
        if candidate.chosen and dossier.started_on:
            raise Refused("Le stage est commencé : notez plutôt sa fin avant terme (touche C).")
        after = _put(dossier, candidate, standing(candidate, "gave_up", on))
        heir = in_state(dossier, "runner_up") if promoting and candidate.chosen else None
        if heir is None:
            return after
        after = _put(after, heir, standing(heir, "chosen", on))
        return succeeded_by(after, heir) if is_intern(dossier, candidate) else after

    if promoting:
        return Change(deed("selection.succeeded", on=on), apply)
    return Change(deed("selection.gave_up", on=on), apply)


def reopen_tasks(tasks: Collection[str], dues: Mapping[str, date]) -> Change:
    """Put tasks back to do, as the dossier now shows them, with their new due dates.

    Args:
        tasks: Their identifiers; their notes stay.
        dues: The new due date of those that move.
    """

    def apply(dossier: Dossier) -> Dossier:
        records = {each.task: each for each in dossier.tasks}
        for task_id in tasks:
            if dossier.task(task_id).choice:
                records[task_id] = dossier.task(task_id).evolve(choice=None, on=None, reason="")
        for task_id, day in dues.items():
            records[task_id] = records.get(task_id, dossier.task(task_id)).evolve(due=day)
        return evolve_open(dossier, tasks=tuple(records.values()))

    return Change(deed("selection.reopened"), apply)


def in_state(dossier: Dossier, state: CandidateState) -> Candidate | None:
    """The first candidate of a state, in the order of preference."""
    return next((each for each in dossier.candidates if each.state == state), None)


def is_intern(dossier: Dossier, candidate: Candidate) -> bool:
    """Whether the dossier is of that candidate."""
    return fold(candidate.name) == fold(dossier.intern.full_name)


def standing(candidate: Candidate, state: CandidateState, on: date) -> Candidate:
    """A candidate in another state since that day."""
    decided = state in ("chosen", "runner_up", "declined")
    return candidate.evolve(
        chosen=state == "chosen",
        runner_up=state == "runner_up",
        declined=state == "declined",
        decided_on=on if decided else None,
        gave_up_on=on if state == "gave_up" else None,
    )


def succeeded_by(dossier: Dossier, heir: Candidate) -> Dossier:
    """The dossier once it is of another person: what was known of the former one is not theirs.

    The clock, the region and the working hours stay, as the meetings follow them: they are to be
    checked.
    """
    former = dossier.intern
    first, _, last = heir.name.partition(" ")
    intern = Intern(
        first_name=first,
        last_name=last or "?",
        email=heir.email,
        zone=former.zone,
        region=former.region,
        hours=former.hours,
        keeps_holidays=former.keeps_holidays,
    )
    return evolve_open(
        dossier,
        intern=intern,
        stage=dossier.stage.evolve(financing="inconnu"),
        convention=Convention(),
        agreed=None,
        amendments=(),
        waivers=tuple(
            each for each in dossier.waivers if not each.field.startswith(_OF_THE_INTERN)
        ),
        onsite=dossier.onsite.evolve(intern=None),
        identity=Identity(),
    )


def check_interview(interviewed_on: date | None, gave_up_on: date | None) -> list[FieldProblem]:
    """Why the days of a candidate do not go together; nothing when they do."""
    if interviewed_on and gave_up_on and gave_up_on < interviewed_on:
        return [FieldProblem("interviewed_on", "L’entretien suit le désistement.")]
    return []


def candidate_named(dossier: Dossier, words: str) -> Candidate:
    """The candidate of a rank (« 2 »), of a name, or of the beginning or a part of one name.

    Raises:
        Refused: when there is none, or several.
    """
    people = dossier.candidates
    if words.isdecimal() and 1 <= int(words) <= len(people):
        return people[int(words) - 1]
    word = fold(words)
    same = [each for each in people if fold(each.name) == word]
    found = same or [each for each in people if word and word in fold(each.name)]
    if len(found) == 1:
        return found[0]
    ranks = ", ".join(f"{rank} {each.name}" for rank, each in enumerate(people, 1))
    why = "Plusieurs candidatures répondent à" if found else "Aucune candidature ne répond à"
    raise Refused(f"{why} {quoted(words)}; donnez son rang : {ranks or 'aucune n’est notée'}.")


def _place(dossier: Dossier, candidate: Candidate) -> int:
    if candidate not in dossier.candidates:
        raise Refused(GONE)
    return dossier.candidates.index(candidate)


def _put(dossier: Dossier, before: Candidate, after: Candidate) -> Dossier:
    place = _place(dossier, before)
    candidates = (*dossier.candidates[:place], after, *dossier.candidates[place + 1 :])
    return evolve_open(dossier, candidates=candidates)
