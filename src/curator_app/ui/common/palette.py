"""Colours of the program: two palettes with the same names, light and dark."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

Tone = Literal["neutral", "accent", "ok", "warn", "danger", "info"]
TONES: tuple[Tone, ...] = ("neutral", "accent", "ok", "warn", "danger", "info")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colour tokens as ``#rrggbb``. Every ``*_text`` reads on its ``*_soft`` and on ``surface`` (contrast 4.5 : 1)."""

    name: Literal["light", "dark"]
    canvas: str  # behind everything
    surface: str  # tables, cards, fields
    raised: str  # menus, dialogs' heads, toasts
    header: str  # table header, quiet bars
    hover: str
    border: str  # hairlines
    border_strong: str  # edges of fields: 3 : 1 on every ground
    text: str
    muted: str
    faint: str  # disabled words: 3 : 1 on every ground; decoration
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_focused: str
    on_accent: str
    accent_soft: str
    accent_text: str
    focus: str
    ring: str  # about a filled button: 3 : 1 on its focused colour and on what lies behind
    selection: str
    selection_text: str
    neutral_soft: str
    neutral_text: str
    ok_soft: str
    ok_text: str
    warn_soft: str
    warn_text: str
    danger: str
    danger_hover: str
    danger_focused: str
    on_danger: str
    danger_soft: str
    danger_text: str
    info_soft: str
    info_text: str
    empty_part: str  # free part of a load bar
    shadow: str
    toast: str
    toast_text: str
    toast_action: str

    def tokens(self) -> dict[str, str]:
        """All tokens by name, for the style sheet."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}

    def soft(self, tone: Tone) -> str:
        """Background of a badge of this tone."""
        return str(getattr(self, f"{tone}_soft"))

    def ink(self, tone: Tone) -> str:
        """Text of a badge of this tone."""
        return str(getattr(self, f"{tone}_text"))


LIGHT = Palette(
    name="light",
    canvas="#f5f2ec",
    surface="#ffffff",
    raised="#ffffff",
    header="#faf8f4",
    hover="#f1f6f4",
    border="#e4dfd5",
    border_strong="#827d74",
    text="#20292b",
    muted="#58656a",
    faint="#7c8280",
    accent="#0f6e66",
    accent_hover="#0b5c55",
    accent_pressed="#084a45",
    accent_focused="#0f6e66",
    on_accent="#ffffff",
    accent_soft="#dcefea",
    accent_text="#0b5c55",
    focus="#1a857a",
    ring="#050808",
    selection="#d3eae4",
    selection_text="#12302d",
    neutral_soft="#ece8e0",
    neutral_text="#4a5559",
    ok_soft="#dff1e1",
    ok_text="#21682b",
    warn_soft="#fcedc9",
    warn_text="#7a4b00",
    danger="#b3322a",
    danger_hover="#962720",
    danger_focused="#b3322a",
    on_danger="#ffffff",
    danger_soft="#fbe3df",
    danger_text="#9c2a22",
    info_soft="#e0ebf8",
    info_text="#1d5594",
    empty_part="#cfc8bb",
    shadow="#2b2620",
    toast="#243134",
    toast_text="#f4f2ed",
    toast_action="#7fdccb",
)

DARK = Palette(
    name="dark",
    canvas="#181d1e",
    surface="#202728",
    raised="#293133",
    header="#252c2e",
    hover="#293334",
    border="#353f41",
    border_strong="#869193",
    text="#ebe8e2",
    muted="#a9b4b4",
    faint="#869192",
    accent="#58c2b1",
    accent_hover="#6dd0c0",
    accent_pressed="#48ac9c",
    accent_focused="#3f9d8e",
    on_accent="#0e2421",
    accent_soft="#1d3f3b",
    accent_text="#86dccd",
    focus="#58c2b1",
    ring="#ffffff",
    selection="#234843",
    selection_text="#eef6f3",
    neutral_soft="#343d3f",
    neutral_text="#c6cdcc",
    ok_soft="#203d27",
    ok_text="#93d79d",
    warn_soft="#45371a",
    warn_text="#f0c777",
    danger="#e5776c",
    danger_hover="#ee8b81",
    danger_focused="#dc6d62",
    on_danger="#2a0d0a",
    danger_soft="#4a2724",
    danger_text="#f4a69e",
    info_soft="#21384f",
    info_text="#9cc8f3",
    empty_part="#4b5759",
    shadow="#000000",
    toast="#ebe8e2",
    toast_text="#20292b",
    toast_action="#0b5c55",
)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 … 1 (the WCAG formula)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast of two colours, 1 … 21 (the WCAG formula)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
