import { readFileSync } from "node:fs";

const theme = readFileSync("src/elements/theme.css", "utf8");
const properties = new Set([...theme.matchAll(/^\s+(--passerby-[a-z-]+):/gm)].map(([, name]) => name));

/** A path of the sources, as it is in the package. */
const packed = (path) => path.replace(/^\/?src/, "dist").replace(/\.ts$/, ".js");

/** Gives the paths of the package to whatever names a module. */
function repath(value) {
  if (value === null || typeof value !== "object") return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === "module" || key === "path") && typeof inner === "string") value[key] = packed(inner);
    else repath(inner);
  }
}

/** Leaves of each element what its users may rely on. */
const forUsers = {
  name: "for-users",
  packageLinkPhase({ customElementsManifest: manifest }) {
    manifest.modules = manifest.modules.filter(({ declarations }) => declarations.some(({ tagName }) => tagName));
    const declared = manifest.modules.flatMap(({ declarations }) => declarations);
    for (const element of declared.filter(({ tagName }) => tagName)) {
      element.members = element.members.filter(({ privacy = "public" }) => privacy === "public");
      element.events = element.events.filter(({ name }) => name);
      element.cssProperties = [...properties].map((name) => ({ name }));
    }
    repath(manifest.modules);
  },
};

/** What editors and documentation tools are told of the library's elements. */
export default {
  globs: ["src/elements/{chat,video-call,voice-call}/*.ts"],
  exclude: ["**/*.test.ts"],
  outdir: "dist",
  litelement: true,
  packagejson: false,
  plugins: [forUsers],
};
