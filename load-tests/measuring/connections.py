"""Idle connections, more and more of them: memory of nodes, of Redis, and of the kernel."""

import os
import pathlib
import re
import time

from bench import say
from fit import line

FIGURES = ("rss", "anon", "redisRss", "kernelTcp", "slab")
PAGE = os.sysconf("SC_PAGE_SIZE")
WARM_UP = 300


def arguments(parser):
    parser.add_argument("--steps", default="2000,6000,10000,14000,18000", help="connections in all at each step")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--settle", type=float, default=3, help="seconds of silence before each reading")
    parser.add_argument("--bare", action="store_true", help="measure a bare Vert.x server instead")


def run(bench, o):
    """One driver for each node, since both hold a file for each connection."""
    name = "vertx-bare" if o.bare else "passerby"
    steps = [int(step) for step in o.steps.split(",")]
    bench.nodes = 1 if o.bare else o.nodes
    bench.driver_heap = "1g"
    urls, servers = bench.start(name)
    nodes = servers if o.bare else servers[1:]
    redis = [] if o.bare else servers[:1]
    drivers = []
    try:
        bench.drive(name, urls, servers, ["idle"], {"connections": WARM_UP, "settle": 1}, {})
        barrier = bench.work / "barrier"
        barrier.mkdir(exist_ok=True)
        for old in barrier.iterdir():
            old.unlink()
        before = reading(nodes, redis)
        for number, url in enumerate(urls):
            mine = ",".join(str(share(step, len(urls), number)) for step in steps)
            given = {"steps": mine, "barrier": barrier, "name": number, "sources": 8}
            drivers.append(bench.driver(name, [url], servers, ["hold"], given, bench.logs / f"hold-{number}.jsonl"))
        for step, connections in enumerate(steps):
            began = time.monotonic()
            wait_for(barrier, step, drivers, bench)
            took = time.monotonic() - began
            time.sleep(o.settle)
            now = reading(nodes, redis)
            row = {"server": name, "scenario": "connections", "nodes": len(urls), "connections": connections,
                   "connectSeconds": round(took, 1), **now}
            bench.rows.append(row)
            say(f"{connections} connections after {took:.1f} s: nodes {now['rss'] / 1e6:.0f} MB, Redis"
                f" {now['redisRss'] / 1e6:.0f} MB, kernel TCP {now['kernelTcp'] / 1e6:.1f} MB")
            (barrier / f"go-{step}").touch()
    finally:
        bench.processes.stop_together(drivers)
        bench.processes.stop_together(servers[::-1])
    bench.rows.insert(0, {"server": name, "scenario": "connections", "nodes": len(urls), "connections": 0, **before})
    points = {figure: [(row["connections"], row[figure]) for row in bench.rows[1:]] for figure in FIGURES}
    return {"fits": {figure: fit for figure in FIGURES if (fit := line(points[figure]))}}


def share(total, parts, number):
    return total // parts + (number < total % parts)


def wait_for(barrier, step, drivers, bench):
    while len(list(barrier.glob(f"done-{step}-*"))) < len(drivers):
        ended = [driver for driver in drivers if driver.poll() is not None]
        if ended or bench.left() < 0:
            raise RuntimeError("a driver ended before its time" if ended else "out of time")
        time.sleep(0.1)


def reading(nodes, redis):
    """
    Bytes. Both ends of each connection are on this machine, so what the kernel holds is for two sockets a connection.
    `kernelTcp` is what /proc/net/sockstat tells of buffers; `slab` is all of the kernel's own objects, sockets and files
    among them.
    """
    sockets = pathlib.Path("/proc/net/sockstat").read_text()
    slab = re.search(r"Slab:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())
    return {
        "rss": sum(status(node, "VmRSS") for node in nodes),
        "anon": sum(status(node, "RssAnon") for node in nodes),
        "redisRss": sum(status(one, "VmRSS") for one in redis),
        "kernelTcp": int(re.search(r"TCP:.* mem (\d+)", sockets)[1]) * PAGE,
        "kernelSockets": int(re.search(r"TCP: inuse (\d+)", sockets)[1]),
        "slab": int(slab[1]) * 1024,
    }


def status(process, line):
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(rf"^{line}:\s+(\d+)", text, re.M)[1]) * 1024
