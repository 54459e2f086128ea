"""The manual page, made from what every command takes.

After a command changed, this writes it again:
`python -m telestage_tui.cli.manual > telestage_tui/cli/telestage.1`
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Shape = Mapping[str, Any]


def manual(spec: Shape) -> str:
    """The page in roff, for `man`.

    Args:
        spec: As `spec.spec` gives it.
    """
    return "\n".join(_lines(spec)) + "\n"


def _lines(spec: Shape) -> Iterator[str]:
    name = spec["program"]
    yield f'.TH {name.upper()} 1 "" "{name} {spec["version"]}" "Commandes"'
    yield ".SH NOM"
    first, *others = spec["help"].split("\n\n")
    yield _text(f"{name} - {first}")
    yield ".SH SYNOPSIS"
    yield f".B {name}"
    yield _text("[OPTIONS] COMMANDE [ARGUMENTS]…")
    yield ".SH DESCRIPTION"
    for paragraph in others:
        yield ".PP"
        yield _text(paragraph)
    yield ".SH OPTIONS"
    yield from _options(spec["options"])
    yield ".SH COMMANDES"
    for command in spec["commands"]:
        yield f".SS {_text(command['name'])}"
        yield f".B {_text(command['usage'])}"
        for paragraph in command["help"].split("\n\n"):
            yield ".PP"
            yield _text(paragraph)
        for argument in command["arguments"]:
            if argument["values"]:
                yield ".TP"
                yield f".I {_text(argument['name'])}"
                yield _text(_values(argument["values"]))
        yield from _options(command["options"])
    yield ".SH CODES DE SORTIE"
    for code, words in spec["exit_codes"].items():
        yield ".TP"
        yield f".B {code}"
        yield _text(words)


def _options(options: Sequence[Shape]) -> Iterator[str]:
    for option in options:
        yield ".TP"
        value = f" {option['value']}" if option["value"] else ""
        yield f".B {_text(', '.join(option['names']) + value)}"
        yield _text(" ".join(filter(None, (option["help"], _values(option["values"])))))


def _values(values: Sequence[Shape]) -> str:
    """« Valeurs : held (tenue), missed (manquée). »; empty for none."""
    if not values:
        return ""
    words = (f"{v['value']} ({v['names'][0]})" if v["names"] else v["value"] for v in values)
    return f"Valeurs : {', '.join(words)}."


def _text(text: str) -> str:
    """A line of text, with what roff would take for its own written otherwise."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


def main() -> None:
    """Print the page."""
    from .main import main as root
    from .output import print_data
    from .spec import spec

    print_data(manual(spec(root)).rstrip("\n"))


if __name__ == "__main__":
    main()
