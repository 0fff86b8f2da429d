import type { Plugin } from "vite";

interface Piece {
  readonly fileName: string;
  /** Files that it cannot start without. */
  readonly imports: readonly string[];
}

/** Names a script that needs another file of its own build to start. Undefined when there is none. */
export function torn(scripts: readonly Piece[], page: string): string | undefined {
  const parts = scripts.filter(({ imports }) => imports.length > 0);
  if (parts.length > 0)
    return parts.map(({ fileName, imports }) => `${fileName} imports ${imports.join(", ")}`).join("; ");
  const named = page.match(/(?:src|href)="\/assets\/[^"]+"/g);
  return named ? `the page names ${named.join(", ")}` : undefined;
}

/**
 * Fails a build whose page could not start between servers of two builds. `index.html`, its script and its style sheet may
 * come from different builds, so none of them may need a file that only its own build has.
 */
export function wholePage(): Plugin {
  return {
    name: "whole-page",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const outputs = Object.values(bundle);
      const page = outputs.find(({ fileName }) => fileName === "index.html");
      const html = page?.type === "asset" ? String(page.source) : "";
      const problem = torn(
        outputs.filter((output) => output.type === "chunk"),
        html,
      );
      if (problem) this.error(`The page cannot start between two builds: ${problem}.`);
    },
  };
}
