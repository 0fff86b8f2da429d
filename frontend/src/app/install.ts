/** Lets the browser keep the page and offer to install it. Works over HTTPS and on this machine only. */
export function keepPage(container: ServiceWorkerContainer | undefined): void {
  // The page works without it, but then needs the network to open.
  container?.register("/service-worker.js", { updateViaCache: "none" }).catch(() => undefined);
}
