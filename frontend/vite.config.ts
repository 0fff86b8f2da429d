import { defineConfig } from "vitest/config";
import { pageBudget } from "./page-budget.js";

const backend = "http://localhost:8080";

export default defineConfig({
  plugins: [pageBudget()],
  build: {
    // The server finds the page on its class path, next to its own classes.
    outDir: "../target/classes/webroot",
    emptyOutDir: true,
    target: "es2022",
    // An inlined asset would need `data:` in the server's content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: "index.html", "service-worker": "src/app/worker/service-worker.ts" },
      output: {
        // A service worker has to keep its address, and to lie at the top of what it answers for.
        entryFileNames: ({ name }) => (name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: {
    proxy: {
      "/api": backend,
      "/ws": { target: backend, ws: true },
    },
  },
  test: {
    include: ["src/**/*.test.ts", "*.test.ts"],
    environment: "node",
    // A busy machine is slow, and no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
