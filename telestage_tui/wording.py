"""The words and the signs of the states of a dossier, in one place for screens, commands and files.

It imports nothing, so that every room may use it. Keys are the values of the `Literal` of each
state. Colours are chosen by the screens.
"""

from collections.abc import Iterable
from typing import Literal

LATE_SIGN = "!"
"""Late, still to be recorded, or at a place that something stands against."""
MOVED_SIGN = "→"
"""A meeting that is not where the rule asks, for a reason that is written: a fact, no problem."""
REQUIRED_SIGN = "◆"
"""A task without which the stage cannot be closed."""

# --- tasks ----------------------------------------------------------------------------------------

TASK_SIGNS: dict[str, str] = {"done": "✓", "skipped": "–", "todo": "○"}
TASK_WORDS: dict[str, str] = {"done": "faite", "skipped": "sans objet", "todo": "à faire"}
"""Agreeing with « étape »."""
TASK_CELLS: dict[str, str] = TASK_WORDS | {"done": "fait"}
"""Agreeing with « état », the heading of their column."""
TASK_LEGEND = "  ".join(
    (
        *(f"{sign} {TASK_WORDS[state]}" for state, sign in TASK_SIGNS.items()),
        f"{LATE_SIGN} en retard",
        f"{REQUIRED_SIGN} exigée pour clore",
    )
)


def progress_sign(done: int, total: int) -> str:
    """The sign of a phase (over, begun or to come) with `done` tasks resolved out of `total`."""
    if done == total:
        return "✓"
    return "●" if done else "○"


AFTER = "après"
"""Before the tasks that come before another."""

# --- meetings -------------------------------------------------------------------------------------

MEETING_KINDS: dict[str, str] = {
    "prestart": "Rencontre d’avant-stage",
    "welcome": "Rencontre d’accueil",
    "checkin": "Rencontre de suivi",
    "midpoint": "Rencontre de mi-stage",
    "final": "Rencontre de fin de stage",
    "call": "Appel hors calendrier",
    "problem": "Rencontre pour un problème",
}
"""What the history calls each kind of meeting; a programme may word its pages otherwise."""
MEETING_SIGNS: dict[str, str] = {
    "planned": "○",
    "held": "✓",
    "missed": "✗",
    "cancelled": "–",
}
MEETING_WORDS: dict[str, str] = {
    "planned": "prévue",
    "held": "tenue",
    "missed": "manquée",
    "cancelled": "annulée",
}
"""The status of a meeting, in a word."""
TO_RECORD = "à consigner"
"""For a meeting that is over and still planned."""
_MEETING_STATES = ", ".join(f"{sign} {MEETING_WORDS[each]}" for each, sign in MEETING_SIGNS.items())
MEETING_LEGEND = f"{_MEETING_STATES} ou {LATE_SIGN} {TO_RECORD}"

# --- levels ---------------------------------------------------------------------------------------

HIGHEST_LEVEL = 4


def level_dots(level: int | None, *, applicable: bool = True, observed: bool = True) -> str:
    """A level as four signs: `●●●○`.

    Or `––––` when it does not apply, `????` when it could not be observed, `····` when not known.
    """
    if not applicable:
        return "–" * HIGHEST_LEVEL
    if not observed:
        return "?" * HIGHEST_LEVEL
    if level is None:
        return "·" * HIGHEST_LEVEL
    return "●" * level + "○" * (HIGHEST_LEVEL - level)


_BARS = "▂▄▆█"


def level_bars(levels: Iterable[int]) -> str:
    """Levels over time as a small chart, the oldest first: `▂▄▄█`."""
    return "".join(_BARS[level - 1] for level in levels)


def change_sign(change: float) -> str:
    """How a level changed: `↑`, `↓`, or `=`."""
    return "=" if change == 0 else "↑" if change > 0 else "↓"


# --- accesses -------------------------------------------------------------------------------------

ACCESS_SIGNS: dict[str, str] = {
    "planned": "○",
    "given": "◐",
    "explained": "●",
    "suspended": "–",
    "withdrawn": "✓",
    "verified": "■",
}
ACCESS_WORDS: dict[str, str] = {
    "planned": "à remettre",
    "given": "remis",
    "explained": "expliqué",
    "suspended": "suspendu",
    "withdrawn": "retiré",
    "verified": "retiré et constaté",
}
ACCESS_HEADINGS: dict[str, str] = {
    "planned": "À remettre",
    "given": "Remis, à expliquer",
    "explained": "En place, à retirer à la fin",
    "suspended": "Suspendus, à rétablir ou à retirer",
    "withdrawn": "Retirés, à constater",
    "verified": "Retirés et constatés",
}
"""Titles of the groups of accesses, in the order of their life."""

# --- deliverables ---------------------------------------------------------------------------------

DELIVERABLE_SIGNS: dict[str, str] = {"todo": "○", "delivered": "◐", "accepted": "✓"}
DELIVERABLE_WORDS: dict[str, str] = {
    "todo": "à faire",
    "delivered": "livré",
    "accepted": "accepté",
}

# --- hand-over ------------------------------------------------------------------------------------

TRANSFER_SIGNS: dict[str, str] = {"unassigned": "▲", "todo": "○", "begun": "◐", "done": "✓"}
TRANSFER_WORDS: dict[str, str] = {
    "unassigned": "sans repreneur",
    "todo": "à faire",
    "begun": "en cours",
    "done": "fait",
}
TRANSFER_KINDS: dict[str, str] = {"file": "Fichier", "subject": "Sujet"}

# --- the day --------------------------------------------------------------------------------------

AgendaGroup = Literal["first", "late", "today", "week", "unknown"]
"""What comes first whatever its day; when an item of the agenda is due; what is not known yet."""
AGENDA_SIGNS: dict[AgendaGroup, str] = {
    "first": "▲",
    "late": LATE_SIGN,
    "today": "●",
    "week": "○",
    "unknown": "?",
}
AGENDA_WORDS: dict[AgendaGroup, str] = {
    "first": "D’abord",
    "late": "En retard",
    "today": "Aujourd’hui",
    "week": "Cette semaine",
    "unknown": "À savoir",
}
SIDE_WORDS: dict[str, str] = {"structure": "organisation", "stagiaire": "stagiaire"}
"""The two sides of a dossier, by the code of the fiche."""

NOTHING_TO_DO = "✓ Rien à faire d’ici dimanche."
COMING_NEXT = "Ensuite"
"""Before what comes after Sunday, where there is nothing to do until then."""

# --- the dossier ----------------------------------------------------------------------------------

CLOSED = "Clos"
"""Replaces the phase once the dossier is closed."""

COMPARISON_SIGNS: dict[str, str] = {"same": "=", "changed": "~", "missing": "-", "added": "+"}
COMPARISON_WORDS: dict[str, str] = {
    "same": "identique",
    "changed": "différent maintenant",
    "missing": "absent maintenant",
    "added": "ajouté depuis",
}
"""What became of a dossier since a copy was made; see `store.backup_contents.Comparison`."""

# --- the portal of IRCC ---------------------------------------------------------------------------

FORM_SIGNS: dict[str, str] = {"todo": "○", "started": "◐", "done": "✓"}
FORM_WORDS: dict[str, str] = {
    "todo": "pas commencé",
    "started": "en cours",
    "done": "terminé",
}
"""A form, as the portal says it."""
ROW_SIGNS: dict[str, str] = {
    "known": "✓",
    "typed": "●",
    "proposed": "◐",
    "missing": "○",
    "invalid": LATE_SIGN,
    "optional": "–",
}
ROW_WORDS: dict[str, str] = {
    "known": "connu",
    "typed": "noté",
    "proposed": "proposé",
    "missing": "manquant",
    "invalid": "invalide",
    "optional": "facultatif",
}
"""A field of the sheet, agreeing with « champ »."""
POINT_SIGNS: dict[str, str] = {"ticked": "✓", "moot": "–", "missing": "○"}
POINT_WORDS: dict[str, str] = {"ticked": "coché", "moot": "sans objet", "missing": "à vérifier"}
"""Of the points of a convention."""
PARTY_WORDS: dict[str, str] = {
    "ofqj": "OFQJ", "intern": "Stagiaire", "host": "Votre organisation",
}  # fmt: skip
"""Who signs a convention."""
FINDING_SIGNS: dict[str, str] = {"holds": "✓", "departs": LATE_SIGN, "unknown": "○", "erased": "–"}
CANDIDATE_SIGNS: dict[str, str] = {
    "open": "○",
    "chosen": "✓",
    "runner_up": "●",
    "declined": "–",
    "gave_up": "✗",
}
CANDIDATE_WORDS: dict[str, str] = {
    "open": "à décider",
    "chosen": "premier choix",
    "runner_up": "second choix",
    "declined": "choix non retenu",
    "gave_up": "désistement",
}
"""Where a candidate stands, in words that agree with « choix »."""
PERMIT_WORDS: dict[str, str] = {
    "asked": "demandé",
    "biometrics": "données biométriques données",
    "accepted": "accepté",
    "refused": "refusé",
    "issued": "remis",
}
"""The permit, in a word."""

EXEMPTION_WORDS: dict[str, str] = {
    "none": "aucune",
    "offer": "de soumettre l’offre",
    "fee": "des frais",
}
"""From what the employer is exempt."""
SIGN_WORDS: dict[str, str] = {"gckey": "CléGC", "partner": "partenaire de connexion"}
"""How the portal is signed in to."""

# --- facts ----------------------------------------------------------------------------------------

CONFIDENCE_SIGNS: dict[str, str] = {"confirmed": "✓", "old": "○", "to-check": "?"}
CONFIDENCE_WORDS: dict[str, str] = {
    "confirmed": "confirmé",
    "old": "ancien",
    "to-check": "à vérifier",
}
"""How sure a fact of the programme is."""
ORIGIN_WORDS: dict[str, str] = {
    "packaged": "celui de telestage",
    "extended": "le nôtre, complété",
    "replaced": "le vôtre, à la place du nôtre",
    "added": "le vôtre, en plus des nôtres",
}
"""Whose a file of the content is."""
