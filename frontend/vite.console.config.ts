import { defineConfig } from "vite";
import { brotli } from "./brotli.js";
import { consoleBudgetBytes, pageBudget } from "./page-budget.js";

/**
 * Builds the moderators' console beside the page, after it. It is a build of its own, so that visitors load nothing of it:
 * two entries of one build would share files.
 */
export default defineConfig({
  plugins: [pageBudget(consoleBudgetBytes), brotli()],
  build: {
    outDir: "../target/classes/webroot",
    emptyOutDir: false,
    copyPublicDir: false,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { console: "moderation/index.html" },
      output: {
        // One script and one style sheet with the names of every build, as the page has them: see vite.config.ts.
        codeSplitting: false,
        entryFileNames: "moderation/console.js",
        assetFileNames: "moderation/console[extname]",
      },
    },
  },
});
