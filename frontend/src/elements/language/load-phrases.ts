import { en } from "./en.js";
import type { Phrases } from "./phrases.js";
import type { Language } from "./plural.js";

const loaders: Readonly<Record<Language, () => Promise<Phrases>>> = {
  en: () => Promise.resolve(en),
  tr: async () => (await import("./tr.js")).tr,
  es: async () => (await import("./es.js")).es,
  de: async () => (await import("./de.js")).de,
  ar: async () => (await import("./ar.js")).ar,
};

/** English is at hand. The others are files of their own, which a page loads when it needs them. */
export const loadPhrases = (language: Language): Promise<Phrases> => loaders[language]();
