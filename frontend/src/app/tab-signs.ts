import type { PasserbyChat } from "../index.js";

/** Shows in the tab's title and icon that somebody is here, or has written, while the page is out of sight. */
export function watchTab(chat: PasserbyChat, page: Document): void {
  const icon = page.querySelector<HTMLLinkElement>("link[rel=icon]");
  const plain = icon?.href ?? "";
  let met = false;
  let read = 0;
  let following = false;

  const heard = (): number => chat.visit?.messages.filter(({ from }) => from === "partner").length ?? 0;

  const show = (): void => {
    const { page: words, alerts, talk } = chat.speech.phrases;
    const written = Math.max(0, heard() - read);
    const news = page.hidden && (met || written > 0);
    const what = written > 0 ? talk.newMessages(written) : alerts.met;
    page.title = news ? `(${Math.max(1, written)}) ${what}` : words.title;
    if (icon) icon.href = news ? plain.replace("icon.svg", "icon-news.svg") : plain;
  };

  chat.addEventListener("passerby-met", () => {
    met = page.hidden;
    read = 0;
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
    read = heard();
    show();
  });
}
