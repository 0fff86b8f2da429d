import type { Speech } from "../../elements/language/speech.js";
import { en, type Words } from "./en.js";
import { tr } from "./tr.js";

export type { Words };

/** The languages of the console. */
export const consoleLanguages = { en: "English", tr: "Türkçe" } as const;

export type ConsoleLanguage = keyof typeof consoleLanguages;

const books: Readonly<Record<ConsoleLanguage, Words>> = { en, tr };

export const isConsoleLanguage = (tag: string): tag is ConsoleLanguage => Object.hasOwn(books, tag);

export const wordsOf = ({ language }: Speech): Words => (isConsoleLanguage(language) ? books[language] : en);
