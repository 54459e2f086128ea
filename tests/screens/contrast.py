"""The contrast of what is drawn, as WCAG 2.2 computes it (success criteria 1.4.3 and 1.4.6)."""

from __future__ import annotations

from collections.abc import Iterator

from rich.color import Color
from rich.segment import Segment
from textual.app import App
from textual.screen import Screen
from textual.strip import Strip

from telestage_tui.widgets.dialog import Dialog

Rgb = tuple[int, int, int]
NO_TEXT = frozenset("─│╭╮╰╯├┤┬┴┼▁▂▃▄▅▆▇")
"""Rules, frames and bars that scroll: what they part or hold is read without them."""


def luminance(color: Rgb) -> float:
    """The relative luminance of a colour, from 0, black, to 1, white."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """From 1, the same colour, to 21, black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def faint(app: App[None], least: float) -> Iterator[str]:
    """Each text in view whose contrast with what is behind it is under `least`.

    The page under a dialog is out of use, and pale to say so: it is not looked at.
    """
    seen: set[tuple[str, str]] = set()
    for strip in _strips(app.screen):
        for segment in strip:
            text = "".join(char for char in segment.text if char not in NO_TEXT).strip()
            if not text or segment.control:
                continue
            ratio, pair = _contrast_of(segment)
            if ratio < least and pair not in seen:
                seen.add(pair)
                yield f"{ratio:.2f} for {pair[0]} on {pair[1]}: {text[:40]}"


def _strips(screen: Screen[object]) -> Iterator[Strip]:
    """The lines of a page; of a dialog, those of its box only."""
    strips = screen._compositor.render_strips()
    if not isinstance(screen, Dialog):
        yield from strips
        return
    box = screen.query_one(".dialog").region
    for strip in strips[box.y : box.bottom]:
        yield strip.crop(box.x, box.right)


def _contrast_of(segment: Segment) -> tuple[float, tuple[str, str]]:
    """The contrast of the text of a segment, and its two colours."""
    style = segment.style
    assert style is not None
    pair = (_rgb(style.color), _rgb(style.bgcolor))
    return contrast(*pair), (_hex(pair[0]), _hex(pair[1]))


def _rgb(color: Color | None) -> Rgb:
    assert color is not None
    assert color.triplet is not None, f"{color} depends on the terminal"
    return (color.triplet.red, color.triplet.green, color.triplet.blue)


def _hex(color: Rgb) -> str:
    return "#" + "".join(f"{part:02x}" for part in color)
