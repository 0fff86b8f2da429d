#!/usr/bin/env bash
# happy-dom 21.0.4 dispatches a composed event through a shadow root without retargeting it, and past a slot.
#
# Guess before the run: as in the DOM standard ("Dispatching events", "retarget"), a listener outside of a shadow root
# reads the host as event.target, relatedTarget is retargeted in the same way, and an event on an element that is assigned to a
# slot passes that slot.
# Seen: outside, event.target is the element inside the root; relatedTarget as well; the slot hears nothing. composedPath() does
# begin at the inner element, as the standard says for an open root.
# So a component that tells its own events by `event.target === this` behaves differently in a test and in a browser. Tests of web
# components that listen across a shadow root need a browser.
#
# Needs Node 20 or newer and the npm registry. Fails when the behaviour has changed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund happy-dom@21.0.4
cat >seen.mjs <<'SCRIPT'
import { Window } from "happy-dom";

const window = new Window();
const { document } = window;
const seen = [];

const host = document.createElement("div");
const inner = document.createElement("button");
host.attachShadow({ mode: "open" }).append(inner);
const outside = document.createElement("i");
document.body.append(host, outside);
const name = (node) => (node === host ? "host" : node === inner ? "inner" : "another");

document.body.addEventListener("press", (event) => {
  seen.push(`target outside: ${name(event.target)}`);
  seen.push(`path begins at: ${name(event.composedPath()[0])}`);
});
inner.dispatchEvent(new window.Event("press", { bubbles: true, composed: true }));

document.body.addEventListener("mouseover", (event) => seen.push(`relatedTarget outside: ${name(event.relatedTarget)}`));
outside.dispatchEvent(new window.MouseEvent("mouseover", { bubbles: true, composed: true, relatedTarget: inner }));

const list = document.createElement("div");
const slot = document.createElement("slot");
list.attachShadow({ mode: "open" }).append(slot);
const item = document.createElement("p");
list.append(item);
document.body.append(list);
let heard = 0;
slot.addEventListener("pick", () => heard++);
item.dispatchEvent(new window.Event("pick", { bubbles: true, composed: true }));
seen.push(`assigned to the slot: ${slot.assignedNodes().includes(item)}, events at the slot: ${heard}`);

console.log(seen.join("\n"));
SCRIPT
expected='target outside: inner
path begins at: inner
relatedTarget outside: inner
assigned to the slot: true, events at the slot: 0'
seen=$(node seen.mjs)
printf 'happy-dom 21.0.4 on Node %s\n%s\n' "$(node --version)" "$seen"
[ "$seen" = "$expected" ] || { printf 'The behaviour has changed; expected was:\n%s\n' "$expected"; exit 1; }
