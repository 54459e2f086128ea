"""The sheet of the portal of IRCC on paper, to be kept beside the browser."""

from __future__ import annotations

from collections.abc import Iterator

from ...dossier.french import plain_date
from ...dossier.text import typeset
from ...programme.portal_sheet import Row, Sheet
from ...wording import CONFIDENCE_WORDS, FORM_WORDS
from .setting import Data, Setting

_PRINTED_FACTS = ("fee", "pay-window", "idle", "retry")


def portal_sheet(setting: Setting) -> Data:
    """Every field, form by form; identity data are masked unless they were asked for."""
    sheet, content = _sheet(setting), setting.programme.onsite
    speech, onsite = setting.speech, setting.dossier.onsite
    source = setting.programme.source(content.source)
    hidden = "" if setting.identity else speech.words["portal-masked"]
    return {
        **setting.head(hidden, quotes_programme=True),
        "forms": [
            {
                "title": f"{form.title} · {FORM_WORDS[onsite.form_state(form.id)]}"
                if form.offer
                else form.title,
                "note": form.note,
                "fields": [_field(row, setting) for row in sheet.rows_of(form)],
            }
            for form in content.forms
        ],
        "missing": [
            {"who": each.who, "labels": [row.field.label for row in each.rows]}
            for each in sheet.missing
        ],
        "declarations": [each.text for each in content.declarations],
        "facts": [_fact(name, setting) for name in _PRINTED_FACTS],
        "never-kept": content.never_kept,
        "source": typeset(f"Source : {source.citation}. Lu le {plain_date(content.seen_on)}."),
    }


def has_no_sheet(setting: Setting) -> bool:
    """Whether nobody asked for a stage in Québec, or not both sides."""
    return not setting.dossier.onsite.is_open


def missing_fields(setting: Setting) -> Iterator[str]:
    """What the sheet lacks, in French: a sentence for each person who can give something."""
    for each in _sheet(setting).missing:
        labels = "; ".join(row.field.label for row in each.rows)
        yield typeset(f"À demander ({each.who}) : {labels}.")


def _sheet(setting: Setting) -> Sheet:
    return Sheet(setting.dossier, setting.programme.onsite)


def _field(row: Row, setting: Setting) -> Data:
    problem = row.problem if setting.identity else row.masked_problem
    lines = (problem, row.origin, row.field.since)
    return {
        "label": row.field.label,
        "required": row.field.required,
        "greyed": row.field.greyed,
        "value": row.shown(identity=setting.identity),
        "remark": typeset(". ".join(filter(None, lines))),
    }


def _fact(name: str, setting: Setting) -> str:
    fact = setting.programme.onsite.facts[name]
    when = plain_date(fact.seen_on)
    return typeset(f"{fact.sentence} ({CONFIDENCE_WORDS[fact.confidence]}, lu le {when})")
