"""The templates of messages: a small part of Jinja, in which nothing can go on without end.

A template may come from anywhere. It can quote a fact, choose with `if`, and go over a list with
`for`, a list inside another only when it belongs to it: what it does grows with its own length and
with the dossier, and with nothing else. What would call, compute or include is refused before it is
run, with its line; and the text is cut off at a length that no message has.

`jinja2`, slow to load, is imported only when a message is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ...dossier.text import clean_line, clean_prose, typeset
from ...programme.errors import ContentError, problem
from ...programme.language import Language
from ...programme.messages import FOLDER
from .blanks import Blank

if TYPE_CHECKING:
    from jinja2 import Template, nodes
    from jinja2.runtime import Context
    from jinja2.sandbox import SandboxedEnvironment

LONGEST_MESSAGE = 200_000
"""Characters written, at the most: far over any real message."""
DEEPEST = 50
"""Expressions inside one another, at the most."""
ALLOWED = frozenset({
    "Template", "Output", "TemplateData", "Name", "Getattr", "Const", "If", "For", "Filter",
    "Compare", "Operand", "And", "Or", "Not", "CondExpr",
})  # fmt: skip
"""The parts of Jinja that a template may hold."""
FILTERS = frozenset({"upper", "lower", "capitalize", "trim", "default", "length", "first", "last"})
_LIST = "only_a_list"
"""The name of our filter that refuses to go over anything but a list."""
_BLANKS = "_blanks"
"""Among the facts: the list of what was left blank."""
_PLACE = "<template>"
"""What Jinja calls the file of a template that has none."""
_UNKNOWN = re.compile(r"'(\w+)' is undefined|has no attribute '(\w+)'")


class Rendering(NamedTuple):
    """A template with its facts.

    Attributes:
        subject: One line.
        body: Several lines.
        blanks: What it left blank, in the order of the text, each once; in French.
    """

    subject: str
    body: str
    blanks: tuple[str, ...]


class _Fault(Exception):
    """Why a part of a template cannot be used.

    Attributes:
        line: Its line in that part, from 1; 0 when it is not known.
        message: French sentence.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def rendered(name: str, content: bytes, facts: Mapping[str, Any], language: Language) -> Rendering:
    """A message, from its template.

    Args:
        name: Of the file of the template.
        content: Its bytes.
        facts: What it may quote: texts, blanks, and lists and tables of them.
        language: Of the template; in French, the no-break spaces are put there.

    Raises:
        ContentError: naming the file and the line.
    """
    path = f"{FOLDER}/{name}"
    try:
        source = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ContentError([problem(path, "", "le fichier n’est pas en UTF-8.")]) from None
    subject, _, body = source.partition("\n")
    blanks: list[str] = []
    texts: list[str] = []
    for before, part in ((0, subject), (1, body)):
        try:
            texts.append(_written(part, {**facts, _BLANKS: blanks}))
        except _Fault as fault:
            where = f"ligne {before + fault.line}" if fault.line else ""
            raise ContentError([problem(path, where, fault.message)]) from None
    title = clean_line(" ".join(texts[0].split("\n")))
    if not title:
        raise ContentError([problem(path, "ligne 1", "la première ligne est l’objet du message.")])
    spaced = typeset if language == "fr" else str
    return Rendering(spaced(title), spaced(clean_prose(texts[1])), tuple(dict.fromkeys(blanks)))


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    """The environment of the templates; what it leaves blank is noted among the facts."""
    from jinja2 import StrictUndefined, Undefined, pass_context
    from jinja2.exceptions import TemplateRuntimeError
    from jinja2.sandbox import SandboxedEnvironment

    @pass_context
    def text_of(context: Context, value: object) -> object:
        if isinstance(value, Blank):
            context[_BLANKS].append(value.what)
        elif not isinstance(value, str | int | Undefined):
            raise TemplateRuntimeError("une liste ne se cite pas, elle s’énumère avec « for ».")
        return value

    def only_a_list(value: object) -> object:
        if isinstance(value, list | Undefined):
            return value
        raise TemplateRuntimeError("« for » n’énumère qu’une liste.")

    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,  # plain text
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=text_of,
    )
    environment.globals.clear()
    environment.filters = {each: environment.filters[each] for each in FILTERS}
    environment.filters[_LIST] = only_a_list
    return environment


@lru_cache(maxsize=128)
def _compiled(source: str) -> Template:
    """A part of a template, checked: compiling it takes longer than filling it."""
    tree = _environment().parse(source)
    _check(tree)
    return _environment().from_string(tree)


def _written(source: str, facts: Mapping[str, Any]) -> str:
    """A part of a message.

    Raises:
        _Fault: when it is not a template, or not one that may be run.
    """
    from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError

    try:
        return _bounded(_compiled(source).generate(facts))
    except TemplateSyntaxError as error:
        message = f"le modèle ne se lit pas (Jinja : {error.message})."
        raise _Fault(error.lineno, message) from None
    except UndefinedError as error:
        names = _UNKNOWN.search(str(error))
        what = f"« {names[1] or names[2]} »" if names else "une valeur"
        raise _Fault(_line(error), f"{what} n’existe pas dans les messages.") from None
    except SecurityError as error:
        raise _Fault(_line(error), "ceci ne sert pas dans un message.") from None
    except TemplateError as error:
        raise _Fault(_line(error), str(error.message)) from None
    except (TypeError, ValueError) as error:
        message = f"valeur mal employée (Jinja : {error})."
        raise _Fault(_line(error), message) from None
    except (RecursionError, MemoryError, SyntaxError):
        raise _Fault(0, "le modèle est trop imbriqué.") from None


def _bounded(pieces: Iterator[str]) -> str:
    text: list[str] = []
    left = LONGEST_MESSAGE
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise _Fault(0, "le message est trop long (plus de 200 000 caractères).")
        text.append(piece)
    return "".join(text)


def _line(error: Exception) -> int:
    """The line of a template on which an error was raised, from 1; 0 when it is not known."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _PLACE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _check(tree: nodes.Template) -> None:
    """Refuse what a template may not hold, and have each `for` refuse what is no list.

    Raises:
        _Fault: with the line.
    """
    from jinja2 import nodes

    loops: list[nodes.For] = []
    pending: list[tuple[nodes.Node, int, str]] = [(tree, 0, "")]
    while pending:
        node, depth, around = pending.pop()
        if type(node).__name__ not in ALLOWED:
            message = "un modèle cite, choisit (if) et énumère (for), rien d’autre."
            raise _Fault(node.lineno, message)
        if depth > DEEPEST:
            raise _Fault(node.lineno, "le modèle est trop imbriqué.")
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            listed = ", ".join(sorted(FILTERS))
            message = f"le filtre « {node.name} » ne sert pas ici; il y a {listed}."
            raise _Fault(node.lineno, message)
        if isinstance(node, nodes.For):
            around = _variable(node, around)
            loops.append(node)
        pending += [(child, depth + 1, around) for child in node.iter_child_nodes()]
    for loop in loops:
        loop.iter = nodes.Filter(loop.iter, _LIST, [], [], None, None, lineno=loop.lineno)


def _variable(loop: nodes.For, around: str) -> str:
    """The variable of a loop.

    Args:
        loop: The loop.
        around: The variable of the loop around it; empty when there is none.

    Raises:
        _Fault: when what it does could grow out of measure.
    """
    from jinja2 import nodes

    root: nodes.Node = loop.iter
    while isinstance(root, nodes.Getattr):
        root = root.node
    target = loop.target
    if not (isinstance(root, nodes.Name) and isinstance(target, nodes.Name)) or loop.recursive:
        raise _Fault(loop.lineno, "« for » énumère une liste nommée, avec une seule variable.")
    if around and root.name != around:
        raise _Fault(loop.lineno, "une liste s’énumère dans une autre si elle en vient.")
    return target.name
