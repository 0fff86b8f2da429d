/**
 * Who answers a request: the network alone (`pass`), the network with the kept page in reserve, or the cache first. What
 * is not named here passes: API and socket above all.
 */
export type Plan = "pass" | "page" | "asset";

export function planFor(method: string, mode: string, url: URL, origin: string): Plan {
  if (method !== "GET" || url.origin !== origin) return "pass";
  const { pathname } = url;
  if (mode === "navigate") return pathname === "/" || pathname === "/index.html" ? "page" : "pass";
  return pathname.startsWith("/assets/") ? "asset" : "pass";
}

/** The page's own files as its HTML names them. */
export function scriptsOf(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].flatMap(([, path]) => (path ? [path] : []));
}
