import type { Speech } from "../elements/language/speech.js";

/** Keeps what the page itself says in the language that its elements speak: title, heading, direction of writing. */
export function followLanguage(speech: Speech, page: Document): void {
  const speak = (): void => {
    const words = speech.phrases.page;
    page.documentElement.lang = speech.language;
    page.documentElement.dir = speech.direction;
    page.title = words.title;
    for (const place of page.querySelectorAll<HTMLElement>("[data-phrase]")) {
      const { phrase } = place.dataset;
      if (phrase === "heading" || phrase === "pitch") place.textContent = words[phrase];
    }
  };
  speech.on("change", speak);
  speak();
}
