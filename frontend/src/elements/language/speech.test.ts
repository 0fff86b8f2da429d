import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ar } from "./ar.js";
import { de } from "./de.js";
import { en } from "./en.js";
import { es } from "./es.js";
import { loadPhrases } from "./load-phrases.js";
import { pluralOf } from "./plural.js";
import { Speech } from "./speech.js";
import { tr } from "./tr.js";

let kept: Map<string, string>;
let speech: Speech;

beforeEach(() => {
  kept = new Map();
  speech = new Speech(() => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  }));
});

describe("the language", () => {
  it.each([
    [["fr-FR", "tr-TR", "de"], "tr"],
    [["es-MX"], "es"],
    [["ja"], "en"],
    [[], "en"],
    [["toString"], "en"],
  ])("of a browser that prefers %j is %s", async (preferred, language) => {
    await speech.begin(preferred);
    expect(speech.language).toBe(language);
  });

  it("that was chosen before goes before the browser's", async () => {
    await speech.choose("ar");
    const later = new Speech(() => ({ getItem: (key) => kept.get(key) ?? null, setItem: () => {} }));
    await later.begin(["de"]);
    expect(later).toMatchObject({ language: "ar", direction: "rtl" });
    expect(later.phrases).toBe(ar);
  });

  it("is the one chosen last, whichever arrives first", async () => {
    const heard: string[] = [];
    speech.on("change", (language) => heard.push(language));
    await Promise.all([speech.choose("ar"), speech.choose("en")]);
    expect(heard).toEqual(["en"]);
  });

  it("does without storage", async () => {
    const closed = (): never => {
      throw new Error("no storage");
    };
    const speaker = new Speech(closed);
    await speaker.begin(["de"]);
    await speaker.choose("tr");
    expect(speaker.language).toBe("tr");
  });
});

describe("a language that cannot be loaded", () => {
  /** What was asked for: language and attempt. */
  let asked: string[];
  let broken: Set<string>;
  let changes: number;
  let speaker: Speech;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    broken = new Set(["de"]);
    changes = 0;
    speaker = new Speech(
      () => ({ getItem: () => null, setItem: () => {} }),
      async (language, attempt) => {
        asked.push(`${language} ${attempt}`);
        if (broken.has(language)) throw new TypeError("not found");
        return loadPhrases(language);
      },
    );
    speaker.on("change", () => {
      changes += 1;
    });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it("is said to be missing, and the one at hand stays", async () => {
    await speaker.choose("tr");
    const chosen = speaker.choose("de");
    await vi.advanceTimersByTimeAsync(1_600);
    await chosen;
    expect(speaker).toMatchObject({ language: "tr", phrases: tr, missing: "de" });
    expect(changes).toBe(2);
  });

  it("is tried again a few times, and spoken once it is there", async () => {
    void speaker.choose("de");
    await vi.advanceTimersByTimeAsync(1_600);
    expect(speaker.missing).toBe("de");
    broken.clear();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(speaker).toMatchObject({ language: "de", phrases: de, missing: undefined });
    expect(asked).toEqual(["de 0", "de 1", "de 2", "de 3"]);
  });

  it("is not asked for without end, and at once when it is chosen again", async () => {
    void speaker.choose("de");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveLength(6);
    broken.clear();
    await speaker.choose("de");
    expect(speaker).toMatchObject({ language: "de", missing: undefined });
    // A browser remembers what failed: no address is asked twice.
    expect(new Set(asked)).toHaveLength(asked.length);
  });

  it("is given up for another", async () => {
    void speaker.choose("de");
    await vi.advanceTimersByTimeAsync(1_600);
    await speaker.choose("es");
    broken.clear();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(speaker).toMatchObject({ language: "es", missing: undefined });
  });

  it("does not keep the page from beginning, nor does one that is slow", async () => {
    const begun = speaker.begin(["de"]);
    await vi.advanceTimersByTimeAsync(1_600);
    await begun;
    expect(speaker).toMatchObject({ language: "en", missing: "de" });
    const slow = new Speech(
      () => ({ getItem: () => null, setItem: () => {} }),
      () => new Promise((resolve) => setTimeout(() => resolve(ar), 60_000)),
    );
    const begunSlowly = slow.begin(["ar"]);
    await vi.advanceTimersByTimeAsync(5_000);
    await begunSlowly;
    expect(slow.language).toBe("en");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(slow.language).toBe("ar");
  });
});

describe("counting", () => {
  it.each([
    [0, "لم يبقَ أي حرف"],
    [1, "بقي حرف واحد"],
    [2, "بقي حرفان"],
    [3, "بقيت"],
    [11, "حرفًا"],
    [100, "حرف"],
  ])("in Arabic has a form of its own for %d", (count, part) => expect(ar.talk.left(count)).toContain(part));

  it("names one thing as one", () => {
    expect([en.talk.left(1), en.talk.left(2)]).toEqual(["1 character left", "2 characters left"]);
    expect(pluralOf("de")({ one: "# Stern", other: "# Sterne" })(1_000)).toBe("1.000 Sterne");
  });
});

/** Every sentence of a phrase book, functions filled in with a sample. */
function sentences(book: object, path = ""): [string, string][] {
  return Object.entries(book).flatMap(([key, phrase]: [string, unknown]) => {
    const name = path === "" ? key : `${path}.${key}`;
    if (typeof phrase === "string") return [[name, phrase] as [string, string]];
    if (typeof phrase === "function") return [[name, String(phrase(7))] as [string, string]];
    return typeof phrase === "object" && phrase ? sentences(phrase, name) : [];
  });
}

describe.each([
  ["tr", tr],
  ["es", es],
  ["de", de],
  ["ar", ar],
] as const)("the phrases in %s", (_language, book) => {
  it("leave nothing empty that English says, and pass on what they are given", () => {
    const english = new Map(sentences(en));
    for (const [name, phrase] of sentences(book)) {
      expect(phrase === "", name).toBe(english.get(name) === "");
      expect(/7|٧/.test(phrase), name).toBe(english.get(name)?.includes("7"));
    }
  });

  it("are a translation, save for words that are the same", () => {
    const english = new Map(sentences(en));
    const same = sentences(book).filter(([name, phrase]) => phrase !== "" && phrase === english.get(name));
    expect(same.length).toBeLessThan(10);
  });
});
