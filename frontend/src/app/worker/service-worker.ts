/// <reference lib="webworker" />

import { type Plan, planFor, scriptsOf } from "./plan.js";

declare const self: ServiceWorkerGlobalScope;

const cacheName = "passerby-shell";

/** More files than one version of the page has; the oldest of earlier versions go first. */
const maxFiles = 40;

/**
 * Keeps the page itself, so that it opens at once and also when the network is away. What is said to the server and
 * what it answers passes by: neither API nor socket is ever kept.
 */
self.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const plan = planFor(request.method, request.mode, new URL(request.url), self.location.origin);
  if (plan !== "pass") event.respondWith(answer(plan, request));
});

function answer(plan: Exclude<Plan, "pass">, request: Request): Promise<Response> {
  switch (plan) {
    case "page":
      return fromNetwork(request);
    case "asset":
      return fromCache(request);
    default: {
      const unknown: never = plan;
      return unknown;
    }
  }
}

async function keepShell(): Promise<void> {
  const cache = await caches.open(cacheName);
  const page = await fetch("/", { cache: "no-cache" });
  const html = await page.clone().text();
  await cache.addAll(scriptsOf(html));
  await cache.put("/", page);
}

/** The page of today if it can be had, else the one that was kept. */
async function fromNetwork(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const page = await fetch(request);
    if (page.ok) await cache.put("/", page.clone());
    return page;
  } catch (problem) {
    const kept = await cache.match("/");
    if (kept) return kept;
    throw problem;
  }
}

/** A file whose name changes with its content is as good from the cache as from anywhere. */
async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept) return kept;
  const asset = await fetch(request);
  if (asset.ok) {
    await cache.put(request, asset.clone());
    const files = (await cache.keys()).filter(({ url }) => new URL(url).pathname !== "/");
    await Promise.all(files.slice(0, Math.max(0, files.length - maxFiles)).map((file) => cache.delete(file)));
  }
  return asset;
}
