"""A regression guard: what this build does, as ratios to a bare relay and to the build before, all in one run."""

import json
import pathlib
import statistics
import subprocess

from bench import say

TOP = pathlib.Path(__file__).resolve().parents[2]
STORED = pathlib.Path(__file__).resolve().parents[1] / "guard.json"
#: Scenario, figure, and whether more of it is better.
WATCHED = [("relay", "perSecond", True), ("relay", "serverCpuPerMillion", False), ("relay-paced", "p50us", False),
           ("relay-paced", "p99us", False), ("match", "perSecond", True), ("match", "serverCpuPerMillion", False),
           ("match-paced", "p50us", False), ("match-paced", "p99us", False),
           ("idle", "bytesPerConnection", False)]


def arguments(parser):
    parser.add_argument("--previous", help="jar of the build before; else .ci/previous builds it")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scenario", default="relay,relay-paced,match,match-paced")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--clients", type=int, default=2000)
    parser.add_argument("--connections", type=int, default=10000)
    parser.add_argument("--message-rate", type=int, default=2000)
    parser.add_argument("--find-rate", type=int, default=200)
    parser.add_argument("--window", type=int, default=8)
    parser.add_argument("--allowed", type=float, default=0.15, help="a ratio that is worse by more is pointed out")
    parser.add_argument("--store", action="store_true", help="keep the ratios in load-tests/guard.json, to commit them")


def run(bench, o):
    bench.jars["before"] = previous(o.previous)
    bench.begin()  # The budget is for measuring; to build takes minutes.
    names = ["vertx-bare", "before", "passerby"]
    keys = ("pairs", "clients", "connections", "message_rate", "find_rate", "window", "seconds", "warm_up")
    bench.rounds(o.rounds, names, o.scenario.split(","),
                 {key.replace("_", "-"): getattr(o, key) for key in keys})
    ratios = compare(bench.rows)
    stored = json.loads(STORED.read_text()) if STORED.exists() else {"ratios": {}}
    print(told(ratios, stored["ratios"], o.allowed))
    if o.store:
        now = {"commit": git("rev-parse", "--short", "HEAD"), "date": git("log", "-1", "--format=%cs"),
               "rounds": o.rounds, "seconds": o.seconds, "ratios": ratios}
        STORED.write_text(json.dumps(now, indent=1) + "\n")
        say(f"stored: {STORED}")
    return {"ratios": ratios, "stored": stored["ratios"]}


def previous(given):
    if given:
        return pathlib.Path(given).resolve()
    if subprocess.run([TOP / ".ci" / "previous"], cwd=TOP).returncode:
        raise SystemExit("the build before cannot be had; --previous names a jar")
    return TOP / "target" / "previous" / "passerby.jar"


def compare(rows):
    """The medians of this build by those of each of the others."""
    ratios = {}
    for scenario, figure, _ in WATCHED:
        medians = {}
        for row in rows:
            if row["scenario"] == scenario and isinstance(row.get(figure), (int, float)):
                medians.setdefault(row["server"], []).append(row[figure])
        for other in ("vertx-bare", "before"):
            if medians.get("passerby") and medians.get(other) and statistics.median(medians[other]):
                ratio = statistics.median(medians["passerby"]) / statistics.median(medians[other])
                ratios[f"{scenario} {figure} / {other}"] = round(ratio, 3)
    return ratios


def told(ratios, stored, allowed):
    better = {f"{scenario} {figure}": more for scenario, figure, more in WATCHED}
    lines = ["| figure / compared with | ratio now | stored | change |", "| --- | ---: | ---: | --- |"]
    for name, ratio in ratios.items():
        before = stored.get(name)
        change = "new"
        if before:
            grown = ratio / before - 1
            worse = -grown if better[name.split(" / ")[0]] else grown
            change = f"{grown:+.0%}" + (" WORSE" if worse > allowed else "")
        lines.append(f"| {name} | {ratio} | {before or ''} | {change} |")
    return "\n".join(lines) + "\n"


def git(*command):
    done = subprocess.run(["git", *command], cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.stdout.strip() or None
