"""The contrast figures written beside the colours in tokens.css are measured again."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "templates" / "assets" / "tokens.css"
PAPER = TOKENS.with_name("print.css")
GROUNDS = ("paper", "surface", "quiet", "accent-tint", "caution-tint", "alarm-tint")
FLOOR = {"text": 7.0, "graphic": 3.0}


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def schemes() -> dict[str, str]:
    """Return the tokens of each scheme; those of paper stand in print.css."""
    light, dark = re.split(r"@media [^{]+\{", TOKENS.read_text(encoding="utf-8"))
    paper = PAPER.read_text(encoding="utf-8").partition("@layer print")[0]
    return {"light": light, "dark": dark, "print": paper}


def colours(source: str) -> dict[str, str]:
    """Return the colours by the names of their roles."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", source))


def measured(source: str) -> list[tuple[str, str, list[float]]]:
    """Return name, kind and written figures of each colour that stands on the grounds."""
    found = re.findall(r"--([\w-]+): #[0-9a-f]{6}; /\* (text|graphic) ([\d. ]+) \*/", source)
    return [(name, kind, [float(figure) for figure in figures.split()]) for name, kind, figures in found]


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_figures_are_true_and_high_enough(scheme: str) -> None:
    source = schemes()[scheme]
    values = colours(source)
    grounds = GROUNDS if scheme != "print" else GROUNDS[:1]
    for name, kind, figures in measured(source):
        assert len(figures) == len(grounds), name
        for ground, figure in zip(grounds, figures, strict=True):
            ratio = contrast(values[name], values[ground])
            assert ratio >= FLOOR[kind], f"{name} on {ground} in {scheme}: {ratio:.2f}"
            assert abs(ratio - figure) < 0.02, f"{name} on {ground} in {scheme}: measured {ratio:.2f}"


def test_every_scheme_has_every_colour() -> None:
    found = schemes()
    for scheme in ("dark", "print"):
        assert colours(found[scheme]).keys() == colours(found["light"]).keys()
        assert [name for name, _, _ in measured(found[scheme])] == [
            name for name, _, _ in measured(found["light"])
        ]


def test_grounds_are_declared_in_the_order_of_the_figures() -> None:
    for source in schemes().values():
        assert tuple(colours(source))[: len(GROUNDS)] == GROUNDS


def test_styles_use_tokens_only() -> None:
    for path in TOKENS.parents[1].rglob("*.css"):
        if path != TOKENS:
            text = path.read_text(encoding="utf-8").replace(schemes()["print"], "")
            source = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl|oklch)a?\(", source), path.name
