"""Gatling's visitors against nodes that are started for them."""

import json
import pathlib
import subprocess

from bench import say

HERE = pathlib.Path(__file__).resolve().parents[1]


def arguments(parser):
    parser.add_argument("--visitors", type=int, default=200, help="how many are there at a time")
    parser.add_argument("--ramp", type=int, default=10, help="seconds until all have come")
    parser.add_argument("--play", type=int, default=60, help="seconds for which they then come and go")
    parser.add_argument("--video", type=int, default=50, help="how many of a hundred look for a video chat")


def run(bench, o):
    urls, servers = bench.start("passerby")
    figures = bench.work / "field.json"
    try:
        subprocess.run(
            ["mvn", "-q", "-B", "-f", HERE / "gatling" / "pom.xml", "gatling:test", f"-Dbase={urls[0]}",
             f"-Dvisitors={o.visitors}", f"-Dramp={o.ramp}", f"-Dseconds={o.play}", f"-Dvideo={o.video}",
             f"-Dfigures={figures}"],
            check=True, timeout=max(60, bench.left()))
    finally:
        bench.processes.stop_together(servers[::-1])
    bench.rows += json.loads(figures.read_text())["rows"]
    reports = sorted((HERE / "gatling" / "target" / "gatling").glob("*/index.html"), key=lambda p: p.stat().st_mtime)
    if reports:
        say(f"Gatling's report: {reports[-1]}")
