import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** The most that the page may need before its first press, in bytes: its JavaScript, compressed, with every language. */
export const budgetBytes = 118_000;

/** The most that all files may weigh together that are loaded when they are wanted, measured alike. */
export const laterBudgetBytes = 24_000;

/** The most that the moderators' console may weigh, measured alike. */
export const consoleBudgetBytes = 150_000;

interface Piece {
  readonly fileName: string;
  readonly code: string;
  readonly isDynamicEntry?: boolean;
  readonly facadeModuleId?: string | null;
}

/** Whether a script is loaded only when it is wanted. A language is wanted at once. */
const comesLater = ({ isDynamicEntry, facadeModuleId }: Piece): boolean =>
  isDynamicEntry === true && !facadeModuleId?.includes("/language/");

/** Says what the scripts weigh when that is more than allowed. Undefined otherwise. */
export function overweight(scripts: readonly Piece[], allowed: number = budgetBytes): string | undefined {
  const weights = scripts.map(({ fileName, code }) => ({ fileName, bytes: gzipSync(code).byteLength }));
  const total = weights.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= allowed) return undefined;
  const list = weights.map(({ fileName, bytes }) => `${fileName} ${bytes}`).join(", ");
  return `The page's JavaScript is ${total} bytes compressed, and ${allowed} are allowed: ${list}.`;
}

/** Fails the build of a page that is too heavy. */
export function pageBudget(allowed: number = budgetBytes, later: number = laterBudgetBytes): Plugin {
  return {
    name: "page-budget",
    apply: "build",
    generateBundle(_options, bundle) {
      const scripts = Object.values(bundle).filter((output) => output.type === "chunk");
      const problems = [
        overweight(
          scripts.filter((script) => !comesLater(script)),
          allowed,
        ),
        overweight(scripts.filter(comesLater), later),
      ].filter((problem) => problem !== undefined);
      if (problems.length > 0) this.error(problems.join(" "));
    },
  };
}
