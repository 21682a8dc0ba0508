"""Colours of fit: one hue from pale to deep, evenly lighter step by step, so that it reads without seeing hues."""

from __future__ import annotations

from functools import lru_cache

from curator_app.ui.common.palette import Palette, contrast

# From little to much fit. Mixed in Oklab, where equal steps look equal.
_ENDS = {"light": ("#eef4f1", "#8cc7ba", "#0a5750"), "dark": ("#253032", "#2f6f69", "#9ff0dd")}
# The proposal must stand out of the ramp in every kind of colour vision: blue against yellow does.
_MARK = {"light": "#c2410c", "dark": "#ffb066"}
_BARRED = {"light": ("#efece6", "#c9c2b5"), "dark": ("#2c3335", "#4b5557")}
_BANNED = {"light": ("#f8dfda", "#c96a60"), "dark": ("#47302d", "#c4786f")}

_Triple = tuple[float, float, float]


@lru_cache(maxsize=2)
def _steps(name: str) -> tuple[str, ...]:
    low, middle, high = (_oklab(colour) for colour in _ENDS[name])
    return tuple(
        _hexed(_mix(low, middle, step / 50) if step <= 50 else _mix(middle, high, (step - 50) / 50))
        for step in range(101)
    )


def fit_colour(palette: Palette, fit: int) -> str:
    """Colour of a fit of 0 … 100."""
    return _steps(palette.name)[max(0, min(100, fit))]


@lru_cache(maxsize=512)
def ink_on(ground: str) -> str:
    """The colour of words that reads best on ``ground``; black or white always reach 4.5 : 1."""
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, ground))


def mark_colour(palette: Palette) -> str:
    """Colour of what is proposed."""
    return _MARK[palette.name]


def barred(palette: Palette) -> tuple[str, str]:
    """Ground and hatching of a pair that a rule forbids."""
    return _BARRED[palette.name]


def banned(palette: Palette) -> tuple[str, str]:
    """Ground and hatching of a pair that the curator forbade."""
    return _BANNED[palette.name]


def _mix(first: _Triple, second: _Triple, share: float) -> _Triple:
    a, b, c = (one + (other - one) * share for one, other in zip(first, second, strict=True))
    return a, b, c


def _oklab(colour: str) -> _Triple:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _hexed(lab: _Triple) -> str:
    light, a, b = lab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _coded(min(1.0, max(0.0, one)))):02x}" for one in linear)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _coded(share: float) -> float:
    return 12.92 * share if share <= 0.0031308 else float(1.055 * share ** (1 / 2.4) - 0.055)
