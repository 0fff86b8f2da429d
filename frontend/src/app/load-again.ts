import { addresses } from "virtual:phrase-books";
import { loadPhrases } from "../elements/language/load-phrases.js";
import type { LoadPhrases, Phrases } from "../elements/language/phrases.js";

/** Loads phrases. A browser remembers that a module failed to load, so each further attempt asks for another address. */
export const loadAgain: LoadPhrases = async (language, attempt) => {
  const address = addresses[language];
  if (attempt === 0 || address === undefined) return loadPhrases(language);
  const book: Readonly<Record<string, Phrases | undefined>> = await import(
    /* @vite-ignore */ `${address}?again=${attempt}`
  );
  const phrases = book[language];
  if (!phrases) throw new Error(`the file at ${address} holds no phrases in ${language}`);
  return phrases;
};
