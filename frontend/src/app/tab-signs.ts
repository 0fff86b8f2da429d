import type { Message } from "../chat/message-log.js";
import type { PasserbyChat } from "../index.js";

/** Shows in the tab's title and icon that somebody is here, or has written, while the page is out of sight. */
export function watchTab(chat: PasserbyChat, page: Document): void {
  const icon = page.querySelector<HTMLLinkElement>("link[rel=icon]");
  const plain = icon?.href ?? "";
  let met = false;
  /** The ids of what was there when the page was last seen, or kept from before a reload. */
  let known: ReadonlySet<string> = new Set();
  let following = false;

  const messages = (): readonly Message[] => chat.visit?.messages ?? [];
  const know = (): void => {
    known = new Set(messages().map(({ id }) => id));
  };
  // Signs about messages and the two steps of a sealed answer are nothing to read.
  const unread = (): number =>
    messages().filter(
      ({ from, id, as }) => from === "partner" && !known.has(id) && (!as || as === "reply" || as === "question"),
    ).length;

  const show = (): void => {
    const { page: words, alerts, talk } = chat.speech.phrases;
    const written = page.hidden ? unread() : 0;
    const news = page.hidden && (met || written > 0);
    const what = written > 0 ? talk.newMessages(written) : alerts.met;
    page.title = news ? `(${Math.max(1, written)}) ${what}` : words.title;
    if (icon) icon.href = news ? plain.replace("icon.svg", "icon-news.svg") : plain;
  };

  chat.addEventListener("passerby-met", () => {
    met = page.hidden;
    know();
    show();
    if (following) return;
    following = true;
    // From the first match on there is a visit to follow.
    chat.visit?.on("change", () => {
      if (page.hidden) show();
    });
  });
  chat.addEventListener("passerby-parted", () => {
    met = false;
    show();
  });
  page.addEventListener("visibilitychange", () => {
    met = false;
    know();
    show();
  });
}
