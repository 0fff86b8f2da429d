/** Lets the browser keep the page and offer to install it. Works over HTTPS and on this machine only. */
export function keepPage(container: ServiceWorkerContainer | undefined): void {
  // Without it all works, save that the page needs the network to open.
  container?.register("/service-worker.js", { updateViaCache: "none" }).catch(() => undefined);
}
