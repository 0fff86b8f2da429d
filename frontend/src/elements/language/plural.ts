/** The languages that the elements speak. */
export const languageNames = {
  en: "English",
  tr: "Türkçe",
  es: "Español",
  de: "Deutsch",
  ar: "العربية",
} as const;

export type Language = keyof typeof languageNames;

/** The plural categories of each language, as Unicode's rules have them for whole numbers. */
interface Categories {
  en: "one" | "other";
  tr: "one" | "other";
  es: "one" | "many" | "other";
  de: "one" | "other";
  ar: "zero" | "one" | "two" | "few" | "many" | "other";
}

/**
 * Makes phrases that count: `#` stands for the number. A form that the language knows and the phrase lacks is an error
 * of the compiler.
 */
export function pluralOf<L extends Language>(
  language: L,
): (forms: Readonly<Record<Categories[L], string>>) => (count: number) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (forms) => {
    const known = new Map<string, string>(Object.entries(forms));
    return (count) => (known.get(rules.select(count)) ?? known.get("other") ?? "#").replace("#", numbers.format(count));
  };
}
