"""The offer and the candidates as the commands answer them: lines of French, or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dossier.dossier import Dossier
from ..dossier.french import plain_date
from ..dossier.people import Candidate
from ..dossier.text import typeset
from ..planning.selection import next_step
from ..programme.offer_advice import OfferFinding, lacking_words
from ..wording import CANDIDATE_SIGNS, CANDIDATE_WORDS
from .output import Json


def offer_shape(dossier: Dossier, findings: Sequence[OfferFinding]) -> Json:
    """The answer of `offer show`."""
    stage = dossier.stage
    return {
        "title": stage.title,
        "mandate": stage.mandate,
        "deliverables": list(stage.deliverables),
        **dossier.posting.model_dump(mode="json"),
        "points": [
            {
                "id": each.point.id,
                "title": each.point.title,
                "field": each.point.field,
                "said": each.is_said,
                "advice": typeset(each.advice),
                "source": each.point.source,
            }
            for each in findings
        ],
    }


def candidate_shape(candidate: Candidate, rank: int) -> Json:
    """One line of `candidate list`."""
    return candidate.model_dump(mode="json") | {"rank": rank, "state": candidate.state}


def offer_lines(dossier: Dossier, findings: Sequence[OfferFinding]) -> Iterator[str]:
    """The offer, then what it lacks."""
    stage, posting = dossier.stage, dossier.posting
    for word, text in (
        ("Titre", stage.title),
        ("Mission", stage.mandate),
        ("Formation visée", posting.field_of_study),
        ("Valeur ajoutée", posting.added_value),
        ("Livrables", "; ".join(stage.deliverables)),
        ("Dans la durée", posting.feasibility),
    ):
        yield f"{word} : {text or 'à écrire'}"
    yield ""
    yield f"L’offre : {lacking_words(tuple(findings))}"
    yield from (f"  ○ {each.advice}" for each in findings if not each.is_said)


def candidate_lines(dossier: Dossier) -> Iterator[str]:
    """The candidates in the order of preference, then what the selection waits for."""
    for rank, each in enumerate(dossier.candidates, 1):
        since = f" le {plain_date(each.state_on)}" if each.state_on else ""
        seen = f"entretien le {plain_date(each.interviewed_on)}" if each.interviewed_on else ""
        words = (f"{CANDIDATE_WORDS[each.state]}{since}", seen, each.phone, each.email)
        yield (
            f"{CANDIDATE_SIGNS[each.state]} {rank}. {each.name} : {', '.join(filter(None, words))}"
        )
        yield from (f"     {line}" for line in each.notes.splitlines())
    if not (dossier.closed_on or dossier.started_on):
        yield next_step(dossier)
