import type { Speech } from "../elements/language/speech.js";

/** Keeps the page itself in the language of its elements: title, heading, pitch and direction of writing. */
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
