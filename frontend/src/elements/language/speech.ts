import { Emitter } from "../../events/emitter.js";
import { en } from "./en.js";
import { loadPhrases } from "./load-phrases.js";
import type { LoadPhrases, Phrases } from "./phrases.js";
import { type Language, languageNames } from "./plural.js";

const rightToLeft: ReadonlySet<Language> = new Set<Language>(["ar"]);

const key = "passerby.language";

/** Milliseconds between attempts to load a language. The first is for another server behind the same address. */
const pauses = [200, 1_000, 3_000, 9_000, 27_000];

/** After this many failed attempts the visitor is told. */
const quietAttempts = 3;

/** How long a page waits for its language before it starts in English, in milliseconds. */
const patience = 4_000;

export interface SpeechEvents {
  /** Another language is spoken, or the chosen one cannot be loaded for now. */
  change: Language;
}

/** The language that elements speak, with its phrases. An element shares its own with all elements inside of it. */
export class Speech extends Emitter<SpeechEvents> {
  #language: Language = "en";
  #phrases: Phrases = en;
  #missing: Language | undefined;
  /** Grows with each choice. What an earlier choice still loads is too late. */
  #turn = 0;
  #begun: Promise<void> | undefined;
  readonly #times = new Map<Language, Intl.DateTimeFormat>();
  readonly #failures = new Map<Language, number>();

  constructor(
    private readonly storage: () => Pick<Storage, "getItem" | "setItem"> = () => localStorage,
    private readonly load: LoadPhrases = loadPhrases,
  ) {
    super();
  }

  get language(): Language {
    return this.#language;
  }

  get phrases(): Phrases {
    return this.#phrases;
  }

  /** The chosen language, while it could not be loaded. */
  get missing(): Language | undefined {
    return this.#missing;
  }

  get direction(): "ltr" | "rtl" {
    return rightToLeft.has(this.#language) ? "rtl" : "ltr";
  }

  /**
   * Speaks the language that the visitor chose here before, or else the first of the browser's languages that is known.
   * Resolves when the page can speak: in English, if its language is slow or cannot be loaded. A second call changes nothing.
   */
  begin(preferred: readonly string[]): Promise<void> {
    this.#begun ??= this.#begin(preferred);
    return this.#begun;
  }

  #begin(preferred: readonly string[]): Promise<void> {
    const loaded = this.#use(known(this.#remembered() ?? "") ?? firstKnown(preferred) ?? "en");
    let timer: ReturnType<typeof setTimeout>;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    return Promise.race([loaded, late]).finally(() => clearTimeout(timer));
  }

  /**
   * Speaks this language from now on, on later visits too. Resolves when it does, or when it is `missing`. The language in
   * use stays then, and the other is tried a few times more. Choosing it again tries at once.
   */
  choose(language: Language): Promise<void> {
    try {
      this.storage().setItem(key, language);
    } catch {
      // Private windows may refuse storage. The choice then lasts as long as the page.
    }
    return this.#use(language);
  }

  /** A span of time in words, rounded up: nobody should be promised too short a wait. */
  duration(milliseconds: number, width: "long" | "short" = "long"): string {
    const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
    const [amount, unit] = seconds < 100 ? [seconds, "second"] : [Math.ceil(seconds / 60), "minute"];
    return new Intl.NumberFormat(this.#language, { style: "unit", unit, unitDisplay: width }).format(amount);
  }

  /** The time of day. A formatter is slow to make, and a conversation has many times. */
  time(at: number): string {
    let format = this.#times.get(this.#language);
    if (!format) {
      format = new Intl.DateTimeFormat(this.#language, { timeStyle: "short" });
      this.#times.set(this.#language, format);
    }
    return format.format(at);
  }

  /** The size of a file, in kilobytes or megabytes. */
  bytes(size: number): string {
    const [amount, unit] = size < 1_000_000 ? [Math.ceil(size / 1_000), "kilobyte"] : [size / 1_000_000, "megabyte"];
    const style = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 } as const;
    return new Intl.NumberFormat(this.#language, style).format(amount);
  }

  list(parts: readonly string[]): string {
    return new Intl.ListFormat(this.#language, { type: "conjunction" }).format(parts);
  }

  languageName(tag: string): string {
    return new Intl.DisplayNames([this.#language], { type: "language", fallback: "code" }).of(tag) ?? tag;
  }

  date(at: number, dateStyle: "long" | "medium" = "long"): string {
    return new Intl.DateTimeFormat(this.#language, { dateStyle, timeStyle: "short" }).format(at);
  }

  #use(language: Language): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    return new Promise((resolve) => void this.#attempt(language, turn, 0, resolve));
  }

  /** Calls `told` once the language is spoken, missing, or no longer wanted. */
  async #attempt(language: Language, turn: number, tried: number, told: () => void): Promise<void> {
    const failures = this.#failures.get(language) ?? 0;
    const phrases = await this.load(language, failures).catch(() => undefined);
    if (!phrases) this.#failures.set(language, failures + 1);
    // A later choice wins, whichever arrives first.
    if (turn !== this.#turn) return told();
    if (phrases) {
      this.#missing = undefined;
      this.#phrases = phrases;
      this.#language = language;
      this.emit("change", language);
      return told();
    }
    if (tried + 1 >= quietAttempts) {
      const news = this.#missing !== language;
      this.#missing = language;
      if (news) this.emit("change", this.#language);
      told();
    }
    const pause = pauses[tried];
    if (pause === undefined) return;
    setTimeout(
      () => (turn === this.#turn ? void this.#attempt(language, turn, tried + 1, told) : told()),
      pause * (0.75 + Math.random() / 2),
    );
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
