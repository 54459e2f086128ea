"""The forms about an access: what it is, how it was withdrawn, what was checked then."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from pydantic import ValidationError

from ...dossier import changes
from ...dossier.accesses import Access, Resource, secrets_typed
from ...dossier.errors import InvalidInput, Refused, problems_of
from ...dossier.secrets import REASON, looks_secret
from ...programme.access_kinds import WithdrawalCheck
from ...programme.withdrawals import checks_of
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values
from ..dossier_screen import DossierScreen

_YES, _NO = "oui", "non"
_ANSWERS = ((_NO, "pas encore vérifié"), (_YES, "vérifié, ou sans objet"))
_BLANK = Resource.model_construct(name="")


def ask_access(screen: DossierScreen, access: Access | None) -> None:
    """Ask what is noted of an access; None for a new one."""
    if screen.says_closed(screen.dossier):
        return
    kinds = screen.workspace.programme(screen.dossier).accesses.kinds
    fields = [
        FormField(
            "name",
            "Accès",
            unkept=looks_secret,
            hint="Ce que c’est : VPN de l’entreprise, licence Figma…",
        ),
        FormField("kind", "Type", "choice", tuple((kind.id, kind.label) for kind in kinds)),
        FormField("manager", "Géré par", unkept=looks_secret, hint="Qui le remet, et le retirera."),
        FormField(
            "account",
            "Nom du compte",
            unkept=looks_secret,
            hint="Jamais de mot de passe, de jeton ni de code.",
        ),
        FormField(
            "monthly_cost",
            "Coût par mois, en $",
            "number",
            hint="Dollars canadiens; vide si aucun.",
        ),
        FormField(
            "withdraw_by",
            "À retirer au plus tard",
            "planned",
            hint="Vide : le dernier jour du stage.",
        ),
        FormField("note", "Note", unkept=looks_secret, hint="Ce qui aidera à le retirer."),
    ]
    if access is None:
        hint = "Vide : pas encore. Un accès ajouté après coup : hier, 4 février…"
        fields.append(FormField("given_on", "Remis le", "date", hint=hint))

    def saved() -> Resource:
        return screen.dossier.access(access.id).resource if access else _BLANK

    def submit(values: Values) -> object:
        given_on = values.get("given_on")
        described = {name: each for name, each in values.items() if name != "given_on"}
        resource = Resource.model_validate(described)
        if problems := secrets_typed(resource, saved()):
            raise InvalidInput(problems)
        if access:
            change = changes.describe_access(access, seen=saved(), written=resource)
        else:
            today = screen.workspace.today()
            hour = screen.workspace.hour() if given_on == today else None
            given = changes.Step(given_on, hour) if given_on else None
            change = changes.note_access(uuid4(), resource, given=given, today=today)
            if given:
                change.apply(screen.dossier)  # a day to come is refused at its field
        return screen.save(change)

    screen.ask_form(
        f"access.{screen.dossier_id}.{access.id if access else 'new'}",
        f"Modifier « {access.name} »" if access else "Nouvel accès",
        fields,
        lambda: dict(saved()) | ({} if access else {"given_on": None}),
        submit,
    )


def ask_withdrawal(screen: DossierScreen, access: Access) -> None:
    """Ask when and by whom an access was withdrawn, and what was checked before."""
    if screen.says_closed(screen.dossier):
        return
    checks = checks_of(screen.workspace.programme(screen.dossier), access)
    fields = [
        FormField(
            "on", "Retiré le", "date", hint="Le jour du retrait : 9 avril, hier…", required=True
        ),
        FormField("by", "Par", unkept=looks_secret, hint="La personne qui a retiré l’accès."),
        *_check_fields(checks),
    ]

    def saved() -> Values:
        made = {_check_name(each): _YES for each in checks if each.id in access.checks}
        return {"on": screen.workspace.today(), "by": access.manager, **made}

    def submit(values: Values) -> object:
        today = screen.workspace.today()
        own = {each.id for each in checks}
        others = [each for each in access.checks if each not in own]
        change = changes.withdraw(
            access,
            on=values["on"],
            today=today,
            hour=screen.workspace.hour() if values["on"] == today else None,
            by=values["by"],
            checks=[*others, *_ids_checked(checks, values)],
        )
        try:
            change.apply(screen.dossier)
        except ValidationError as error:
            raise InvalidInput.at("on", problems_of(error)[0].message) from None
        except Refused:
            pass  # reported when it is saved
        return screen.save(change)

    screen.ask_form(
        f"withdraw.{screen.dossier_id}.{access.id}",
        f"Retirer « {access.name} »",
        fields,
        saved,
        submit,
        question="Vérifiez avant de couper : rien ne doit se perdre avec l’accès.",
    )


def ask_reopening(screen: DossierScreen, access: Access) -> None:
    """Ask why a withdrawn access is opened again, and open it."""
    if screen.says_closed(screen.dossier):
        return

    def refusal(reason: str) -> str | None:
        if not reason.strip():
            return "Dites pourquoi l’accès est rouvert : l’historique le garde."
        return REASON if looks_secret(reason) else None

    screen.ask(
        f"reopen.{screen.dossier_id}.{access.id}",
        f"Rouvrir « {access.name} »",
        "Pourquoi le rouvrir? L’accès sera de nouveau à retirer; l’historique garde la raison.",
        lambda reason: screen.save(changes.restore_access(access, reason)),
        check=refusal,
        unkept=looks_secret,
        send_word="Rouvrir",
    )


def ask_checks(screen: DossierScreen, access: Access) -> None:
    """Ask which checks of a withdrawal have been made."""
    if screen.says_closed(screen.dossier):
        return
    checks = checks_of(screen.workspace.programme(screen.dossier), access)

    def saved() -> Values:
        ids = screen.dossier.access(access.id).checks
        return {_check_name(each): _YES if each.id in ids else _NO for each in checks}

    def submit(values: Values) -> object:
        own = {each.id for each in checks}
        others = [each for each in screen.dossier.access(access.id).checks if each not in own]
        ids = [*others, *_ids_checked(checks, values)]
        return screen.save(changes.check_withdrawal(access, checks=ids))

    screen.ask_form(
        f"checks.{screen.dossier_id}.{access.id}",
        f"Retrait de « {access.name} »",
        _check_fields(checks),
        saved,
        submit,
        question="Qu’est-ce qui est vérifié à ce jour?",
    )


def _check_fields(checks: Sequence[WithdrawalCheck]) -> list[FormField]:
    return [
        FormField(_check_name(each), each.label, "choice", _ANSWERS, each.hint) for each in checks
    ]


def _check_name(check: WithdrawalCheck) -> str:
    return f"check.{check.id}"


def _ids_checked(checks: Sequence[WithdrawalCheck], values: Values) -> list[str]:
    return [each.id for each in checks if values[_check_name(each)] == _YES]
