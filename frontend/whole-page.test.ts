import { expect, it } from "vitest";
import { torn } from "./whole-page.js";

const piece = (fileName: string, imports: string[] = []) => ({ fileName, imports });

it("lets a page be whose script and style sheet have the names of every build", () => {
  expect(torn([piece("app.js"), piece("assets/de-1.js")], '<script src="/app.js"></script>')).toBeUndefined();
});

it("names what only one build has", () => {
  expect(torn([piece("app.js", ["assets/plural-1.js"])], "")).toBe("app.js imports assets/plural-1.js");
  expect(torn([piece("assets/de-1.js", ["app.js"])], "")).toBe("assets/de-1.js imports app.js");
  expect(torn([], '<link href="/assets/a.css">')).toContain("/assets/a.css");
});
