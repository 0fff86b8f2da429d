import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** The most that a visitor's browser may have to fetch, in bytes: all JavaScript of the page, compressed, with every language. */
export const budgetBytes = 124_000;

/** The most that the moderators' console may weigh, measured alike. */
export const consoleBudgetBytes = 150_000;

interface Piece {
  readonly fileName: string;
  readonly code: string;
}

/** Says what the scripts weigh when that is more than allowed. Undefined otherwise. */
export function overweight(scripts: readonly Piece[], allowed: number = budgetBytes): string | undefined {
  const weights = scripts.map(({ fileName, code }) => ({ fileName, bytes: gzipSync(code).byteLength }));
  const total = weights.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= allowed) return undefined;
  const list = weights.map(({ fileName, bytes }) => `${fileName} ${bytes}`).join(", ");
  return `The page's JavaScript is ${total} bytes compressed, and ${allowed} are allowed: ${list}.`;
}

/** Fails the build of a page that is too heavy. */
export function pageBudget(allowed: number = budgetBytes): Plugin {
  return {
    name: "page-budget",
    apply: "build",
    generateBundle(_options, bundle) {
      const scripts = Object.values(bundle).filter((output) => output.type === "chunk");
      const problem = overweight(scripts, allowed);
      if (problem) this.error(problem);
    },
  };
}
