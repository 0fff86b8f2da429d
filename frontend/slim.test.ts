import { expect, it } from "vitest";
import { slim } from "./slim.js";

it("takes comments and spaces out of styles, and keeps what counts", () => {
  const code =
    "const styles = css`\n  /* Why. */\n  :host([a]) .b > .c {\n    width: calc(1px * (2 - var(--d, 0)));\n    margin: 0 1px;\n  }\n`;";
  expect(slim(code)).toBe("const styles = css`:host([a]) .b > .c{width:calc(1px * (2 - var(--d,0)));margin:0 1px}`;");
});

it("keeps the line breaks of a template, which stand between words", () => {
  expect(slim("html`<p>\n    one\n    <b>two</b>\n  </p>`")).toBe("html`<p>\none\n<b>two</b>\n</p>`");
});

it("leaves expressions within styles alone", () => {
  expect(slim("css`a { b: $" + "{c}; }`")).toBe("css`a{b:$" + "{c}}`");
});
