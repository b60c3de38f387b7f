"""Pictures of the report as inline SVG: 360 units wide, so that the letters stay readable on a phone; colours come from the page, light or dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 360
_LEFT, _RIGHT = 8.0, 352.0
_ROW = 34.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a picture of intervals; without an interval (a cell too small to show) only its note is written."""

    label: str
    value: float | None = None
    low: float = 0.0
    high: float = 0.0
    note: str = ""


def intervals(name: str, title: str, rows: Sequence[Row], reference: float = 0.0, signed: bool = True, bounds: tuple[float, float] | None = None) -> str:
    """A point with its interval for each row, against a mark at ``reference``; intervals wholly on one side of it are drawn strongly.

    Args:
        bounds: The ends of the scale; as far as the intervals reach when None.
    """
    known = [row for row in rows if row.value is not None]
    low, high = bounds or (min([reference, *(row.low for row in known)]), max([reference, *(row.high for row in known)]))
    span = (high - low) or 1.0

    def across(value: float) -> float:
        return _LEFT + 6 + (value - low) / span * (_RIGHT - _LEFT - 12)
    form = "{:+.3f}" if signed else "{:.3f}"
    body: list[str] = []
    for index, row in enumerate(rows):
        top = index * _ROW
        body.append(_text(_LEFT, top + 13, row.label))
        if row.value is None:
            body.append(_text(_RIGHT, top + 27, row.note, "end small"))
            continue
        kind = "bar" if row.low > reference else "bad" if row.high < reference else "weak"
        body += [_text(_RIGHT, top + 13, f"{form.format(row.value)} [{form.format(row.low)}, {form.format(row.high)}]{row.note and ' ' + row.note}", "end"),
                 _line(across(low), top + 23, across(high), top + 23, "axis"), _line(across(reference), top + 17, across(reference), top + 29, "whisker weak"),
                 _line(across(row.low), top + 23, across(row.high), top + 23, f"whisker {kind}"), f'<circle class="{kind}" cx="{across(row.value):.1f}" cy="{top + 23:.1f}" r="4"/>']
    told = "; ".join(f"{row.label} " + (row.note if row.value is None else form.format(row.value)) for row in rows)
    return _picture(name, title, told, len(rows) * _ROW + 6, body)


def columns(name: str, title: str, values: Sequence[tuple[float, float, float]]) -> str:
    """A column for each value (value, low, high; all between 0 and 1), counted from 1, with its interval."""
    floor, tall, step = 150.0, 136.0, (_RIGHT - 28) / max(1, len(values))
    body = [*_scale(floor, tall, 24)]
    for index, (value, low, high) in enumerate(values):
        left, middle = 26 + index * step, 26 + (index + 0.4) * step
        body += [f'<rect class="bar" x="{left:.1f}" y="{floor - value * tall:.1f}" width="{step * 0.8:.1f}" height="{value * tall:.1f}"/>',
                 _line(middle, floor - high * tall, middle, floor - low * tall, "whisker ink")]
        if index == 0 or (index + 1) % 5 == 0:
            body.append(_text(middle, floor + 14, str(index + 1), "middle"))
    told = ", ".join(f"{index}: {value:.2f}" for index, (value, _, _) in enumerate(values, start=1))
    return _picture(name, title, told, floor + 20, body)


def sorted_bars(name: str, title: str, values: Sequence[float], told: str) -> str:
    """One bar a researcher (or a quantile of them), from the highest to the lowest, up for above zero and down for below."""
    lowest = min([0.0, *values])
    tall = 136.0 / (1.0 - lowest)
    floor, step = 6 + tall, (_RIGHT - 34) / max(1, len(values))
    marks = [0.0, 1.0, *([lowest] if lowest < -0.15 else [])]
    body = [_line(32, floor - mark * tall, _RIGHT, floor - mark * tall, "axis") for mark in marks]
    body += [_text(28, floor - mark * tall + 4, f"{mark:g}" if mark >= 0 else f"−{-mark:.1f}", "end") for mark in marks]
    for index, value in enumerate(values):
        size = max(abs(value) * tall, 0.4)
        body.append(f'<rect class="{"bar" if value >= 0 else "bad"}" x="{34 + index * step:.2f}" y="{floor - (size if value >= 0 else 0):.1f}" '
                    f'width="{max(step * 0.85, 0.5):.2f}" height="{size:.1f}"/>')
    return _picture(name, title, told, 150, body)


def reliability(name: str, title: str, points: Sequence[tuple[float, float, float, float, int]], predicted: str, observed: str) -> str:
    """Predicted against observed probability: (predicted, observed, low, high, pairs); on the diagonal the two agree."""
    left, floor, size = 34.0, 262.0, 250.0
    body = [_line(left, floor, left + size, floor, "axis"), _line(left, floor, left, floor - size, "axis"), _line(left, floor, left + size, floor - size, "axis dashed")]
    for mark in (0.0, 0.5, 1.0):
        body += [_text(left + mark * size, floor + 15, f"{mark:g}", "middle"), _text(left - 6, floor - mark * size + 4, f"{mark:g}", "end")]
    for x, y, low, high, pairs in points:
        across = left + x * size
        body += [_line(across, floor - low * size, across, floor - high * size, "whisker weak"),
                 f'<circle class="bar" cx="{across:.1f}" cy="{floor - y * size:.1f}" r="{min(max(pairs**0.5 / 4, 3), 9):.1f}"/>']
    body += [_text(left + size, floor + 30, predicted, "end"), _text(left + 6, 12, observed)]
    told = "; ".join(f"{x:.2f} → {y:.2f} ({pairs})" for x, y, _, _, pairs in points)
    return _picture(name, title, told, floor + 36, body)


def confusion(name: str, title: str, table: Mapping[str, Mapping[str, int]], rows: str, found: str) -> str:
    """Counts as a grid, each cell the darker the larger its share of the row; rows are what is labelled, columns what was found."""
    names = list(table)
    left, top, wide, high = 80.0, 40.0, (_RIGHT - 80) / max(1, len(names)), 36.0
    body = [_text(_RIGHT, 12, f"{found} →", "end"), _text(_LEFT, 32, f"{rows} ↓")]
    body += [_text(left + (column + 0.5) * wide, 32, other, "middle small") for column, other in enumerate(names)]
    for row, one in enumerate(names):
        total = sum(table[one].values()) or 1
        body.append(_text(_LEFT, top + row * high + 22, one, "start small"))
        for column, other in enumerate(names):
            count, x, y = table[one][other], left + column * wide, top + row * high
            body += [f'<rect class="{"bar" if one == other else "bad"}" fill-opacity="{(0.12 + 0.45 * count / total) * (count > 0):.2f}" x="{x + 1:.1f}" y="{y + 1:.1f}" '
                     f'width="{wide - 2:.1f}" height="{high - 2:.1f}"/>', _text(x + wide / 2, y + 22, str(count), "middle")]
    told = "; ".join(f"{one} → {other} {count}" for one, cells in table.items() for other, count in cells.items() if count)
    return _picture(name, title, told, top + len(names) * high + 4, body)


def _scale(floor: float, tall: float, left: float) -> list[str]:
    lines = [_line(left, floor - share * tall, _RIGHT, floor - share * tall, "axis") for share in (0.0, 0.5, 1.0)]
    return lines + [_text(left - 4, floor - share * tall + 4, f"{share:g}", "end") for share in (0.0, 0.5, 1.0)]


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, kind: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _picture(name: str, title: str, told: str, height: float, body: Sequence[str]) -> str:
    """The picture with a title and a description in words for those who do not see it."""
    return (f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-labelledby="{name}-title {name}-words"><title id="{name}-title">{escape(title)}</title>'
            f'<desc id="{name}-words">{escape(told)}</desc>{"".join(body)}</svg>')
