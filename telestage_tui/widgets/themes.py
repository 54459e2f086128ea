"""The two themes: colours are named by what they are for, and a sign or a word says it too."""

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
    warning="#9a6700",
    error="#b3203a",
    success="#2e7d32",
    foreground="#1b2530",
    background="#eef1f5",
    surface="#f8f9fb",
    panel="#e6ebf1",
    dark=False,
)
