import { addresses } from "virtual:phrase-books";
import type { Language } from "../elements/language/plural.js";
import { loadPhrases, type Phrases, speech } from "../elements/language/speech.js";

/** A browser remembers that a file could not be loaded as a module: each further attempt asks for another address. */
speech.loadBy(async (language: Language, attempt: number): Promise<Phrases> => {
  const address = addresses[language];
  if (attempt === 0 || address === undefined) return loadPhrases(language);
  const book: Readonly<Record<string, Phrases | undefined>> = await import(
    /* @vite-ignore */ `${address}?again=${attempt}`
  );
  const phrases = book[language];
  if (!phrases) throw new Error(`the file of the language ${language} does not hold it`);
  return phrases;
});
