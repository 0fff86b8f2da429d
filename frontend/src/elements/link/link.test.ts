// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import {
  button,
  buttons,
  drawn,
  elementStage,
  find,
  findAll,
  key,
  press,
  textOf,
} from "../../testing/element-stage.js";
import "./link.js";

const stage = elementStage();

const show = (address: string, written = address) =>
  stage.show(html`<passerby-link .url=${new URL(address)} written=${written}></passerby-link>`);

it("opens nothing at the first press, and then names where it leads", async () => {
  const element = await show("https://example.org/page", "example.org/page");
  expect(textOf(element)).toBe("example.org/page");
  expect(findAll(element, "a")).toEqual([]);
  await press(element, "example.org/page");
  const link = find<HTMLAnchorElement>(element, "a");
  expect(textOf(link)).toBe("Open example.org");
  expect(link.href).toBe("https://example.org/page");
});

it("shows a host that only looks like another as what it is", async () => {
  const element = await show("https://аpple.example/", "https://аpple.example/");
  await press(element, "https://аpple.example/");
  expect(textOf(find(element, "a"))).toContain("xn--");
});

it("tells the other page nothing of this one", async () => {
  const element = await show("https://example.org/");
  await press(element, "https://example.org/");
  const { rel, target } = find<HTMLAnchorElement>(element, "a");
  expect([target, ...rel.split(" ")]).toEqual(["_blank", "noopener", "noreferrer", "nofollow"]);
});

it.each(["Don't open", "https://example.org/"])("asks no more after %s", async (name) => {
  const element = await show("https://example.org/");
  await press(element, "https://example.org/");
  expect(button(element, "https://example.org/").getAttribute("aria-expanded")).toBe("true");
  await press(element, name);
  expect(findAll(element, "a")).toEqual([]);
  expect(buttons(element)).toEqual(["https://example.org/"]);
});

it("shows what it asks, and takes Escape for a no, with the focus back on the address", async () => {
  const element = await show("https://example.org/");
  await press(element, "https://example.org/");
  expect(textOf(find(element, ".ask"))).toBe("Open the link to example.org? Open example.org Don't open");
  expect(key(button(element, "Don't open"), "Escape")).toBe(false);
  await drawn(element);
  expect(findAll(element, ".ask")).toEqual([]);
  expect(element.shadowRoot?.activeElement).toBe(button(element, "https://example.org/"));
  expect(key(button(element, "https://example.org/"), "Escape")).toBe(true);
});
