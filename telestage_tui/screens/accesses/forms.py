"""What is asked about an access: what it is, how it was withdrawn, what was checked then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from pydantic import ValidationError

from ...dossier import changes
from ...dossier.accesses import Access, Resource, secrets_typed
from ...dossier.errors import InvalidInput, Refused, problems_of
from ...dossier.parsing import number_text, parse_date, parse_number
from ...dossier.secrets import looks_secret
from ...programme.texts import WithdrawalCheck
from ...widgets.field_readings import amount, coming_date, near_date
from ...widgets.fields import FormField
from ...widgets.form_dialog import REFUSED
from ..base import DossierScreen

_DONE, _LEFT = "oui", "non"
_ANSWERS = ((_LEFT, "pas encore vérifié"), (_DONE, "vérifié, ou sans objet"))
_BLANK = Resource.model_construct(name="")


def ask_access(screen: DossierScreen, access: Access | None) -> None:
    """Ask what is noted of an access; None for a new one."""
    kinds = screen.workspace.programme(screen.dossier).accesses.kinds
    fields = [
        FormField(
            "name",
            "Accès",
            unkept=looks_secret,
            hint="Ce que c’est : VPN de l’entreprise, licence Figma…",
        ),
        FormField("kind", "Sorte", "choice", tuple((kind.id, kind.label) for kind in kinds)),
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
            hint="Dollars canadiens ; vide si aucun.",
            reading=amount,
        ),
        FormField(
            "withdraw_by",
            "À retirer au plus tard",
            hint="Vide : le dernier jour du stage.",
            reading=coming_date,
        ),
        FormField("note", "Note", unkept=looks_secret, hint="Ce qui aidera à le retirer."),
    ]

    def seen() -> Resource:
        return screen.dossier.access(access.id).resource if access else _BLANK

    def saved() -> Mapping[str, str]:
        return _noted(seen())

    def submit(typed: Mapping[str, str]) -> Mapping[str, str]:
        described: dict[str, Any] = dict(typed)
        reasons: dict[str, str] = {}
        planned = partial(parse_date, today=screen.workspace.today(), ahead=True)
        for name, parse in (("monthly_cost", parse_number), ("withdraw_by", planned)):
            try:
                described[name] = parse(typed[name]) if typed[name].strip() else None
            except ValueError as error:
                reasons[name] = str(error)
                del described[name]
        try:
            written = Resource.model_validate(described)
        except ValidationError as error:
            return reasons | {p.field: p.message for p in problems_of(error)}
        reasons |= {problem.field: problem.message for problem in secrets_typed(written, seen())}
        if reasons:
            return reasons
        if access:
            change = changes.describe_access(access, seen=seen(), written=written)
        else:
            change = changes.note_access(uuid4(), written)
        return {} if screen.save(change, as_seen=True) else REFUSED

    screen.ask_form(
        f"access.{screen.dossier_id}.{access.id if access else 'new'}",
        f"Modifier « {access.name} »" if access else "Nouvel accès",
        fields,
        saved,
        submit,
    )


def ask_withdrawal(screen: DossierScreen, access: Access) -> None:
    """Ask when and by whom an access was withdrawn, and what was checked before."""
    checks = screen.workspace.programme(screen.dossier).accesses.checks
    fields = [
        FormField("on", "Retiré le", hint="Le jour du retrait : 9 avril, hier…", reading=near_date),
        FormField("by", "Par", unkept=looks_secret, hint="La personne qui a retiré l’accès."),
        *_check_fields(checks),
    ]

    def saved() -> Mapping[str, str]:
        return {"on": screen.workspace.today().isoformat(), "by": access.manager}

    def submit(typed: Mapping[str, str]) -> Mapping[str, str]:
        try:
            on = parse_date(typed["on"], screen.workspace.today())
        except ValueError as error:
            return {"on": str(error)}
        change = changes.withdraw(
            access,
            on=on,
            today=screen.workspace.today(),
            by=typed["by"],
            checks=_checks_made(checks, typed),
        )
        try:
            change.apply(screen.dossier)
        except InvalidInput as error:
            return {problem.field: problem.message for problem in error.problems}
        except ValidationError as error:
            return {"on": problems_of(error)[0].message}
        except Refused:
            pass  # said when it is saved
        return {} if screen.save(change, as_seen=True) else REFUSED

    screen.ask_form(
        f"withdraw.{screen.dossier_id}.{access.id}",
        f"Retirer « {access.name} »",
        fields,
        saved,
        submit,
        question="Vérifiez avant de couper : rien ne doit se perdre avec l’accès.",
    )


def ask_checks(screen: DossierScreen, access: Access) -> None:
    """Ask which checks of a withdrawal are made by now."""
    checks = screen.workspace.programme(screen.dossier).accesses.checks

    def saved() -> Mapping[str, str]:
        made = screen.dossier.access(access.id).checks
        return {_check_name(each): _DONE if each.id in made else _LEFT for each in checks}

    def submit(typed: Mapping[str, str]) -> Mapping[str, str]:
        known = {each.id for each in checks}
        others = [each for each in screen.dossier.access(access.id).checks if each not in known]
        made = [*others, *_checks_made(checks, typed)]
        change = changes.check_withdrawal(access, checks=made)
        return {} if screen.save(change, as_seen=True) else REFUSED

    screen.ask_form(
        f"checks.{screen.dossier_id}.{access.id}",
        f"Retrait de « {access.name} »",
        _check_fields(checks),
        saved,
        submit,
        question="Qu’est-ce qui est vérifié à ce jour ?",
    )


def _check_fields(checks: Sequence[WithdrawalCheck]) -> list[FormField]:
    return [
        FormField(_check_name(each), each.label, "choice", _ANSWERS, each.hint) for each in checks
    ]


def _check_name(check: WithdrawalCheck) -> str:
    return f"check.{check.id}"


def _checks_made(checks: Sequence[WithdrawalCheck], typed: Mapping[str, str]) -> list[str]:
    return [each.id for each in checks if typed[_check_name(each)] == _DONE]


def _noted(resource: Resource) -> dict[str, str]:
    cost, due = resource.monthly_cost, resource.withdraw_by
    return {
        "name": resource.name,
        "kind": resource.kind,
        "manager": resource.manager,
        "account": resource.account,
        "monthly_cost": "" if cost is None else number_text(cost),
        "withdraw_by": due.isoformat() if due else "",
        "note": resource.note,
    }
