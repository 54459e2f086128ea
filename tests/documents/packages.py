"""Office files as their format says they are, with nothing of the code that writes them.

A DOCX or an XLSX is a package (ECMA-376, part 2): a ZIP archive whose parts are XML or binary, each
with a type, bound by relationships. An office suite refuses, or offers to repair, one whose
relationship leads nowhere; python-docx and openpyxl let much of it pass.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
TYPE_LIST = "[Content_Types].xml"
XML = (".xml", ".rels")


def faults(content: bytes) -> list[str]:
    """What is wrong in a package; empty for a sound one."""
    return list(_faults(content))


def _faults(content: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(content)) as package:
        if broken := package.testzip():
            yield f"{broken}: damaged"
        names = package.namelist()
        if len(set(names)) != len(names):
            yield "a part is there twice"
        trees: dict[str, ElementTree.Element] = {}
        for name in names:
            if name.endswith(XML):
                try:
                    trees[name] = ElementTree.fromstring(package.read(name))
                except ElementTree.ParseError as error:
                    yield f"{name}: {error}"
    if TYPE_LIST not in trees:
        yield f"{TYPE_LIST}: missing"
    else:
        yield from _type_faults(trees[TYPE_LIST], names)
    for name, tree in trees.items():
        if name.endswith(".rels"):
            yield from _relationship_faults(name, tree, names)


def _type_faults(tree: ElementTree.Element, names: list[str]) -> Iterator[str]:
    """The parts without a type, and the types of parts that are not there."""
    by_name = {str(each.get("PartName")).lstrip("/") for each in tree.iter(f"{TYPES}Override")}
    by_ending = {str(each.get("Extension")).lower() for each in tree.iter(f"{TYPES}Default")}
    yield from (f"{name}: a type for no part" for name in by_name - set(names))
    for name in names:
        ending = name.rpartition(".")[2].lower()
        if name != TYPE_LIST and name not in by_name and ending not in by_ending:
            yield f"{name}: without a type"


def _relationship_faults(name: str, tree: ElementTree.Element, names: list[str]) -> Iterator[str]:
    """The relationships that lead nowhere, and those that cannot be told apart."""
    folder, _, file = name.rpartition("_rels/")
    source = file.removesuffix(".rels")
    if source and f"{folder}{source}" not in names:
        yield f"{name}: of a part that is not there"
    ids: set[str] = set()
    for each in tree.iter(RELATIONSHIP):
        id, target = str(each.get("Id")), str(each.get("Target"))
        if id in ids:
            yield f"{name}: {id} twice"
        ids.add(id)
        if each.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if path not in names:
                yield f"{name}: {id} leads to {target}, which is not there"
