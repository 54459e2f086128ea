"""The lines of Suite au Québec: who agrees, what is aimed at, the portal, the offer, the permit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ...dossier.dossier import Dossier
from ...dossier.french import count, date_span, number, plain_date, upper_first
from ...dossier.onsite import SIDES, Decision, Identity, Payment, Side
from ...programme.onsite import OnsiteContent
from ...programme.onsite_rules import findings
from ...programme.portal_sheet import Sheet
from ...programme.progress import TaskState
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ...wording import FINDING_SIGNS, PERMIT_WORDS, TASK_SIGNS

PLAN, PAY, QUESTION, SIGN_IN = "plan", "pay", "question", "sign-in"
SHEET, PAYMENT, OFFER, IDENTITY = "sheet", "payment", "offer", "identity"
MESSAGE, FOLLOWER = "message", "follower"
FORMER, FORMER_HISTORY = "former", "former-history"
"""The keys of the lines that are alone of their kind."""
SIDE, RULE, TASK, PERMIT = "side:", "rule:", "task:", "permit:"
"""How the keys of the others begin."""
_TONES: Mapping[str, Tone] = {
    "holds": "success",
    "departs": "error",
    "unknown": "warning",
    "erased": "muted",
}
_LABEL = 22
"""Columns of what a line is about: the longest is « Utilisateur principal »."""

_DAY = 18
"""Columns of a day: « 22 septembre 2027 »."""


@dataclass(frozen=True, slots=True)
class OnsiteRows:
    """The lines of one dossier.

    Attributes:
        sheet: Of the portal's forms, from the dossier.
        steps: The state of each step of the portal.
        due: The day of each step, by identifier, where it has one.
        former: The dossier of the télé-stage that this one follows, if it is still there.
        follower: The dossier of the stage on site that follows this one, once it is open.
    """

    sheet: Sheet
    steps: tuple[TaskState, ...]
    due: Mapping[str, date]
    former: Dossier | None = None
    follower: Dossier | None = None

    @property
    def _dossier(self) -> Dossier:
        return self.sheet.dossier

    @property
    def _content(self) -> OnsiteContent:
        return self.sheet.content

    def rows(self) -> list[Row]:
        """Every line; until both sides agree, their decisions alone.

        The dossier of the stage on site itself only leads back to that of the télé-stage.
        """
        if self._dossier.former is not None:
            return [heading("Le télé-stage d’avant"), *self._former()]
        rows = [heading("Qui le souhaite"), *map(self._side, SIDES)]
        if not self._dossier.onsite.is_open:
            return [*rows, BLANK, hint("Le reste s’ouvre une fois que les deux sont d’accord.")]
        for title, lines in (
            ("Le stage visé", self._plan()),
            ("Règles du stage sur place", self._rules()),
            ("Question préalable", self._question()),
            ("Le portail", self._portal()),
            ("Les étapes du portail", self._steps()),
            ("Après l’envoi", self._after()),
            ("Permis de travail", self._permit()),
            ("Ensuite", self._next()),
            ("Le dossier du stage au Québec", self._follower()),
        ):
            rows += [BLANK, heading(title), *lines]
        return rows

    def _side(self, side: Side) -> Row:
        who = "Votre organisation" if side == "host" else self._dossier.intern.first_name
        decision = self._dossier.onsite.decision(side)
        sign, tone = _decision_sign(decision)
        return _line(SIDE + side, sign, tone, who, decision_words(decision))

    def _plan(self) -> Iterator[Row]:
        onsite = self._dossier.onsite
        known = onsite.start and onsite.end
        yield _line(PLAN, "✓" if known else "○", "success" if known else "warning",
                    "Dates visées", period_words(onsite.start, onsite.end))  # fmt: skip
        pay = onsite.monthly_pay
        yield _line(PAY, "○" if pay is None else "✓", "warning" if pay is None else "success",
                    "Gratification",
                    "à convenir" if pay is None else f"{number(pay)} $ par mois")  # fmt: skip

    def _rules(self) -> Iterator[Row]:
        for each in findings(self._dossier, self._content):
            sign, tone = FINDING_SIGNS[each.state], _TONES[each.state]
            yield Row((Cell(sign, 1, tone), Cell(each.message)), RULE + each.rule)

    def _question(self) -> Iterator[Row]:
        answer = self._dossier.onsite.exemption
        words = "à répondre d’abord" if answer is None else self._content.question.answers[answer]
        tone: Tone = "warning" if answer is None else "success"
        yield _line(QUESTION, "○" if answer is None else "✓", tone, "Êtes-vous dispensé?", words)

    def _portal(self) -> Iterator[Row]:
        onsite, content = self._dossier.onsite, self._content
        way = content.signs_in[onsite.sign_in].title if onsite.sign_in else "à noter"
        yield _optional(SIGN_IN, bool(onsite.sign_in), "Connexion", way)
        user = onsite.primary_user or "à noter"
        yield _optional(f"{SIGN_IN}:user", bool(onsite.primary_user), "Utilisateur principal", user)
        lacking = sum(len(each.rows) for each in self.sheet.missing)
        forms = [form for form in content.forms if form.offer]
        done = sum(onsite.form_state(form.id) == "done" for form in forms)
        is_ready = not lacking and done == len(forms)
        yield _line(SHEET, "✓" if is_ready else "◐", "success" if is_ready else "warning",
                    "Fiche IRCC", sheet_words(lacking, done, len(forms)))  # fmt: skip

    def _steps(self) -> Iterator[Row]:
        for state in self.steps:
            task, day = state.task, self.due.get(state.task.id)
            shown = None if state.resolved else day
            yield _dated(TASK + task.id, TASK_SIGNS[state.state], shown, task.title)

    def _after(self) -> Iterator[Row]:
        onsite, identity = self._dossier.onsite, self._dossier.identity
        payment = onsite.payment
        yield _optional(PAYMENT, bool(payment and payment.paid_on), "Paiement des frais",
                        payment_words(payment))  # fmt: skip
        offer = onsite.offer
        words = f"{offer.number}, reçue le {plain_date(offer.on)}" if offer else "pas encore reçue"
        if offer and offer.withdrawn_on:
            words += f"; retirée le {plain_date(offer.withdrawn_on)}"
        yield _optional(OFFER, bool(offer), "Offre d’emploi", words)
        yield _optional(IDENTITY, identity == Identity(), "Données d’identité",
                        identity_words(self._dossier))  # fmt: skip

    def _permit(self) -> Iterator[Row]:
        since: dict[str, date] = {step.state: step.on for step in self._dossier.onsite.permit}
        for state, words in PERMIT_WORDS.items():
            if state == "refused" and "refused" not in since and "accepted" in since:
                continue
            day = since.get(state)
            yield _dated(PERMIT + state, "–" if day is None else "✓", day, upper_first(words))

    def _next(self) -> Iterator[Row]:
        first_name = self._dossier.intern.first_name
        yield _way(MESSAGE, f"Écrire à {first_name} : numéro d’offre et code CNP")

    def _follower(self) -> Iterator[Row]:
        if self.follower is None:
            yield _way(FOLLOWER, "Ouvrir son dossier, un aperçu d’abord")
        else:
            stage = self.follower.stage
            yield _way(FOLLOWER, f"Son dossier : {date_span(stage.start, stage.end)}")

    def _former(self) -> Iterator[Row]:
        if self.former is None:
            yield hint("Son dossier n’est plus dans ce fichier.")
            return
        stage = self.former.stage
        yield _way(FORMER, f"Son dossier : {date_span(stage.start, stage.end)}")
        yield _way(FORMER_HISTORY, "Son historique")


def decision_words(decision: Decision | None) -> str:
    """What one side decided, and when."""
    if decision is None:
        return "à savoir"
    words = "d’accord" if decision.agrees else "ne le souhaite pas"
    return f"{words}, le {plain_date(decision.on)}"


def period_words(start: date | None, end: date | None) -> str:
    """The days aimed at; the rules below say how long it is."""
    if start is None and end is None:
        return "à convenir"
    if start and end:
        return date_span(start, end)
    first, last = (plain_date(day) if day else "à savoir" for day in (start, end))
    return f"du {first} au {last}"


def sheet_words(lacking: int, done: int, forms: int) -> str:
    """How far the sheet is: « 21 manquants · formulaires 1/4 », which fits at 60 columns.

    Args:
        lacking: How many fields are still to be given.
        done: How many of the forms are finished on the portal.
        forms: How many there are.
    """
    fields = count(lacking, "manquant", "manquants") if lacking else "complète"
    return f"{fields} · formulaires {done}/{forms}"


def payment_words(payment: Payment | None) -> str:
    """Where the payment is."""
    if payment is None:
        return "pas commencé"
    if payment.paid_on:
        return f"payé le {plain_date(payment.paid_on)}"
    if payment.cancelled:
        return f"annulé le {plain_date(payment.cancelled.day)}"
    return f"page ouverte le {plain_date(payment.started.day)}"


def identity_words(dossier: Dossier) -> str:
    """What is kept of the intern's identity."""
    identity = dossier.identity
    if not identity.answers:
        return "effacées" if dossier.onsite.offer else "aucune notée"
    kept = noted_words(len(identity.answers))
    return f"{kept}; gardées : {identity.kept_for}" if identity.kept_for else kept


def noted_words(quantity: int) -> str:
    """How many identity data are noted."""
    return count(quantity, "donnée notée", "données notées")


def _decision_sign(decision: Decision | None) -> tuple[str, Tone]:
    if decision is None:
        return "○", "warning"
    return ("✓", "success") if decision.agrees else ("✗", "muted")


def _dated(key: str, sign: str, day: date | None, text: str) -> Row:
    tone: Tone = "success" if sign == "✓" else "plain"
    when = Cell(plain_date(day) if day else "", _DAY, "muted", right=True)
    return Row((Cell(sign, 1, tone), Cell(text), when), key)


def _way(key: str, text: str) -> Row:
    return Row((Cell("→", 1, "accent"), Cell(text)), key)


def _line(key: str, sign: str, tone: Tone, label: str, words: str) -> Row:
    return Row((Cell(sign, 1, tone), Cell(label, _LABEL), Cell(words)), key)


def _optional(key: str, is_known: bool, label: str, words: str) -> Row:
    return _line(key, "✓" if is_known else "–", "success" if is_known else "muted", label, words)
