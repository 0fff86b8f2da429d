import { Emitter } from "../../events/emitter.js";
import { en } from "./en.js";
import { type Language, languageNames } from "./plural.js";

/** Everything the elements say. English is the measure: another language that lacks a phrase does not compile. */
export type Phrases = typeof en;

const loaders: Record<Language, () => Promise<Phrases>> = {
  en: () => Promise.resolve(en),
  tr: async () => (await import("./tr.js")).tr,
  es: async () => (await import("./es.js")).es,
  de: async () => (await import("./de.js")).de,
  ar: async () => (await import("./ar.js")).ar,
};

const rightToLeft: ReadonlySet<Language> = new Set<Language>(["ar"]);

const key = "passerby.language";

export interface SpeechEvents {
  change: Language;
}

/** The language of the page's elements: all of them speak the same one. */
export class Speech extends Emitter<SpeechEvents> {
  #language: Language = "en";
  #phrases: Phrases = en;
  #wanted: Language | undefined;

  constructor(private readonly storage: () => Pick<Storage, "getItem" | "setItem"> = () => localStorage) {
    super();
  }

  get language(): Language {
    return this.#language;
  }

  get phrases(): Phrases {
    return this.#phrases;
  }

  get direction(): "ltr" | "rtl" {
    return rightToLeft.has(this.#language) ? "rtl" : "ltr";
  }

  /** Speaks what the visitor chose here before, else the first of the browser's languages that is known. */
  begin(preferred: readonly string[]): Promise<void> {
    return this.#use(known(this.#remembered() ?? "") ?? firstKnown(preferred) ?? "en");
  }

  /** Speaks this language from now on, on later visits too. */
  choose(language: Language): Promise<void> {
    try {
      this.storage().setItem(key, language);
    } catch {
      // Private windows may refuse storage; the choice then lasts as long as the page.
    }
    return this.#use(language);
  }

  /** A span of time in words, rounded up: nobody is promised a shorter wait than there is. */
  duration(milliseconds: number, width: "long" | "short" = "long"): string {
    const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
    const [amount, unit] = seconds < 100 ? [seconds, "second"] : [Math.ceil(seconds / 60), "minute"];
    return new Intl.NumberFormat(this.#language, { style: "unit", unit, unitDisplay: width }).format(amount);
  }

  list(parts: readonly string[]): string {
    return new Intl.ListFormat(this.#language, { type: "conjunction" }).format(parts);
  }

  languageName(tag: string): string {
    return new Intl.DisplayNames([this.#language], { type: "language", fallback: "code" }).of(tag) ?? tag;
  }

  date(at: number): string {
    return new Intl.DateTimeFormat(this.#language, { dateStyle: "long", timeStyle: "short" }).format(at);
  }

  async #use(language: Language): Promise<void> {
    this.#wanted = language;
    const phrases = await loaders[language]().catch(() => undefined);
    // A phrase book that cannot be had leaves the visitor with the language at hand; a later choice wins.
    if (!phrases || this.#wanted !== language) return;
    this.#phrases = phrases;
    this.#language = language;
    this.emit("change", language);
  }

  #remembered(): string | null {
    try {
      return this.storage().getItem(key);
    } catch {
      return null;
    }
  }
}

function firstKnown(preferred: readonly string[]): Language | undefined {
  return preferred.map((tag) => known(tag.split("-")[0] ?? "")).find((language) => language !== undefined);
}

function known(tag: string): Language | undefined {
  return Object.hasOwn(languageNames, tag) ? (tag as Language) : undefined;
}

export const speech = new Speech();
