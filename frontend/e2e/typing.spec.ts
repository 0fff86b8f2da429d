import type { CDPSession, Page } from "@playwright/test";
import { Stage } from "./stage.js";
import { test } from "./surroundings.js";
import { expect, pair, type Visitor } from "./visitor.js";

/** A host name that leads to this machine but is not its own: a page from there is no secure context. */
const plainHost = "plain.test";

/** Chromium's own way to let an input method speak. */
const inputMethod = ({ page }: Visitor): Promise<CDPSession> => page.context().newCDPSession(page);

const key = (type: "keyDown" | "rawKeyDown" | "keyUp", name: string, windowsVirtualKeyCode: number) => ({
  ...{ type, key: name, code: name, windowsVirtualKeyCode },
  ...(type === "keyDown" && name === "Enter" ? { text: "\r" } : {}),
});

/** Composes a word: it is in the field, but not written yet. */
const compose = (session: CDPSession, text: string): Promise<unknown> =>
  session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });

const texts = ({ page }: Visitor): Promise<string[]> => page.locator(".message .text").allTextContents();

const secure = (page: Page): Promise<boolean> => page.evaluate(() => isSecureContext);

test("over plain HTTP two people write to each other, and are told why there is no camera", async ({
  // It starts before the visitors arrive, and so ends after they are gone.
  keep,
  arrive,
  baseURL,
  playwright,
  launchOptions,
}) => {
  const args = [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${plainHost} 127.0.0.1`];
  const browser = await playwright.chromium.launch({ ...launchOptions, args });
  keep({ end: () => browser.close() });
  const plain = { from: browser, baseURL: `http://${plainHost}:${new URL(String(baseURL)).port}` };
  for (const mode of ["Text", "Video"] as const) {
    const [one, other] = [await arrive(plain), await arrive(plain)];
    expect(await secure(one.page)).toBe(false);
    await one.start(mode);
    await one.expectWaiting();
    await other.start(mode);
    await Promise.all([one.expectChatting(), other.expectChatting()]);
    await one.say("sent without a secure context");
    await other.expectMessage("sent without a secure context");
    await one.expectMark("delivered");
    await other.say("and answered");
    await one.expectMessage("and answered");
    if (mode === "Video") {
      await expect(
        one.page.getByText("Your browser only allows the camera and microphone on a secure (HTTPS) address."),
      ).toBeVisible();
    }
    await one.goOnFrom(other);
    for (const { page } of [one, other]) await page.goto("about:blank");
  }
});

test("the Enter that chooses a word does not send, the next one does", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  const session = await inputMethod(one);
  await compose(session, "にほん");
  // As Chrome reports the Enter of an input method, and as Safari does: after the end of the composition.
  await session.send("Input.dispatchKeyEvent", key("rawKeyDown", "Enter", 229));
  await session.send("Input.insertText", { text: "日本" });
  await session.send("Input.dispatchKeyEvent", key("rawKeyDown", "Enter", 229));
  await expect(one.composer).toHaveValue("日本");
  expect(await texts(one)).toEqual([]);
  await compose(session, "へ");
  // Enter comes while the word is still being composed: it is for the input method.
  await session.send("Input.dispatchKeyEvent", key("rawKeyDown", "Enter", 13));
  await session.send("Input.insertText", { text: "へ" });
  await expect(one.composer).toHaveValue("日本へ");
  expect(await texts(one)).toEqual([]);
  await one.composer.press("Enter");
  await other.expectMessage("日本へ");
  await expect(one.composer).toHaveValue("");
});

test("an Enter that an input method hands on as a line break sends the whole of the text", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  const session = await inputMethod(one);
  await compose(session, "안녕");
  await session.send("Input.dispatchKeyEvent", { ...key("keyDown", "Enter", 13), key: "Unidentified", code: "" });
  await other.expectMessage("안녕");
  await expect(one.composer).toHaveValue("");
  expect(await texts(other)).toEqual(["안녕"]);
});

test("on a telephone the send key sends, also in the middle of a word", async ({ arrive }) => {
  const phone = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 760 } };
  const [one, other] = await pair(arrive, "Text", phone);
  await expect(one.composer).toHaveAttribute("enterkeyhint", "send");
  const session = await inputMethod(one);
  // As soft keyboards do it: keys without names, a word that is composed, then written with the Enter that follows.
  const unnamed = { ...key("rawKeyDown", "Unidentified", 229), code: "" };
  const enter = { ...key("keyDown", "Enter", 13), code: "" };
  for (const word of ["first", "second", "third"]) {
    await session.send("Input.dispatchKeyEvent", unnamed);
    await compose(session, word);
    await session.send("Input.dispatchKeyEvent", unnamed);
    await session.send("Input.insertText", { text: word });
    if (word === "third") await one.page.getByRole("button", { name: "Send" }).tap();
    else await session.send("Input.dispatchKeyEvent", word === "first" ? enter : { ...enter, key: "Unidentified" });
    await expect(one.composer).toHaveValue("");
  }
  await other.expectMessage("third");
  expect(await texts(other)).toEqual(["first", "second", "third"]);
});

test("an input method makes interests of whole words", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const field = page.getByRole("textbox", { name: "Interests" });
  await field.focus();
  const session = await inputMethod(visitor);
  await compose(session, "りょ");
  await session.send("Input.dispatchKeyEvent", key("rawKeyDown", "Enter", 229));
  await session.send("Input.insertText", { text: "旅行" });
  await session.send("Input.dispatchKeyEvent", key("rawKeyDown", "Enter", 229));
  await session.send("Input.dispatchKeyEvent", key("rawKeyDown", "Backspace", 229));
  await expect(field).toHaveValue("旅行");
  await expect(page.getByRole("button", { name: "Remove" })).toHaveCount(0);
  await field.press("Enter");
  await expect(page.getByRole("button", { name: "Remove 旅行" })).toBeVisible();
  // A soft keyboard that still composes: the key has no name, and only its effect shows that it was Enter.
  await compose(session, "jazz");
  await session.send("Input.dispatchKeyEvent", { ...key("keyDown", "Enter", 13), key: "Unidentified", code: "" });
  await expect(page.getByRole("button", { name: "Remove jazz" })).toBeVisible();
  await session.send("Input.insertText", { text: "茶，酒" });
  await expect(page.getByRole("button", { name: "Remove 茶" })).toBeVisible();
  await expect(field).toHaveValue("酒");
});

test("two Esc that give up a word skip nobody", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  const session = await inputMethod(one);
  await compose(session, "ka");
  await session.send("Input.dispatchKeyEvent", key("rawKeyDown", "Escape", 27));
  await session.send("Input.dispatchKeyEvent", key("rawKeyDown", "Escape", 229));
  await compose(session, "");
  // As Safari reports them: after the end of the composition.
  await session.send("Input.dispatchKeyEvent", key("rawKeyDown", "Escape", 229));
  await session.send("Input.dispatchKeyEvent", key("rawKeyDown", "Escape", 229));
  await one.say("still here");
  await other.expectMessage("still here");
  await expect(one.next).toHaveText(/Next/);
  // With no word to cancel, Esc asks as usual.
  await expect(async () => {
    await one.page.keyboard.press("Escape");
    await expect(one.next).toHaveText(/Skip/, { timeout: 500 });
  }).toPass();
});

test("a text that shows nothing is neither sent nor shown", async ({ arrive }) => {
  const stage = new Stage();
  const visitor = await arrive({ before: (page) => stage.open(page) });
  const { page, composer } = visitor;
  await visitor.start("Text");
  await stage.matched("text");
  await visitor.expectChatting();
  for (const text of ["\u200b", "\u2800\u3164", "\u00ad\u2060 \u200d"]) {
    await composer.fill(text);
    await expect(page.getByRole("button", { name: "Send" })).toBeDisabled();
    await composer.press("Enter");
    stage.say({ type: "chat", room: "room-1", id: text, text });
  }
  stage.say({ type: "chat", room: "room-1", id: "seen", text: "seen" });
  await visitor.expectMessage("seen");
  expect(await texts(visitor)).toEqual(["seen"]);
  expect(stage.last("chat")).toBeUndefined();
  // The ack stops their sender from sending them again.
  await expect.poll(() => stage.sent.filter(({ type }) => type === "ack")).toHaveLength(4);
});
