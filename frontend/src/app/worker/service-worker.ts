/// <reference lib="webworker" />

import { tabToShow } from "./callers.js";
import { planFor } from "./plan.js";
import { Shelf } from "./shelf.js";

declare const self: ServiceWorkerGlobalScope;

/** Change the name when caches of earlier versions can no longer be trusted. Version 1 cached error pages too. */
const cacheName = "passerby-shell-2";

/**
 * Caches the page itself, so that it opens at once and also without a network. The API and the socket are never cached.
 */
const shelf: Promise<Shelf> = caches
  .open(cacheName)
  .then((files) => new Shelf({ files, origin: self.location.origin, fetch: (request, init) => fetch(request, init) }));

self.addEventListener("install", (event) => {
  event.waitUntil(shelf.then((kept) => kept.fill()).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const plan = planFor(request.method, request.mode, new URL(request.url), self.location.origin);
  if (plan === "pass") return;
  // The event lives on until everything is cached.
  const later = (work: Promise<unknown>): void => event.waitUntil(work);
  event.respondWith(shelf.then((kept) => (plan === "shell" ? kept.shell(request, later) : kept.asset(request))));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(showPage());
});

/** To the tab that has called. */
async function showPage(): Promise<void> {
  const tab = tabToShow(await self.clients.matchAll({ type: "window", includeUncontrolled: true }));
  await (tab ? tab.focus() : self.clients.openWindow("/"));
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith("passerby-") && name !== cacheName);
  await Promise.all(ours.map((name) => caches.delete(name)));
}
