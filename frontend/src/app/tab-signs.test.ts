// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from "vitest";
import type { Message } from "../chat/message-log.js";
import { Speech } from "../elements/language/speech.js";
import type { PasserbyChat } from "../index.js";
import { watchTab } from "./tab-signs.js";

let messages: Message[];
let changed: () => void;
let chat: EventTarget;

const theirs = (id: string, more: Partial<Message> = {}): Message =>
  ({ from: "partner", id, text: "hi", at: 0, ...more }) as Message;

const icon = (): string => document.querySelector<HTMLLinkElement>("link[rel=icon]")?.href ?? "";

function look(away: boolean): void {
  vi.spyOn(document, "hidden", "get").mockReturnValue(away);
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  messages = [];
  document.head.innerHTML = '<link rel="icon" href="/icon.svg" />';
  const visit = {
    get messages() {
      return messages;
    },
    on: (_name: string, listener: () => void) => {
      changed = listener;
    },
  };
  chat = Object.assign(new EventTarget(), { visit, speech: new Speech() });
  watchTab(chat as unknown as PasserbyChat, document);
  look(false);
});

it("tells in the title and the icon of a hidden tab that somebody is here, until it is looked at", () => {
  look(true);
  chat.dispatchEvent(new Event("passerby-met"));
  expect(document.title).toBe("(1) Someone is here!");
  expect(icon()).toContain("icon-news.svg");
  look(false);
  expect(document.title).toBe("Passerby: talk to a stranger");
  expect(icon()).not.toContain("news");
});

it("counts what was written meanwhile", () => {
  chat.dispatchEvent(new Event("passerby-met"));
  messages = [theirs("1")];
  look(true);
  messages = [...messages, theirs("2"), theirs("3")];
  changed();
  expect(document.title).toBe("(2) 2 new messages");
  look(false);
  look(true);
  changed();
  expect(document.title).toBe("Passerby: talk to a stranger");
});

it("counts no own messages, no signs, and nothing from before a reload", () => {
  look(true);
  messages = [theirs("1")];
  chat.dispatchEvent(new Event("passerby-met"));
  messages = [
    ...messages,
    theirs("2", { as: "reaction", about: "1" }),
    theirs("3", { as: "sealed", about: "1" }),
    { from: "me", id: "4", text: "well", at: 0, mark: "sent" },
  ];
  changed();
  expect(document.title).toBe("(1) Someone is here!");
  messages = [...messages, theirs("5", { as: "reply", about: "4" })];
  changed();
  expect(document.title).toBe("(1) 1 new message");
});

it("says nothing of somebody who has left again", () => {
  look(true);
  chat.dispatchEvent(new Event("passerby-met"));
  chat.dispatchEvent(new Event("passerby-parted"));
  expect(document.title).toBe("Passerby: talk to a stranger");
});
