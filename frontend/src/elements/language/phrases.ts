import type { en } from "./en.js";
import type { Language } from "./plural.js";

/** Everything the elements say. English sets the list: a language that lacks a phrase, or has one too many, does not compile. */
export type Phrases = typeof en;

/** Loads the phrases of a language. `attempt` counts from 0 how often that failed before. */
export type LoadPhrases = (language: Language, attempt: number) => Promise<Phrases>;
