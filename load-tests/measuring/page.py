"""One self-contained HTML page, and a text for the terminal, from results of any kind."""

import math
from html import escape

from plot import Axis, chart, number

STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--dim:#5b6570;--rule:#dfe3e8;--card:#f6f7f9;
--k0:#0072b2;--k1:#d55e00;--k2:#009e73;--k3:#aa3377;--k4:#b58900;--k5:#56b4e9;--k6:#7f5f3f;--k7:#777}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--ink:#e8eaed;--dim:#9aa4ae;--rule:#2c3238;--card:#1c2024;
--k0:#5ab0e8;--k1:#ff8c42;--k2:#3ccf9f;--k3:#e07bb5;--k4:#e0b83c;--k5:#9ad7ff;--k6:#c09a72;--k7:#aaa}}
body{font:16px/1.5 system-ui,sans-serif;background:var(--paper);color:var(--ink);max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.25rem;margin:2.5rem 0 .25rem}h3{font-size:1rem;margin:1.5rem 0 .5rem}
p,dl{color:var(--dim);margin:.25rem 0}.chart{background:var(--card);border-radius:8px;padding:.75rem;margin:.5rem 0}
svg{width:100%;height:auto;display:block}svg text{fill:var(--dim);font-size:12px}svg .axis{fill:var(--ink)}
.grid{stroke:var(--rule)}.line{fill:none;stroke-width:2}.dashed{stroke-dasharray:6 5}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;font-size:.85rem;margin-top:.5rem}
.key{display:inline-block;width:1.4em;border-top:3px solid;vertical-align:middle;margin-right:.4em}.key.dashed{border-top-style:dashed}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .7rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap}
th:first-child,td:first-child{text-align:left}th{color:var(--dim);font-weight:600}
""" + "".join(f".line.c{i}{{stroke:var(--k{i})}}.dot.c{i}{{fill:var(--k{i})}}.key.c{i}{{border-color:var(--k{i})}}"
              for i in range(8))

TITLES = {"relay": "Relay and matching", "storm": "Matching storms", "reconnect": "A node goes", "growth": "How cost grows",
          "connections": "Idle connections", "guard": "This build and the build before", "field": "Visitors of the field",
          "side-by-side": "Servers side by side"}
COLUMNS = [("server", "server"), ("scenario", "scenario"), ("nodes", "nodes"), ("sessions", "sessions"), ("round", "round"),
           ("connections", "connections"), ("signal", "signal"), ("perSecond", "per second"),
           ("serverCpuPerMillion", "CPU s per million"), ("p50us", "p50 ms"), ("p99us", "p99 ms"),
           ("correctedP99", "p99 ms, corrected"), ("stormP50us", "whole storm p50 ms"), ("secondsFromChatToChat", "s from chat to chat"),
           ("framesForEachChat", "frames for each chat"), ("backSeconds", "all back s"),
           ("levelSeconds", "level s"), ("chatSidesEnded", "chat sides ended"), ("bytesPerConnection", "bytes a connection"),
           ("rss", "nodes MB"), ("redisRss", "Redis MB"), ("kernelTcp", "kernel TCP MB"), ("slab", "kernel slab MB"),
           ("connectSeconds", "connected in s"), ("errors", "errors"), ("lost", "lost"), ("failed", "failed")]
MEGABYTES = {"rss", "redisRss", "kernelTcp", "slab"}
MEMORY = [("rss", "nodes, resident"), ("anon", "nodes, heap and own memory"), ("redisRss", "Redis, resident"),
          ("kernelTcp", "kernel, TCP buffers (both ends)"), ("slab", "kernel, all its objects")]


def cells(row):
    row = {**row, "correctedP99": (row.get("corrected") or {}).get("p99us")}
    return {key: cell(key, row[key]) for key, _ in COLUMNS if row.get(key) not in (None, "")}


def cell(key, value):
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return str(value)
    if key in MEGABYTES:
        return f"{value / 1e6:,.1f}"
    if key.endswith("us") or key == "correctedP99":
        return f"{value / 1e3:,.2f}"
    return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"


def table(rows):
    told = [cells(row) for row in rows]
    used = [(key, title) for key, title in COLUMNS if any(key in row for row in told)]
    return [title for _, title in used], [[row.get(key, "") for key, _ in used] for row in told]


def text(documents):
    lines = []
    for document in documents:
        titles, rows = table(document["rows"])
        lines += ["", TITLES.get(document["kind"], document["kind"]), "| " + " | ".join(titles) + " |",
                  "| --- |" + " ---: |" * (len(titles) - 1)]
        lines += ["| " + " | ".join(row) + " |" for row in rows]
        lines += ["", *fit_words(document)]
    return "\n".join(lines)


def fit_words(document):
    names = dict(MEMORY)
    return [f"{names[figure]}: {fit['slope']:,.0f} bytes a connection and {fit['intercept'] / 1e6:,.1f} MB"
            f" (R² {fit['r2']:.4f})" for figure, fit in document.get("fits", {}).items()]


def html(documents):
    body = "".join(section(document) for document in documents)
    return ('<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>Passerby under load</title><style>{STYLE}</style><h1>Passerby under load</h1>{body}</html>\n")


def section(document):
    machine = document.get("machine") or {}
    about = ", ".join(str(machine[key]) for key in ("cpu", "cores", "java", "redis") if machine.get(key) is not None)
    about = about.replace(f", {machine.get('cores')},", f", {machine.get('cores')} cores,")
    sizes = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in (document.get("options") or {}).items()
                      if value not in (None, "", False) and key != "command")
    parts = [f"<h2>{escape(TITLES.get(document['kind'], document['kind']))}</h2>",
             f"<p>{escape(document['date'])}{' · ' + escape(about) if about else ''}</p>",
             f"<p>{escape(sizes)}</p>" if sizes else ""]
    for draw in (percentiles, growth, nodes, memory, timelines, ratios):
        parts.append(draw(document))
    titles, rows = table(document["rows"])
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    lines = "".join("<tr>" + "".join(f"<td>{escape(one)}</td>" for one in row) + "</tr>" for row in rows)
    parts.append(f'<h3>Figures</h3><div class="scroll"><table><tr>{head}</tr>{lines}</table></div>')
    return "".join(parts)


def counted(number, things):
    return f"{number:,} {things[:-1] if number == 1 else things}"


def label(row, rows):
    """What tells a row from the others of its page."""
    keys = ["server", "scenario", "nodes", "sessions", "signal", "round"]
    telling = [key for key in keys if len({str(other.get(key)) for other in rows}) > 1 and row.get(key) is not None]
    words = [counted(row[key], key) if key in ("nodes", "sessions") else f"round {row[key]}" if key == "round"
             else str(row[key]) for key in telling]
    return ", ".join(words) or str(row.get("scenario", ""))


def percentiles(document):
    rows = [row for row in document["rows"] if len(row.get("curve") or []) > 1 and row.get("samples")]
    if len(rows) > 8:  # a line for each would be a thicket
        rows = [row for row in rows if row.get("round", 1) == 1][:8]
    series = []
    for row in rows:
        curve = (row.get("corrected") or row)["curve"]
        series.append((label(row, rows), [(-math.log10(max(1 - p / 100, 1e-5)), max(us, 50) / 1e3) for p, us in curve], False))
    if not series:
        return ""
    ticks = {0.301: "50 %", 1: "90 %", 2: "99 %", 3: "99.9 %", 4: "99.99 %", 5: "all"}
    values = [y for _, points, _ in series for _, y in points]
    x = Axis("percentile", 0, 5, ticks=list(ticks), form=lambda v: ticks.get(v, f"{100 * (1 - 10 ** -v):.4g} %"))
    y = Axis("milliseconds", min(values), max(values), log=True)
    corrected = any("corrected" in row for row in rows)
    note = "<p>Corrected for coordinated omission where the driver waits for answers or was late.</p>" if corrected else ""
    return "<h3>Latency by percentile</h3>" + note + chart(series, x, y)


def over(document, key, across, title, axis):
    """Throughput, and CPU for each unit, of each scenario over one size."""
    rows = [row for row in document["rows"] if row.get(key) and row.get("perSecond")]
    out = []
    for figure, words in (("perSecond", "per second"), ("serverCpuPerMillion", "server CPU, µs each")):
        for scenario in dict.fromkeys(row["scenario"] for row in rows):
            series = {}
            for row in rows:
                if row["scenario"] == scenario and row.get(figure):
                    name = counted(row[across], across) if row.get(across) else row["server"]
                    series.setdefault(name, []).append((row[key], row[figure]))
            series = [(name, sorted(points), False) for name, points in series.items()]
            xs = sorted({x for _, points, _ in series for x, _ in points})
            if len(xs) < 2:
                continue
            ys = [y for _, points, _ in series for _, y in points]
            log = xs[-1] > 20 * xs[0]
            out.append(f"<h3>{escape(scenario)}: {words}, over {title}</h3>"
                       + chart(series, Axis(axis, xs[0], xs[-1], log=log, ticks=xs), Axis(words, 0, max(ys))))
    return "".join(out)


def growth(document):
    return over(document, "sessions", "nodes", "sessions", "sessions")


def nodes(document):
    return over(document, "nodes", "sessions", "nodes", "nodes")


def memory(document):
    rows = [row for row in document["rows"] if row["scenario"] == "connections"]
    if len(rows) < 2:
        return ""
    series = []
    for figure, name in MEMORY:
        none = rows[0][figure]
        series.append((name, [(row["connections"], (row[figure] - none) / 1e6) for row in rows], False))
        fit = document.get("fits", {}).get(figure)
        if fit and figure in ("rss", "slab"):
            ends = (rows[0]["connections"], rows[-1]["connections"])
            series.append((f"fit: {fit['slope']:,.0f} bytes a connection (R² {fit['r2']:.3f})",
                           [(x, (fit["intercept"] + fit["slope"] * x - none) / 1e6) for x in ends], True))
    xs = [row["connections"] for row in rows]
    ys = [y for _, points, _ in series for _, y in points]
    words = "".join(f"<p>{escape(line)}</p>" for line in fit_words(document))
    return ("<h3>Memory over connections, less what there was without any</h3>" + words
            + chart(series, Axis("connections", 0, max(xs)), Axis("MB more", min(ys) if min(ys) < -max(ys) / 10 else 0, max(ys))))


def timelines(document):
    rows = [row for row in document["rows"] if row.get("timeline")]
    out = []
    for row in rows:
        points = row["timeline"]
        at = [point["at"] for point in points]
        series = [(name, [(point["at"], max(point[key], 1) / 1e3) for point in points], False)
                  for key, name in (("p50us", "p50"), ("p99us", "p99"))]
        ys = [y for _, line, _ in series for _, y in line]
        x = Axis("seconds after the node was told to go" if row["signal"] == "TERM" else "seconds after the kill",
                 min(at), max(at))
        level = f"All as before after {row['levelSeconds']:.1f} s" if row.get("levelSeconds") is not None else "Not level"
        back = row["away"]
        out.append(f"<h3>{'Drained' if row['signal'] == 'TERM' else 'Killed'}: messages, by when they were due</h3>"
                   f"<p>{level}; {row['moved']:,} people moved, each without a connection for {back['p50us'] / 1e6:.2f} s"
                   f" at the median and {back['p99us'] / 1e6:.2f} s at the 99th percentile;"
                   f" {row['chatSidesEnded']} lost their chat.</p>"
                   + chart(series, x, Axis("milliseconds", min(ys), max(ys), log=True))
                   + "<h3>People without a connection</h3>"
                   + chart([("away", [(p["at"], p["away"]) for p in points], False)], x,
                           Axis("people", 0, max(p["away"] for p in points))))
    return "".join(out)


def ratios(document):
    if not document.get("ratios"):
        return ""
    stored = document.get("stored") or {}
    lines = "".join(
        f"<tr><td>{escape(name)}</td><td>{ratio}</td><td>{stored.get(name, '')}</td>"
        f"<td>{f'{ratio / stored[name] - 1:+.0%}' if stored.get(name) else ''}</td></tr>"
        for name, ratio in document["ratios"].items())
    return ('<h3>Ratios of this build</h3><div class="scroll"><table><tr><th>figure / compared with</th><th>now</th>'
            f"<th>stored</th><th>change</th></tr>{lines}</table></div>")
