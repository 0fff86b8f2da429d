"""Starts servers, pins them to cores, lets the driver measure them, and stops all of it again."""

import ctypes
import json
import os
import pathlib
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from build import newest_java

HERE = pathlib.Path(__file__).resolve().parent
PEERS = ["socketio-redis", "peerjs", "ws-bare", "bun-bare", "vertx-bare"]
PROTOCOLS = {"socketio-redis": "socketio", "peerjs": "peerjs", "ws-bare": "plainws", "bun-bare": "plainws",
             "vertx-bare": "plainws"}
JAVA_QUIET = ["--enable-native-access=ALL-UNNAMED"]
PR_SET_PDEATHSIG = 1


def say(text):
    print(text, file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def die_with_parent():
    """A killed harness takes its children along."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Processes:
    """Everything that this run starts, so that it can stop all of it and nothing else."""

    def __init__(self):
        self.running = []

    def start(self, core, command, env, cwd, log):
        full = ["taskset", "-c", str(core), *map(str, command)]
        with open(log, "ab") as out:
            process = subprocess.Popen(full, env={**os.environ, **env}, cwd=cwd, stdin=subprocess.DEVNULL, stdout=out,
                                       stderr=out, start_new_session=True, preexec_fn=die_with_parent)
        self.running.append(process)
        return process

    def stop(self, process):
        self.signal(process, signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            pass
        self.signal(process, signal.SIGKILL)  # what is left of its own process group
        process.wait()
        if process in self.running:
            self.running.remove(process)

    def stop_together(self, processes):
        """Each has its five seconds, but all of them at once."""
        for process in processes:
            self.signal(process, signal.SIGTERM)
        for process in processes:
            self.stop(process)

    def stop_all(self):
        self.stop_together(list(self.running))

    @staticmethod
    def signal(process, number):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            pass


class Bench:
    """Servers by name: a peer of this folder, a shell command of `commands`, or a Passerby jar of `jars`."""

    def __init__(self, work, java=None, server_cores=(0,), driver_core=1, budget=700):
        self.work = work
        self.logs = work / "logs"
        shutil.rmtree(self.logs, ignore_errors=True)
        self.logs.mkdir(parents=True)
        self.processes = Processes()
        self.server_cores = list(server_cores)
        self.driver_core = driver_core
        self.budget = budget
        self.deadline = time.monotonic() + budget
        self.java = newest_java(java)
        self.driver_heap = "2g"
        self.redis_binary = None
        self.commands = {}  # name: (shell command, comma separated URLs)
        self.jars = {}
        self.nodes = 1
        self.victim = None  # the last node that was started from a jar
        self.rows = []

    def begin(self):
        self.deadline = time.monotonic() + self.budget

    def left(self):
        return self.deadline - time.monotonic()

    # Servers

    def start_redis(self):
        port = free_port()
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.work))
        process = self.processes.start(
            self.server_cores[0],
            [self.redis_binary, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
             "--loglevel", "warning", "--dir", folder],
            {}, folder, self.logs / "redis.log")
        wait_for(process, port)
        return process, port

    def start(self, name):
        """Starts one server; returns its base URLs and the processes that make it up, Redis first."""
        if name in self.commands:
            return self.start_command(name, *self.commands[name])
        if name in self.jars:
            return self.start_jar(name, self.jars[name])
        folder = self.work / "servers" / name
        log = self.logs / f"{name}.log"
        env = {"NODE_ENV": "production"}
        started, urls = [], []
        if name == "socketio-redis":
            process, redis = self.start_redis()
            started.append(process)
            env["BENCH_REDIS_URL"] = f"redis://127.0.0.1:{redis}"
        for _ in range(self.nodes if name == "socketio-redis" else 1):
            port = free_port()
            process = self.processes.start(self.server_cores[0], self.command(name, folder),
                                           {**env, "BENCH_PORT": str(port)}, folder, log)
            started.append(process)
            wait_for(process, port)
            urls.append(f"http://127.0.0.1:{port}")
        return urls, started

    def start_command(self, name, command, url):
        started = []
        if "{redis}" in command:
            process, redis = self.start_redis()
            started.append(process)
            command = command.replace("{redis}", str(redis))
        command = command.replace("{dir}", tempfile.mkdtemp(dir=self.work))
        port = str(free_port())
        command, url = command.replace("{port}", port), url.replace("{port}", port)
        process = self.processes.start(self.server_cores[0], ["bash", "-c", command], {}, pathlib.Path.cwd(),
                                       self.logs / f"{name}.log")
        started.append(process)
        for one in url.split(","):
            wait_for(process, int(one.rstrip("/").rsplit(":", 1)[1]), http=True)
        return url.split(","), started

    def start_jar(self, name, jar):
        process, redis = self.start_redis()
        started, urls = [process], []
        for number in range(self.nodes):
            port = free_port()
            process = self.processes.start(
                self.server_cores[number % len(self.server_cores)],
                [HERE / "passerby", jar, port, redis, tempfile.mkdtemp(dir=self.work)], {}, pathlib.Path.cwd(),
                self.logs / f"{name}-{number}.log")
            started.append(process)
            wait_for(process, port, http=True)
            urls.append(f"http://127.0.0.1:{port}")
        self.victim = started[-1]
        return urls, started

    def command(self, name, folder):
        if name == "vertx-bare":
            return [self.java, *JAVA_QUIET, "-Xms64m", "-Xmx1g", "-cp", "target/classes:target/lib/*", "bench.bare.Bare"]
        if name == "bun-bare":
            return [folder / "node_modules" / ".bin" / "bun", "server.js"]
        return ["node", "server.js"]

    # Measuring

    def driver(self, name, urls, servers, scenarios, settings, out):
        """Starts the driver; each setting becomes one of its arguments."""
        given = {"protocol": PROTOCOLS.get(name, "passerby"), "urls": ",".join(urls),
                 "pids": ",".join(str(p.pid) for p in servers), "scenarios": ",".join(scenarios),
                 "clk-tck": os.sysconf("SC_CLK_TCK"), "server-core": self.server_cores[0],
                 "driver-core": self.driver_core, **settings}
        command = [self.java, *JAVA_QUIET, f"-Xms{self.driver_heap}", f"-Xmx{self.driver_heap}", "-Xmn256m", "-cp", "target/classes:target/lib/*",
                   "bench.driver.Main"]
        for key, value in given.items():
            command += [f"--{key}", value]
        return self.processes.start(self.driver_core, command, {}, self.work / "driver", out)

    def drive(self, name, urls, servers, scenarios, settings, row, limit=180):
        """Lets the driver play the scenarios; returns its rows, each with what `row` holds."""
        out = self.logs / f"driver-{name}-{len(list(self.logs.iterdir()))}.jsonl"
        driver = self.driver(name, urls, servers, scenarios, settings, out)
        try:
            driver.wait(min(max(5, self.left()), limit))
        except subprocess.TimeoutExpired:
            say(f"  {name}: out of time, stopped")
        self.processes.stop(driver)
        rows = []
        for line in out.read_text().splitlines():
            if not line.startswith("{"):
                say(f"  driver: {line}")
                continue
            rows.append({"server": name, **row, **json.loads(line)})
            for problem in ("failed", "firstError"):
                if rows[-1].get(problem):
                    say(f"  {name} {rows[-1]['scenario']}: {rows[-1][problem]}")
        return rows

    def measure(self, name, scenarios, settings, row):
        """Starts a server, drives it, stops it."""
        urls, servers = self.start(name)
        try:
            rows = self.drive(name, urls, servers, scenarios, settings, row)
            self.rows += rows
            return rows
        finally:
            self.processes.stop_together(servers[::-1])

    def rounds(self, count, names, scenarios, settings):
        """Every server in turn, and that `count` times; what the budget does not hold is skipped."""
        longest = {}
        for round_number in range(1, count + 1):
            for name in names:
                if self.left() < longest.get(name, 0) + 3:
                    say(f"round {round_number}: {name} skipped, {self.left():.0f} s left")
                    continue
                began = time.monotonic()
                say(f"round {round_number}: {name}")
                try:
                    self.measure(name, scenarios, settings, {"round": round_number})
                except Exception as failure:  # one broken server must not cost the others their figures
                    say(f"  {name}: {failure}")
                    self.processes.stop_all()
                longest[name] = max(longest.get(name, 0), time.monotonic() - began)


def wait_for(process, port, http=False, seconds=120):
    """Waits until the port answers; with http, until it answers a request with anything but 5xx."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it listened")
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as s:
                if not http:
                    return
                s.sendall(b"GET /api/status HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                s.settimeout(2)
                if re.match(rb"HTTP/1\.1 [234]", s.recv(64)):
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"nothing listens on port {port} after {seconds} s")


def versions(java, redis):
    def first_line(*command):
        try:
            done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                  timeout=20)
            return done.stdout.strip().splitlines()[0]
        except (OSError, subprocess.SubprocessError, IndexError):
            return None

    cpu = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    found = {"kernel": platform.release(), "cpu": cpu[1] if cpu else platform.processor(), "cores": os.cpu_count(),
             "java": first_line(java, "-version"), "node": first_line("node", "--version")}
    if redis:
        found["redis"] = first_line(redis, "--version")
    return found
