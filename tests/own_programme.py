"""What an organisation adds to the programme: one of each thing that is content."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "programme.toml": """
assignees = [{ id = "syndicat" }]

[[phases]]
id = "alumni"
title = "Après le stage"
short = "Après"
begins = { anchor = "end", days = 14 }

[[tasks]]
id = "alu-news"
phase = "alumni"
title = "Prendre des nouvelles"
due = { anchor = "end", days = 30 }
source = "proposed"
assignee = "parrain"
required = true
""",
    "tasks.toml": """
[tasks.alu-news]
why = "Un ancien stagiaire parle de vous."
how = ["Écrivez-lui.", "Notez sa réponse."]
proof = "La date de sa réponse."
""",
    "meetings.toml": """
[[meetings]]
kind = "checkin"
items = [{ id = "health", title = "Santé au travail" }]

[[indicators]]
id = "presence"
title = "Assiduité"
question = "Aux heures convenues?"
levels = ["absente", "en retard", "à l’heure", "en avance"]
""",
    "accesses.toml": """
kinds = [{ id = "badge", label = "Carte d’accès", example = "Carte de la cantine" }]
checks = [{ id = "card", label = "Carte rendue" }]
""",
    "evaluation.toml": """
[observations.indicators]
presence = ["attitude"]

[observations.topics]
health = ["relations"]

[[questions]]
id = "network"
title = "Quels contacts garder?"
kinds = ["midpoint", "final"]
""",
}
"""The additions, by file; no version of their own, so that every dossier has them."""


def own_programme(folder: Path) -> Path:
    """A folder that lays these additions over the packaged content."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(f"extends = true\n{text}", encoding="utf-8")
    return folder
