"""Cost against pages as an SVG picture with logarithmic axes: a line of slope 1 is cost that grows as the pages."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape

COLOURS = {
    "prongsai": "#1b5e20",
    "prongsai-2": "#66bb6a",
    "prongsai-mkdocs": "#827717",
    "mkdocs": "#b71c1c",
    "hugo": "#c2185b",
    "eleventy": "#4527a0",
    "zensical": "#0277bd",
}
_MARKS = {
    "prongsai-2": "ring",
    "prongsai-mkdocs": "bar",
    "mkdocs": "square",
    "hugo": "diamond",
    "eleventy": "triangle",
    "zensical": "cross",
}
"""Told apart without colours too."""
_WIDTH, _HEIGHT = 800, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 230, 50, 60


def plot(lines: Mapping[str, list[tuple[int, float]]], titles: Mapping[str, str], *, caption: str, unit: str) -> str:
    """One line a program, from its name to its points of pages and cost; `unit` names the upright axis."""
    points = [point for line in lines.values() for point in line]
    xs, ys = [pages for pages, _ in points], [cost for _, cost in points]
    low, high = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)))
    left, right = math.log10(min(xs)), math.log10(max(xs) * 1.05)

    def x(pages: float) -> float:
        return _LEFT + (math.log10(pages) - left) / ((right - left) or 1) * (_WIDTH - _LEFT - _RIGHT)

    def y(cost: float) -> float:
        return _HEIGHT - _BOTTOM - (math.log10(cost) - low) / ((high - low) or 1) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(caption)}" font-family="sans-serif" font-size="13">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="26" font-size="16" fill="#222">{escape(caption)}</text>',
    ]
    for power in range(low, high + 1):
        for step in (1, 2, 5):
            cost = step * 10.0**power
            if low <= math.log10(cost) <= high:
                parts.append(_line(_LEFT, y(cost), _WIDTH - _RIGHT, y(cost), "#ddd"))
                parts.append(
                    f'<text x="{_LEFT - 8}" y="{y(cost) + 4:.1f}" text-anchor="end" fill="#444">{cost:g}</text>'
                )
    for pages in sorted({round(pages, -2) or pages for pages in xs}):
        parts.append(_line(x(pages), _TOP, x(pages), _HEIGHT - _BOTTOM, "#eee"))
        below = f'x="{x(pages):.1f}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle"'
        parts.append(f'<text {below} fill="#444">{pages:,}</text>')
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{_HEIGHT - 15}" text-anchor="middle" fill="#222">pages</text>')
    turned = f'transform="translate(18 {(_TOP + _HEIGHT - _BOTTOM) / 2}) rotate(-90)" text-anchor="middle"'
    parts.append(f'<text {turned} fill="#222">{escape(unit)}</text>')
    for row, (name, line) in enumerate(lines.items()):
        colour = COLOURS.get(name, "#555")
        way = " ".join(f"{x(pages):.1f},{y(cost):.1f}" for pages, cost in line)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [_mark(_MARKS.get(name, "circle"), x(pages), y(cost), colour) for pages, cost in line]
        place = _TOP + 14 + 24 * row
        parts.append(_mark(_MARKS.get(name, "circle"), _WIDTH - _RIGHT + 20, place, colour))
        parts.append(f'<text x="{_WIDTH - _RIGHT + 34}" y="{place + 5}" fill="#222">{escape(titles[name])}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}"/>'


def _mark(kind: str, x: float, y: float, colour: str) -> str:
    if kind in {"circle", "ring"}:
        inside = colour if kind == "circle" else "#fff"
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{inside}" stroke="{colour}" stroke-width="1.5"/>'
    ways = {
        "bar": "m-6-2h12v4h-12z",
        "square": "m-4-4h8v8h-8z",
        "diamond": "m0-6l6 6l-6 6l-6-6z",
        "triangle": "m0-6l6 10h-12z",
        "cross": "m-4-4l8 8m0-8l-8 8",
    }
    return f'<path d="M{x:.1f} {y:.1f}{ways[kind]}" fill="{colour}" stroke="{colour}" stroke-width="1.5"/>'
