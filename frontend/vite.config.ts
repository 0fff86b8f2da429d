import { defineConfig } from "vitest/config";
import { brotli } from "./brotli.js";
import { pageBudget } from "./page-budget.js";
import { phraseBooks } from "./phrase-books.js";
import { slimElements } from "./slim.js";
import { wholePage } from "./whole-page.js";

const entries = ["app", "service-worker"];

const backend = "http://localhost:8080";

export default defineConfig({
  plugins: [slimElements(), pageBudget(), phraseBooks(), wholePage(), brotli()],
  build: {
    // The server finds the page on its class path, next to its own classes.
    outDir: "../target/classes/webroot",
    emptyOutDir: true,
    target: "es2022",
    // An inlined asset would need `data:` in the server's content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { app: "index.html", "service-worker": "src/app/worker/service-worker.ts" },
      output: {
        // During a rolling update, a page of one build asks servers of another for its files. So everything that a page needs
        // to start is in one script and one style sheet, with the same names in every build. Files that are loaded later have
        // their build in their names, and are requested until they arrive. A service worker must keep its address too, and be
        // at the top of what it answers for.
        entryFileNames: ({ name }) => (entries.includes(name) ? "[name].js" : "assets/[name]-[hash].js"),
        assetFileNames: ({ names }) => (names.includes("app.css") ? "app.css" : "assets/[name]-[hash][extname]"),
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
    // A busy machine is slow. That is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
