import { defineConfig } from "vitest/config";
import { pageBudget } from "./page-budget.js";
import { phraseBooks } from "./phrase-books.js";
import { wholePage } from "./whole-page.js";

const entries = ["app", "service-worker"];

const backend = "http://localhost:8080";

export default defineConfig({
  plugins: [pageBudget(), phraseBooks(), wholePage()],
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
        // While a new build takes the place of an old one, a page of the one asks servers of the other for its files. What a
        // page needs to begin is therefore whole in one script and one style sheet, whose names are those of every build:
        // they go with the page of any. What is loaded later has its build in its name, and is asked for until it comes.
        // A service worker has to keep its address too, and to lie at the top of what it answers for.
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
    // A busy machine is slow, and no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
