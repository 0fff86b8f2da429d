/**
 * Who answers a request. `pass`: the network alone. `shell`, for what a page needs to begin: the network, with the
 * cache in reserve. `asset`, for files whose names change with their content: the cache first. Everything else passes,
 * above all the API and the socket.
 */
export type Plan = "pass" | "shell" | "asset";

/** What a page needs to begin. The names are those of every build. */
export const shellPaths = ["/", "/app.js", "/app.css"] as const;

export function planFor(method: string, mode: string, url: URL, origin: string): Plan {
  if (method !== "GET" || url.origin !== origin) return "pass";
  const { pathname } = url;
  if (mode === "navigate") return pathname === "/" || pathname === "/index.html" ? "shell" : "pass";
  if (pathname === "/app.js" || pathname === "/app.css") return "shell";
  return pathname.startsWith("/assets/") ? "asset" : "pass";
}
