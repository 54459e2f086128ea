"""Sélection: what the offer lacks, the candidates, who is chosen, and who withdraws."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier import changes
from ...dossier.changes.selection import check_interview
from ...dossier.errors import InvalidInput, problems_of
from ...dossier.people import Candidate, CandidateState
from ...planning.selection import NOBODY_LEFT, Withdrawal, left_in_the_running, withdrawal
from ...planning.spots import CANDIDATE
from ...widgets.form_dialog import FormDialog, Values
from ...widgets.lists import EditList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ..dossier_screen import DossierScreen
from ..erasing_names import ErasesNames
from ..navigation import Place
from .fields import CANDIDATE_FIELDS, OFFER_FIELDS, WITHDRAWAL_FIELDS, offer_values, posting_of
from .rows import CandidateKey, PointKey, SelectionRows
from .withdrawal import WithdrawalDialog

OFFER_TASK = "sel-offer"
"""The task that is about the offer; the others are about the candidates."""


class SelectionScreen(ErasesNames, DossierScreen):
    """The offer and the candidates of a dossier."""

    HEADING = "Sélection"
    BEGINNINGS: ClassVar[Mapping[Place, str]] = {"messages": "ofqj-choice"}
    HELP = """L’offre, et ce qui lui manque : un conseil, qui ne bloque rien. Entrée écrit le \
point choisi. Puis les candidatures, dans l’ordre de votre préférence; + et - changent ce rang.

n note une personne, Entrée ou e la modifie : téléphone, courriel, entretien, notes; k dit que \
l’entretien est fait aujourd’hui. 1 la retient, 2 en fait le second choix, 0 l’écarte, o la remet \
à décider.

w note un désistement. Si c’est celui du premier choix, le second le remplace et le dossier \
devient le sien : un aperçu montre tout ce qui change, avec les nouvelles échéances, avant que \
rien ne bouge; u défait tout d’un coup.

M ouvre les messages : à l’OFQJ, et aux personnes. Les noms non retenus s’effacent à leur propre \
date; N les efface tout de suite."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "Noter", tooltip="Noter une candidature"),
        Binding("1", "decide('chosen')", "Retenir", tooltip="Retenir cette personne"),
        Binding("2", "decide('runner_up')", "En faire le second choix", show=False),
        Binding("w", "withdraw", "Désistement", tooltip="Noter un désistement"),
        Binding("e", "edit", "Modifier", show=False),
        Binding("k", "interviewed", "Entretien fait aujourd’hui", show=False),
        Binding("0", "decide('declined')", "Ne pas retenir cette personne", show=False),
        Binding("o", "decide('open')", "Remettre à décider", show=False),
        Binding("plus", "rank(-1)", "Monter d’un rang", key_display="+", show=False),
        Binding("minus", "rank(1)", "Descendre d’un rang", key_display="-", show=False),
        Binding("delete", "remove", "Supprimer", key_display="Suppr", show=False),
    ]
    DEFAULT_CSS = """
    SelectionScreen #about { height: auto; max-height: 40%; padding: 0 1; color: $text-muted; }
    """

    def body(self) -> ComposeResult:
        yield EditList(id="selection")
        yield Paragraph("", id="about")

    def show(self) -> None:
        """The offer and the candidates, as they are now."""
        lines = self.query_one(RowList)
        lines.show(self._rows().rows())
        if self.begin_on:
            if self.begin_on.startswith(CANDIDATE):
                lines.select(CandidateKey(int(self.begin_on.removeprefix(CANDIDATE))))
            elif self.begin_on != OFFER_TASK and self.dossier.candidates:
                lines.select(CandidateKey(1))
            self.begin_on = None

    def _rows(self) -> SelectionRows:
        dossier = self.dossier
        return SelectionRows(dossier, self.workspace.programme(dossier), self.workspace.today())

    @on(RowList.Moved)
    def _moved(self) -> None:
        words = self._rows().about(self.query_one(RowList).key)
        self.query_one("#about", Paragraph).update(Content(words))

    def item_on(self, place: Place) -> str | None:
        """Among the messages, the one that this person, or OFQJ, waits for."""
        candidate = self._candidate
        if place != "messages":
            return super().item_on(place)
        if self.dossier.candidates and not left_in_the_running(self.dossier):
            return "ofqj-cvs"
        if candidate is None or candidate.chosen:
            return super().item_on(place)
        if candidate.gave_up_on:
            return "ofqj-cvs"
        kind = "candidates-answer" if candidate.interviewed_on else "candidates-interview"
        return f"{kind}:{candidate.name}"

    @property
    def _candidate(self) -> Candidate | None:
        key = self.query_one(RowList).key
        people = self.dossier.candidates
        is_there = isinstance(key, CandidateKey) and key.rank <= len(people)
        return people[key.rank - 1] if is_there and isinstance(key, CandidateKey) else None

    def _chosen_row(self) -> Candidate | None:
        """The selected candidate; says what to do where there is none."""
        candidate = self._candidate
        if candidate is None:
            self.tell("Choisissez d’abord une candidature, ou notez-en une (n).")
        elif candidate.is_erased:
            self.tell("Le nom de cette personne est effacé : rien de plus n’est gardé d’elle.")
            return None
        return candidate

    # --- writing --------------------------------------------------------------------------------

    @on(RowList.Chosen, "#selection")
    def _chosen(self) -> None:
        self.action_edit()

    def action_edit(self) -> None:
        """Write the selected point of the offer, or what is noted of a candidate."""
        key = self.query_one(RowList).key
        if isinstance(key, PointKey):
            self._write_offer(key.point)
        elif candidate := self._chosen_row():
            self._write(candidate)

    def action_new(self) -> None:
        """Note a candidate."""
        self._write(None)

    def _write_offer(self, point: str) -> None:
        if self.says_closed(self.dossier):
            return

        def submit(values: Values) -> object:
            try:
                posting, stage = posting_of(values)
            except ValidationError as error:
                raise InvalidInput(problems_of(error)) from None
            return self.save(changes.describe_offer(posting, **stage))

        self.ask_form(
            f"offer.{self.dossier_id}",
            "L’offre",
            list(OFFER_FIELDS.values()),
            lambda: offer_values(self.dossier),
            submit,
            begin_on=OFFER_FIELDS[point].name if point in OFFER_FIELDS else "",
        )

    def _write(self, candidate: Candidate | None) -> None:
        """Ask for what is noted of a candidate; None for a new one."""
        if self.says_closed(self.dossier):
            return
        rank = self.dossier.candidates.index(candidate) + 1 if candidate else 0

        def submit(values: Values) -> bool:
            problems = check_interview(
                values["interviewed_on"], candidate.gave_up_on if candidate else None
            )
            if problems:
                raise InvalidInput(problems)
            try:
                after = candidate.evolve(**values) if candidate else Candidate(**values)
            except ValidationError as error:
                raise InvalidInput(problems_of(error)) from None
            change = (
                changes.edit_candidate(candidate, after)
                if candidate
                else changes.add_candidate(after)
            )
            if self.save(change) is None:
                return False
            number = rank or len(self.dossier.candidates)
            self.query_one(RowList).select(CandidateKey(number))
            return True

        self.ask_form(
            f"candidate.{self.dossier_id}.{rank or 'new'}",
            "Modifier la candidature" if candidate else "Nouvelle candidature",
            CANDIDATE_FIELDS,
            partial(dict, candidate or ()),
            submit,
        )

    def action_interviewed(self) -> None:
        """Note that the interview of the selected candidate was held today."""
        candidate, today = self._chosen_row(), self.workspace.today()
        if candidate is None:
            return
        if candidate.interviewed_on and candidate.interviewed_on <= today:
            self.tell("Son entretien est déjà noté; e en change la date.")
        else:
            self.save(changes.edit_candidate(candidate, candidate.evolve(interviewed_on=today)))

    def action_rank(self, way: int) -> None:
        """Move the selected candidate among the others."""
        candidate = self._chosen_row()
        if candidate is None:
            return
        people = self.dossier.candidates
        rank = people.index(candidate) + 1 + way
        if not 1 <= rank <= len(people):
            self.tell("Cette personne est déjà au bout de la liste.")
        elif self.save(changes.rank_candidate(candidate, rank)):
            self.query_one(RowList).select(CandidateKey(rank))

    def action_remove(self) -> None:
        """Take a candidate out of the dossier; u brings them back."""
        candidate = self._chosen_row()
        if candidate and self.save(changes.remove_candidate(candidate)):
            self.tell(f"{candidate.name} n’est plus dans la liste : u l’y remet.")

    # --- deciding -------------------------------------------------------------------------------

    def action_decide(self, state: CandidateState) -> None:
        """Choose the selected candidate, or decide otherwise."""
        candidate = self._chosen_row()
        if candidate is None:
            return
        today = self.workspace.today()
        self.save(changes.decide_candidate(candidate, state, on=today))

    def action_withdraw(self) -> None:
        """Ask when the selected candidate withdrew, and show what that moves."""
        candidate = self._chosen_row()
        if candidate is None or self.says_closed(self.dossier):
            return
        today = self.workspace.today()
        # What refuses it on any day is said before the day is asked.
        changes.withdraw_candidate(candidate, on=today).apply(self.dossier)
        agreed: list[Withdrawal] = []

        def submit(values: Values) -> object:
            shown = withdrawal(
                self.dossier, self.workspace.programme(self.dossier), candidate,
                on=values["on"] or today, today=self.workspace.today(),
            )  # fmt: skip
            if not agreed or agreed[-1].lines != shown.lines:
                agreed.clear()
                self.app.call_later(self.app.push_screen, WithdrawalDialog(shown), answer)
                return False
            return self._carry_out(shown)

        def answer(shown: Withdrawal | None) -> None:
            if shown is not None:
                agreed.append(shown)
                self.app.call_later(self._send)

        self.ask_form(
            f"withdrawal.{self.dossier_id}.{candidate.name}",
            "Désistement",
            WITHDRAWAL_FIELDS,
            dict,
            submit,
            question=f"{candidate.name} : quel jour?",
            send_word="Aperçu",
        )

    def _send(self) -> None:
        """Send the form under the preview again, now that it is agreed to."""
        form = self.app.screen
        if isinstance(form, FormDialog):
            form.action_send()

    def _carry_out(self, shown: Withdrawal) -> bool:
        after = self.save(shown.change)
        if after is None:
            return False
        nobody = not left_in_the_running(after)
        self.tell(NOBODY_LEFT if nobody else shown.advice or "Désistement noté.")
        return True
