/** The languages in which the known interests have names. */
type Named = "en" | "tr" | "es" | "de" | "ar";

/**
 * Interests that have a name in every language. The first name, the English one, is the id on the wire: it is what earlier
 * pages send for the same interest. After the five names follow other words for the same thing.
 */
const table: readonly (readonly [en: string, tr: string, es: string, de: string, ar: string, ...others: string[]])[] = [
  ["music", "müzik", "música", "Musik", "موسيقى", "musica", "الموسيقى"],
  ["films", "film", "cine", "Filme", "أفلام", "filmler", "sinema", "películas", "kino", "movies", "movie", "cinema"],
  ["books", "kitap", "libros", "Bücher", "كتب", "kitaplar", "reading", "okumak", "lectura", "lesen", "قراءة", "book"],
  ["games", "oyun", "juegos", "Spiele", "ألعاب", "oyunlar", "gaming", "videojuegos", "zocken"],
  ["travel", "gezi", "viajes", "Reisen", "سفر", "seyahat", "travelling", "traveling", "viajar", "السفر"],
  ["cooking", "yemek", "cocina", "Kochen", "طبخ", "yemek yapmak", "cocinar", "الطبخ"],
  ["sport", "spor", "deporte", "Sport", "رياضة", "sports", "deportes", "الرياضة"],
  ["science", "bilim", "ciencia", "Wissenschaft", "علوم", "العلوم"],
  ["art", "sanat", "arte", "Kunst", "فن", "الفن"],
  ["languages", "diller", "idiomas", "Sprachen", "لغات", "اللغات"],
  ["nature", "doğa", "naturaleza", "Natur", "طبيعة", "الطبيعة"],
  ["animals", "hayvanlar", "animales", "Tiere", "حيوانات"],
  ["technology", "teknoloji", "tecnología", "Technik", "تقنية", "tech", "تكنولوجيا"],
  ["photography", "fotoğraf", "fotografía", "Fotografie", "تصوير", "fotoğrafçılık", "التصوير"],
  ["history", "tarih", "historia", "Geschichte", "تاريخ", "التاريخ"],
];

const columns: readonly Named[] = ["en", "tr", "es", "de", "ar"];

/** Case means nothing, nor does the way in which a browser writes an accent. Turkish İ becomes a plain i. */
const plain = (written: string): string => written.normalize("NFC").toLowerCase().replaceAll("\u0307", "");

const idOf = new Map(table.flatMap(([id, ...names]) => [id, ...names].map((name) => [plain(name), id] as const)));

const rowOf = new Map(table.map((row) => [row[0], row] as const));

/** The ids of the interests that have a name in every language, the most usual first. */
export const knownInterests: readonly string[] = table.map(([id]) => id);

/** The id of an interest that is known by this name in some language, else the text as it is. */
export const interestId = (written: string): string => idOf.get(plain(written)) ?? written;

/** What an interest is called in a language. One that is not known is called what its visitor wrote. */
export function interestName(interest: string, language: string): string {
  const column = columns.indexOf(language as Named);
  return rowOf.get(interest)?.[Math.max(0, column)] ?? interest;
}
