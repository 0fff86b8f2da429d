#!/usr/bin/env -S node --experimental-websocket
// Scripted spammers among honest scripted visitors, against a node that this starts itself on loopback: which share of the spam
// reaches somebody, and which share of the honest is held back.
//
//   node --experimental-websocket load-tests/spam/spam.mjs [--seconds 180] [--spammers 200] [--honest 2000] [--openers live] [--rules yes] [--seed 1]
//
// Needs target/passerby.jar (mvn package -DskipTests), and Node 20.10 or newer. It ends by itself. Every visitor has an address of its own, by
// X-Forwarded-For. Prints one JSON object.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { composer } from "./corpus.mjs";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "180" },
    spammers: { type: "string", default: "200" },
    honest: { type: "string", default: "2000" },
    openers: { type: "string", default: "live" },
    rules: { type: "string", default: "yes" },
    seed: { type: "string", default: "1" },
    java: { type: "string", default: "java" },
  },
});
const bounded = (text, most) => Math.min(Number(text), most);
const seconds = bounded(options.seconds, 1_800);
const counts = { spam: bounded(options.spammers, 2_000), honest: bounded(options.honest, 9_000) };
const here = new URL(".", import.meta.url);
const corpus = composer(here, Number(options.seed));
const { random, between } = corpus;

const port = 18_000 + (process.pid % 1_000);
const base = `http://127.0.0.1:${port}`;
const data = mkdtempSync(join(tmpdir(), "passerby-spam-"));
const node = spawn(options.java, ["-Xmx512m", "-jar", new URL("../../target/passerby.jar", here).pathname], {
  cwd: data,
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    PATH: process.env.PATH,
    PASSERBY_HOST: "127.0.0.1",
    PASSERBY_PORT: String(port),
    PASSERBY_MANAGEMENT_PORT: String(port + 1_000),
    PASSERBY_DATA: join(data, "redis"),
    PASSERBY_LOG: "error",
    PASSERBY_DRAIN_NOTICE: "PT0S",
    PASSERBY_DRAIN: "PT0S",
    // A machine that is busy with both ends turns nobody away.
    PASSERBY_LOOP_LAG: "PT0S",
    PASSERBY_PROXIES: "127.0.0.1",
    PASSERBY_OPENERS: options.openers,
    ...(options.rules === "yes" ? { PASSERBY_WORD_RULES: new URL("rules.txt", here).pathname } : {}),
  },
});
const ended = new Promise((resolve) => node.once("exit", resolve));
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

const spam = { sent: new Set(), reached: new Set(), held: { "word-rule": 0, alike: 0 } };
const honest = { sent: 0, heldBy: { "word-rule": new Set(), alike: new Set() }, held: 0, begun: new Set() };
let over = false;
let addresses = 0;
let broken = 0;
const failures = new Map();

class Visitor {
  constructor(number, kind) {
    this.number = number;
    this.kind = kind;
    this.style = kind === "spam" ? corpus.spammer(number) : corpus.honest(number);
    this.messages = 0;
  }

  async arrive() {
    if (over) return;
    if (!this.address || random() < 0.5) {
      addresses += 1;
      this.address = `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
    }
    this.openers = this.refusals = 0;
    const headers = { "content-type": "application/json", "x-forwarded-for": this.address };
    const answer = await fetch(`${base}/api/session`, { method: "POST", headers, body: '{"adult":true}' });
    const { token, message } = await answer.json();
    if (!token) throw new Error(`No session: ${message}`);
    const socket = new WebSocket(`${base.replace("http", "ws")}/ws`, {
      protocols: ["passerby.v1"],
      headers: { "x-forwarded-for": this.address },
    });
    this.socket = socket;
    socket.onopen = () => this.send({ type: "hello", token });
    socket.onmessage = ({ data: text }) => this.socket === socket && this.take(JSON.parse(text));
    socket.onerror = () => {};
    socket.onclose = () => {
      if (this.socket !== socket || over) return;
      broken += 1;
      this.later(5_000, () => this.arrive());
    };
  }

  send(frame) {
    if (this.socket.readyState === 1) this.socket.send(JSON.stringify(frame));
  }

  later(millis, run) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (over) return;
      Promise.resolve(run()).catch(({ message }) => {
        failures.set(message, (failures.get(message) ?? 0) + 1);
        this.later(5_000, () => this.arrive());
      });
    }, millis);
  }

  find() {
    this.room = undefined;
    this.send({ type: "find", mode: "text" });
  }

  take(frame) {
    switch (frame.type) {
      case "welcome":
        return this.find();
      case "matched":
        this.room = frame.room;
        this.said = 0;
        return this.kind === "spam" ? this.later(between(500, 2_500), () => this.lure()) : this.greet();
      case "left":
        if (frame.room !== this.room) return;
        return this.later(between(300, 1_500), () => this.find());
      case "chat":
        this.send({ type: "ack", room: frame.room, id: frame.id });
        if (frame.id.startsWith("s")) spam.reached.add(frame.id);
        if (this.kind === "honest" && this.said < 8 && random() < 0.8) this.reply();
        return;
      case "error":
        return this.refused(frame);
    }
  }

  refused({ code, ref, cause, retryAfter }) {
    if (cause) {
      if (this.kind === "spam") {
        spam.held[cause] += 1;
        this.refusals += 1;
      } else {
        honest.held += 1;
        honest.heldBy[cause].add(this.number);
      }
    } else if ((ref === "find" || ref === "next") && (code === "rate-limited" || code === "unavailable")) {
      if (ref === "next") this.send({ type: "leave", room: this.room });
      this.later((retryAfter ?? 1_000) + 50, () => this.find());
    }
  }

  chat(text) {
    this.said += 1;
    this.messages += 1;
    const id = `${this.kind[0]}${this.number}-${this.messages}`;
    this.send({ type: "chat", room: this.room, id, text });
    return id;
  }

  /** A spammer says it, perhaps once more in another way, and goes on; when it is known it comes again as somebody else. */
  lure() {
    spam.sent.add(this.chat(this.style.opener()));
    this.openers += 1;
    const known = this.refusals >= 3 || this.openers >= 20;
    this.later(between(1_500, 4_000), () => {
      if (known) return this.again();
      this.send({ type: "next", room: this.room });
    });
  }

  again() {
    const former = this.socket;
    this.socket = undefined;
    former.close();
    return this.arrive();
  }

  greet() {
    if (random() < 0.8) setTimeout(() => this.speak(this.room, this.style.opener()), between(800, 5_000));
    const stays = random() < 0.3 ? between(3_200, 10_000) : between(15_000, 90_000);
    this.later(stays, () => this.send({ type: "next", room: this.room }));
  }

  reply() {
    setTimeout(() => this.speak(this.room, this.style.talk()), between(1_500, 8_000));
  }

  speak(room, text) {
    if (over || !room || room !== this.room) return;
    honest.sent += 1;
    honest.begun.add(this.number);
    this.chat(text);
  }
}

async function up() {
  for (let tries = 0; tries < 240; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port + 1_000}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(250);
  }
  throw new Error("The node did not start.");
}

try {
  await up();
  const visitors = [];
  for (const kind of ["honest", "spam"]) for (let i = 0; i < counts[kind]; i += 1) visitors.push(new Visitor(i, kind));
  visitors.sort(() => random() - 0.5);
  for (const [i, visitor] of visitors.entries()) {
    visitor.later(0, () => visitor.arrive());
    if (i % 20 === 19) await pause(100);
  }
  const steps = 6;
  for (let step = 1; step <= steps; step += 1) {
    await pause((seconds * 1_000) / steps);
    process.stderr.write(`${Math.round((seconds * step) / steps)} s: ${spam.sent.size} spam, ${spam.reached.size} reached\n`);
  }
  over = true;
  const metrics = await (await fetch(`http://127.0.0.1:${port + 1_000}/metrics`)).text();
  const counted = metrics.split("\n").filter((line) => /^passerby_(openers|word_rules|reports_total.*spam|searches_slowed)/.test(line));
  const share = (part, whole) => (whole === 0 ? 0 : Math.round((part / whole) * 100_000) / 1_000);
  const slowed = new Set([...honest.heldBy.alike, ...honest.heldBy["word-rule"]]);
  console.log(
    JSON.stringify(
      {
        options,
        spam: {
          sent: spam.sent.size,
          reached: spam.reached.size,
          reachedPerCent: share(spam.reached.size, spam.sent.size),
          held: spam.held,
        },
        honest: {
          visitors: counts.honest,
          spoke: honest.begun.size,
          messages: honest.sent,
          heldMessages: honest.held,
          slowed: slowed.size,
          slowedPerCent: share(slowed.size, counts.honest),
          by: { alike: honest.heldBy.alike.size, "word-rule": honest.heldBy["word-rule"].size },
        },
        broken,
        failures: Object.fromEntries(failures),
        counted,
      },
      null,
      2,
    ),
  );
} finally {
  over = true;
  // Told to end, it ends its Redis as well.
  node.kill("SIGTERM");
  await Promise.race([ended, pause(20_000)]);
  node.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
  process.exit();
}
