"""Line charts as SVG, without any library."""

import math
from html import escape

WIDTH, HEIGHT = 720, 340
LEFT, RIGHT, TOP, BOTTOM = 76, 16, 16, 48
COLOURS = 8  # classes c0 to c7 of the page's style


class Axis:
    def __init__(self, label, low, high, log=False, ticks=None, form=None):
        self.label = label
        self.log = log
        self.form = form or number
        if log:
            low = max(low, 1e-9)
            self.low, self.high = math.log10(low), math.log10(max(high, low * 1.01))
            self.ticks = ticks or log_ticks(low, high)
        else:
            self.ticks = ticks or linear_ticks(low, high)
            self.low, self.high = min(low, self.ticks[0]), max(high, self.ticks[-1])
            if self.low == self.high:
                self.high = self.low + 1

    def at(self, value):
        value = math.log10(max(value, 1e-9)) if self.log else value
        return (value - self.low) / (self.high - self.low)


def linear_ticks(low, high, count=6):
    if high <= low:
        high = low + 1
    raw = (high - low) / count
    size = 10 ** math.floor(math.log10(raw))
    step = next(size * m for m in (1, 2, 5, 10) if size * m >= raw)
    first = math.floor(low / step)
    return [step * i for i in range(first, math.ceil(high / step) + 1)]


def log_ticks(low, high):
    ticks = []
    for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1):
        for digit in (1, 2, 5):
            tick = digit * 10.0 ** power
            if low * 0.99 <= tick <= high * 1.01:
                ticks.append(tick)
    return ticks[:: max(1, len(ticks) // 9)]


def number(value):
    for limit, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= limit:
            return f"{value / limit:.3g} {unit}"
    return f"{value:.3g}"


def chart(series, x, y):
    """Each of the series: a name, its points, and whether the line is dashed (a fit) or has dots (what was measured)."""
    def px(value):
        return LEFT + x.at(value) * (WIDTH - LEFT - RIGHT)

    def py(value):
        return HEIGHT - BOTTOM - y.at(value) * (HEIGHT - TOP - BOTTOM)

    out = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(y.label)} over {escape(x.label)}">']
    for tick in y.ticks:
        if -0.001 <= y.at(tick) <= 1.001:
            out.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{py(tick):.1f}" y2="{py(tick):.1f}"/>'
                       f'<text x="{LEFT - 8}" y="{py(tick) + 4:.1f}" text-anchor="end">{escape(y.form(tick))}</text>')
    for tick in x.ticks:
        if -0.001 <= x.at(tick) <= 1.001:
            out.append(f'<line class="grid" x1="{px(tick):.1f}" x2="{px(tick):.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
                       f'<text x="{px(tick):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">'
                       f'{escape(x.form(tick))}</text>')
    out.append(f'<text class="axis" x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">'
               f'{escape(x.label)}</text>'
               f'<text class="axis" transform="translate(16 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" '
               f'text-anchor="middle">{escape(y.label)}</text>')
    for index, (name, points, dashed) in enumerate(series):
        colour = f"c{index_of(series, index) % COLOURS}"
        path = " ".join(f"{px(a):.1f},{py(b):.1f}" for a, b in points)
        out.append(f'<polyline class="line {colour}{" dashed" if dashed else ""}" points="{path}"/>')
        if not dashed:
            out += [f'<circle class="dot {colour}" cx="{px(a):.1f}" cy="{py(b):.1f}" r="3">'
                    f"<title>{escape(name)}: {escape(x.form(a))} → {escape(y.form(b))}</title></circle>"
                    for a, b in points]
    out.append("</svg>")
    names = "".join(f'<span><i class="key c{index_of(series, i) % COLOURS}{" dashed" if dashed else ""}"></i>'
                    f"{escape(name)}</span>" for i, (name, _, dashed) in enumerate(series))
    return f'<div class="chart">{"".join(out)}<div class="legend">{names}</div></div>'


def index_of(series, index):
    """A fit has the colour of what it fits, which stands before it."""
    return sum(1 for _, _, dashed in series[: index + 1] if not dashed) - 1
