import { defineConfig } from "vitest/config";

const backend = "http://localhost:8080";

export default defineConfig({
  build: {
    // The server finds the page on its class path, next to its own classes.
    outDir: "../target/classes/webroot",
    emptyOutDir: true,
    target: "es2022",
    // An inlined asset would need `data:` in the server's content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      "/api": backend,
      "/ws": { target: backend, ws: true },
    },
  },
  test: {
    include: ["src/**/*.test.ts"],
    environment: "node",
  },
});
