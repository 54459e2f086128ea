"""What is asked on Suite au Québec: decisions, dates, the portal, the payment, the offer."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import cast, get_args

from ...dossier import changes
from ...dossier.errors import InvalidInput
from ...dossier.onsite import Exemption, PermitState, Side, SignIn
from ...dossier.secrets import looks_secret
from ...programme.portal_formats import offer_number
from ...widgets.dialogs import Choose, Confirm
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values
from ...wording import PERMIT_WORDS
from .activity import PaymentActivity
from .signing import SigningDialog

_YES, _NO = "oui", "non"
_AGREES = ((_YES, "d’accord"), (_NO, "ne le souhaite pas"))
_ON = FormField(
    "on", "Le", "date", required=True, hint="Le jour, passé ou présent : hier, 9 avril…"
)


class OnsiteAsking(PaymentActivity):
    """A page of a dossier that notes what follows in Québec."""

    # --- before the portal ----------------------------------------------------------------------

    def ask_decision(self, side: Side) -> None:
        """Ask what one side decided, and when."""
        who = "Votre organisation" if side == "host" else self.dossier.intern.first_name
        fields = [FormField("agrees", "Décision", "choice", _AGREES), _ON]

        def saved() -> Values:
            decision = self.dossier.onsite.decision(side)
            agrees = decision is None or decision.agrees
            day = decision.on if decision else self.workspace.today()
            return {"agrees": _YES if agrees else _NO, "on": day}

        def submit(values: Values) -> object:
            day = self._past(values["on"])
            return self.save(changes.decide(side, agrees=values["agrees"] == _YES, on=day))

        self.ask_form(
            f"onsite.{side}.{self.dossier_id}", f"Un stage au Québec? {who}", fields, saved, submit
        )

    def ask_plan(self, begin_on: str = "") -> None:
        """Ask for the days aimed at, and the gratification agreed."""
        fields = [
            FormField("start", "Premier jour visé", "planned"),
            FormField("end", "Dernier jour visé", "planned"),
            FormField("monthly_pay", "Gratification par mois", "number",
                      hint=f"{self.content.facts['monthly-pay'].sentence}."),
        ]  # fmt: skip

        def saved() -> Values:
            onsite = self.dossier.onsite
            return {"start": onsite.start, "end": onsite.end, "monthly_pay": onsite.monthly_pay}

        self.ask_form(
            f"onsite.plan.{self.dossier_id}",
            "Le stage visé au Québec",
            fields,
            saved,
            lambda values: self.save(changes.plan_onsite(**values)),
            begin_on=begin_on,
        )

    def ask_question(self) -> None:
        """Ask whether the employer is exempt from the offer, or from the fee."""
        question = self.content.question

        def answer(choice: Hashable | None) -> None:
            if choice in get_args(Exemption):
                self.save(changes.answer_exemption(cast("Exemption", choice)))

        choices = [(code, words) for code, words in question.answers.items()]
        dialog = Choose("Question préalable", f"{question.text}\n{question.hint}", choices,
                        current=self.dossier.onsite.exemption)  # fmt: skip
        self.app.push_screen(dialog, answer)

    def ask_sign_in(self, begin_on: str = "") -> None:
        """Ask how the portal is signed in to, and who enrolled first; never a secret."""
        ways = self.content.signs_in
        fields = [
            FormField("way", "Moyen de connexion", "choice",
                      (("", "à noter"), *((code, way.title) for code, way in ways.items())),
                      "CléGC : second facteur à chaque connexion depuis 2023."),
            FormField("primary_user", "Utilisateur principal", unkept=looks_secret,
                      hint="La personne qui s’est inscrite en premier : son nom, jamais son "
                           "nom d’utilisateur."),
        ]  # fmt: skip

        def saved() -> Values:
            onsite = self.dossier.onsite
            return {"way": onsite.sign_in or "", "primary_user": onsite.primary_user}

        def submit(values: Values) -> object:
            if looks_secret(values["primary_user"]):
                raise InvalidInput.at("primary_user", self.content.never_kept)
            way = cast("SignIn | None", values["way"] or None)
            return self.save(changes.note_sign_in(way=way, primary_user=values["primary_user"]))

        self.ask_form(
            f"onsite.sign-in.{self.dossier_id}",
            "Connexion au portail",
            fields,
            saved,
            submit,
            question=self.content.never_kept,
            begin_on=begin_on,
        )

    # --- the payment ----------------------------------------------------------------------------

    def ask_payment(self) -> None:
        """Ask what has just been done of the payment."""
        payment = self.dossier.onsite.payment
        if payment and payment.paid_on:
            self.tell("Les frais sont déjà payés; u défait une erreur.")
            return
        runs = payment is not None and payment.cancelled is None
        steps = {
            "start": ("« Transmettre et payer » vient d’être choisi", not runs),
            "paid": ("Payé aujourd’hui", payment is not None),
            "cancelled": ("Paiement annulé, ou session fermée", runs),
            "start-again": ("La page vient d’être rouverte : tout recommence", runs),
            "active": ("Je suis encore sur la page : les minutes d’inactivité repartent", runs),
        }
        choices = [(key, words) for key, (words, possible) in steps.items() if possible]

        def act(choice: Hashable | None) -> None:
            match choice:
                case "start" | "start-again":
                    self._sign_then_pay()
                case "paid":
                    self.save(changes.finish_payment(on=self.workspace.today()))
                case "active":
                    self.action_stay()
                case "cancelled":
                    self.save(changes.cancel_payment(self.now_here()))

        self.app.push_screen(Choose("Paiement des frais", "", choices), act)

    def _sign_then_pay(self) -> None:
        """Recall what is declared, then start the countdowns."""

        def start(agreed: bool | None) -> None:
            if agreed:
                self.save(changes.start_payment(self.now_here()))

        declarations = [each.text for each in self.content.declarations]
        self.app.push_screen(SigningDialog(declarations), start)

    # --- the offer, the identity, the permit ----------------------------------------------------

    def ask_offer(self) -> None:
        """Ask for the number of the offer; or, once it is noted, for its withdrawal."""
        offer = self.dossier.onsite.offer
        if offer is None:
            self._ask_number()
        elif offer.withdrawn_on:
            self.tell("Cette offre est retirée; u défait une erreur.")
        else:
            question = (
                f"{self.content.withdrawal}\nNoter ici que l’offre {offer.number} est retirée?"
            )

            def withdraw(agreed: bool | None) -> None:
                if agreed:
                    self.save(changes.withdraw_offer(on=self.workspace.today()))

            dialog = Confirm("Retirer la demande", question, yes="Oui, elle est retirée")
            self.app.push_screen(dialog, withdraw)

    def _ask_number(self) -> None:
        formats = self.content.formats
        fields = [
            FormField("number", "Numéro de l’offre", required=True,
                      reader=lambda text: offer_number(text, formats),
                      hint="A suivi de sept chiffres, dans le courriel d’IRCC."),
            _ON,
            FormField("keep", "Garder l’identité?", unkept=looks_secret,
                      hint="Vide : passeport, naissance, sexe et citoyenneté s’effacent, des "
                           "sauvegardes aussi. Sinon, écrivez pourquoi les garder. La date de "
                           "naissance des informations (i) reste."),
        ]  # fmt: skip

        def submit(values: Values) -> object:
            day = self._past(values["on"])
            number, reason = offer_number(values["number"], formats), values["keep"]
            return self.save(changes.note_offer(number, on=day, keep_identity=reason))

        self.ask_form(
            f"onsite.offer.{self.dossier_id}",
            "L’offre est reçue",
            fields,
            lambda: {"number": "", "on": self.workspace.today(), "keep": ""},
            submit,
        )

    def ask_erasing(self) -> None:
        """Erase the identity data, once that is confirmed."""

        def erase(agreed: bool | None) -> None:
            if agreed:
                self.save(changes.erase_identity())

        question = (
            "Passeport, naissance, sexe et citoyenneté sortent du dossier et de chaque sauvegarde. "
            "Rien ne les ramène, u non plus. La date de naissance des informations (i) reste."
        )
        dialog = Confirm("Données d’identité", question, yes="Oui, effacer")
        self.app.push_screen(dialog, erase)

    def ask_permit(self, state: PermitState) -> None:
        """Ask since when the permit is in a state."""

        def day_noted() -> date | None:
            noted = (each.on for each in self.dossier.onsite.permit if each.state == state)
            return next(noted, None)

        self.ask_form(
            f"onsite.permit.{state}.{self.dossier_id}",
            f"Permis {PERMIT_WORDS[state]}",
            [_ON],
            lambda: {"on": day_noted() or self.workspace.today()},
            lambda values: self.save(changes.note_permit(state, on=self._past(values["on"]))),
        )

    def _past(self, day: date) -> date:
        """A day that has come.

        Raises:
            InvalidInput: at the field, for a day to come.
        """
        if day > self.workspace.today():
            raise InvalidInput.at("on", "Ce jour n’est pas encore venu.")
        return day
