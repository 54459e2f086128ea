"""Accesses several at once: the usual set, all that is to be given, all that is to be suspended."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from uuid import uuid4

from ...dossier import changes
from ...dossier.accesses import Access, Resource
from ...dossier.changes import Change
from ...dossier.deeds import deed
from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...dossier.french import count
from ...dossier.organisation import usual_set
from ...programme.usual_accesses import Lookalike, usual_accesses
from ...programme.withdrawal_day import owed_at_once
from ...programme.withdrawals import absence_on
from ...widgets.dialogs import Choose
from ..dossier_screen import DossierScreen


class LedgerScreen(DossierScreen):
    """What the page of the accesses does to several of them, and says of those it gives."""

    def save(self, change: Change) -> Dossier | None:
        """Change this dossier; say what is owed at once of an access given after its last day."""
        before = self.dossier
        after = super().save(change)
        if after is not None:
            programme, now = self.workspace.programme(after), self.workspace.clock.now()
            if words := owed_at_once(before, after, programme, now):
                self.tell(words)
        return after

    def action_usual(self) -> None:
        """Note the accesses of the usual set that the dossier does not have.

        What it seems to have under another name is left out and named; again, it is offered.
        """
        organisation = self.workspace.organisation()
        usual = usual_accesses(self.dossier, organisation, self.workspace.programme(self.dossier))
        if usual.missing:
            noted = self.save(_noted(usual.missing))
            if noted and usual.lookalikes:
                self.tell(f"{usual.lookalike_words} w encore permet de les noter quand même.")
        elif usual.lookalikes:
            self._ask_lookalikes(usual.lookalikes)
        else:
            self.tell("Les accès habituels sont déjà tous notés.")

    def _ask_lookalikes(self, lookalikes: Sequence[Lookalike]) -> None:
        """Ask which are to be noted all the same, beside what they look like."""
        if self.says_closed(self.dossier):
            return
        choices: list[tuple[tuple[int, ...], str]] = [
            ((place,), f"{each.usual.name}, à côté de « {each.access.name} »")
            for place, each in enumerate(lookalikes)
        ]
        if len(choices) > 1:
            choices.append((tuple(range(len(choices))), "Tous"))

        def note(places: Hashable | None) -> None:
            if isinstance(places, tuple):
                usual = [lookalikes[place].usual for place in places]
                self.save(_noted(usual))

        question = "Déjà là sous un autre nom. Lequel noter quand même? Échap : aucun."
        self.app.push_screen(Choose("Accès habituels", question, choices), note)

    def action_keep_usual(self) -> None:
        """Keep the accesses of this dossier as the usual set of the organisation."""
        kept = usual_set(access.resource for access in self.dossier.accesses)
        if not kept:
            self.tell("Aucun accès n’est noté ici : il n’y a rien à garder.")
            return
        repository = self.workspace.repository
        try:
            seen = repository.organisation()
            repository.keep_organisation(seen.evolve(usual_accesses=kept), seen)
        except TelestageError as error:
            self.report(error, title="Rien n’a été enregistré")
            return
        self.say_written(f"Mon organisation garde {kept_words(len(kept))}")

    def action_give_all(self) -> None:
        """Mark given today all that was not."""
        planned = [each for each in self.dossier.accesses if each.state == "planned"]
        if not planned:
            self.tell("Aucun accès n’est à remettre.")
            return
        on, hour = self.workspace.today(), self.workspace.hour()
        steps = [changes.grant(each, on=on, hour=hour) for each in planned]
        what = deed("access.all_given", names=[each.name for each in planned])
        self.save(changes.several(what, steps))

    def action_suspend_all(self) -> None:
        """Suspend every open access; give them back once all of them are suspended."""
        accesses = self.dossier.open_accesses
        active = [each for each in accesses if not each.is_suspended]
        if not accesses:
            self.tell("Aucun accès n’est ouvert : il n’y a rien à suspendre.")
            return
        self.suspend_or_resume(active or accesses)

    def suspend_or_resume(self, accesses: Sequence[Access]) -> None:
        """Suspend accesses, of which none is; or give them back, when all of them are."""
        today, names = self.workspace.today(), [each.name for each in accesses]
        if accesses[0].is_suspended:
            steps = [changes.resume(each, on=today) for each in accesses]
            what = deed("access.all_resumed", names=names)
            self.save(changes.several(what, steps))
            return
        absence = absence_on(self.dossier, self.workspace.programme(self.dossier), today)
        reason, with_stage = (absence.words, absence.stops_stage) if absence else ("", False)
        steps = [
            changes.suspend(each, on=today, reason=reason, with_stage=with_stage)
            for each in accesses
        ]
        what = deed("access.all_suspended", names=names, reason=reason)
        self.save(changes.several(what, steps))


def _noted(usual: Sequence[Resource]) -> Change:
    """The change that notes accesses of the usual set."""
    return changes.note_accesses({uuid4(): each for each in usual})


def kept_words(number: int) -> str:
    """« 1 accès habituel », « 6 accès habituels »."""
    return count(number, "accès habituel", "accès habituels")
