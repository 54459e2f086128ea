"""The rows of the offer and of the candidates, and what is said of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from ...dossier.dossier import Dossier
from ...dossier.french import plain_date, short_date
from ...dossier.people import Candidate, CandidateState
from ...planning.selection import next_step
from ...programme.offer_advice import OfferFinding, lacking_words, offer_findings
from ...programme.programme import Programme
from ...programme.progress import candidates_until
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ...wording import CANDIDATE_SIGNS, CANDIDATE_WORDS

_TONES: dict[CandidateState, Tone] = {
    "open": "plain", "chosen": "success", "runner_up": "accent", "declined": "muted",
    "gave_up": "warning",
}  # fmt: skip
STATE_WIDTH = 30
"""Columns of the state and its day."""


class PointKey(NamedTuple):
    """The row of a point of the offer.

    Attributes:
        point: Its identifier.
    """

    point: str


class CandidateKey(NamedTuple):
    """The row of a candidate.

    Attributes:
        rank: Of preference, from 1.
    """

    rank: int


@dataclass(frozen=True, slots=True)
class SelectionRows:
    """The rows of one dossier on one day.

    Attributes:
        dossier: The dossier.
        programme: The programme it follows.
        today: The tutor's local date.
    """

    dossier: Dossier
    programme: Programme
    today: date

    @property
    def findings(self) -> tuple[OfferFinding, ...]:
        """What the offer says and lacks."""
        return offer_findings(self.dossier, self.programme, self.today)

    def rows(self) -> list[Row]:
        """The offer, then the candidates."""
        findings = self.findings
        people = self.dossier.candidates
        return [
            heading(f"L’offre : {lacking_words(findings)}"),
            *map(_point, findings),
            BLANK,
            heading(f"Candidatures ({len(people)})"),
            *(self._candidate(rank, each) for rank, each in enumerate(people, 1)),
            *([] if people else [hint("Aucune n’est notée. n note la première.")]),
        ]

    def _candidate(self, rank: int, candidate: Candidate) -> Row:
        state = candidate.state
        since = f", {short_date(candidate.state_on)}" if candidate.state_on else ""
        seen = candidate.interviewed_on
        words = "pas d’entretien"
        if seen:
            words = f"{'entretien' if seen <= self.today else 'prévu'} {short_date(seen)}"
        return Row(
            (
                Cell(CANDIDATE_SIGNS[state], 1, _TONES[state]),
                Cell(f"{rank}. {candidate.name}", tone="muted" if state == "declined" else "plain"),
                Cell(words, cell_len(words), "muted"),
                Cell(f"{CANDIDATE_WORDS[state]}{since}", STATE_WIDTH, _TONES[state], right=True),
            ),
            CandidateKey(rank),
        )

    # --- under the list -------------------------------------------------------------------------

    def about(self, key: object) -> str:
        """The selected row whole, what to do next, and until when names are kept."""
        return "\n".join(filter(None, (*self._selected(key), self._next(), self._kept())))

    def _next(self) -> str:
        return "" if self.dossier.closed_on or self.dossier.started_on else next_step(self.dossier)

    def _selected(self, key: object) -> Iterator[str]:
        if isinstance(key, PointKey):
            finding = next((f for f in self.findings if f.point.id == key.point), None)
            if finding:
                yield finding.advice or f"{finding.point.title} : c’est écrit."
        elif isinstance(key, CandidateKey) and key.rank <= len(self.dossier.candidates):
            candidate = self.dossier.candidates[key.rank - 1]
            ways = (candidate.phone, candidate.email)
            yield " · ".join((candidate.name, *filter(None, ways)))
            yield candidate.notes

    def _kept(self) -> str:
        until = candidates_until(self.dossier, self.programme)
        if until is None:
            return ""
        kept = self.programme.retention.candidates
        verb = "étaient à garder" if until < self.today else "se gardent"
        return (
            f"Les noms non retenus {verb} jusqu’au {plain_date(until)} (N les efface tout de "
            f"suite) : {kept.reason}."
        )


def _point(finding: OfferFinding) -> Row:
    tone: Tone = "success" if finding.is_said else "warning"
    return Row(
        (
            Cell("✓" if finding.is_said else "○", 1, tone),
            Cell(finding.point.title),
            Cell("" if finding.is_said else "à écrire", 8, tone, right=True),
        ),
        PointKey(finding.point.id),
    )
