"""The four themes: colours are named by what they are for, and a sign or a word says it too.

Text has a contrast of at least 4.5 with what is behind it, and of at least 7 in the two themes of
high contrast: WCAG 2.2, success criteria 1.4.3 and 1.4.6. The tests compute it from what is drawn.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="telestage-sombre",
    primary="#4f8fd9",
    secondary="#7fb3d5",
    accent="#e0af68",
    warning="#e0af68",
    error="#f7768e",
    success="#8fbf6f",
    foreground="#dde3ea",
    background="#12161c",
    surface="#171c24",
    panel="#1f2630",
    dark=True,
)
LIGHT = Theme(
    name="telestage-clair",
    primary="#1f5fa8",
    secondary="#2f6f9f",
    accent="#8a5a00",
    warning="#8a5d00",
    error="#b3203a",
    success="#2e7d32",
    foreground="#1b2530",
    background="#eef1f5",
    surface="#f8f9fb",
    panel="#e6ebf1",
    dark=False,
)


def _said_in(**colours: str) -> dict[str, str]:
    """The colours of texts, given as they are: Textual would temper those of the theme."""
    return {f"text-{name}": colour for name, colour in colours.items()}


DARK_CONTRAST = Theme(
    name="telestage-sombre-contraste",
    primary="#6fb7ff",
    secondary="#8fd0ff",
    accent="#ffd24d",
    warning="#ffd24d",
    error="#ff9c9c",
    success="#7de87d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#141414",
    dark=True,
    variables=_said_in(
        primary="#a8d4ff",
        secondary="#a8d4ff",
        accent="#ffd24d",
        warning="#ffd24d",
        error="#ffb0b0",
        success="#7de87d",
        muted="#d6d6d6",
        disabled="#b8b8b8",
    )
    | {
        "block-cursor-background": "#ffe066",
        "block-cursor-foreground": "#000000",
        "input-selection-background": "#ffe066",
        "input-selection-foreground": "#000000",
    },
)
LIGHT_CONTRAST = Theme(
    name="telestage-clair-contraste",
    primary="#003e80",
    secondary="#003e80",
    accent="#5c3a00",
    warning="#5c3a00",
    error="#8c0019",
    success="#0a4a10",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#f0f0f0",
    dark=False,
    variables=_said_in(
        primary="#00306b",
        secondary="#00306b",
        accent="#4d3000",
        warning="#4d3000",
        error="#7a0014",
        success="#06400c",
        muted="#2e2e2e",
        disabled="#424242",
    )
    | {
        "block-cursor-background": "#00306b",
        "block-cursor-foreground": "#ffffff",
        "input-selection-background": "#00306b",
        "input-selection-foreground": "#ffffff",
    },
)
THEMES = (DARK, LIGHT, DARK_CONTRAST, LIGHT_CONTRAST)
"""In the order in which the key brings them."""
THEME_NAMES = {
    DARK.name: "Couleurs sombres",
    LIGHT.name: "Couleurs claires",
    DARK_CONTRAST.name: "Couleurs sombres, contraste élevé",
    LIGHT_CONTRAST.name: "Couleurs claires, contraste élevé",
}
"""As the screen says them."""


def theme_after(name: str) -> str:
    """The name of the theme that follows one of ours; the first for any other."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
