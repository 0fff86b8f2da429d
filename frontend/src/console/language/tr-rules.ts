import { pluralOf } from "../../elements/language/plural.js";
import type { Words } from "./en.js";

const plural = pluralOf("tr");

/** Sözcük kuralları. */
export const rules: Words["rules"] = {
  title: "Sözcük kuralları",
  how: "Kurallar PASSERBY_WORD_RULES ile verilen dosyada durur. Bir kuralı ilerletmek için oradaki “state = …” satırını değiştir: önce draft yerine shadow, bir gün sonra shadow yerine live. Her sunucu dosyayı 5 saniye içinde yeniden okur. Neyin ne zaman geçerli olduğu denetimin altındaki “Yürürlükteki ayarlar” bölümündedir.",
  none: "Bu sunucuda kural dosyası yok: PASSERBY_WORD_RULES ayarlanmamış.",
  empty: "Dosyada kural yok.",
  problems: "Dosyada hatalar var. Sunucular daha önce okudukları kurallarla sürdürür.",
  states: {
    draft: "Taslak: yalnızca okunur",
    shadow: "Gölge: neyi durduracağını sayar",
    live: "Yürürlükte: durdurur",
  },
  words: plural({ one: "# sözcük ya da öbek", other: "# sözcük ve öbek" }),
  where: { all: "tüm mesajlar", first: "yalnızca ilk mesajlar" },
  hits: (held, shadowed, days) => `${days} günde: ${held} durduruldu, ${shadowed} gölgede sayıldı`,
  told: "Gönderene söylenen",
  show: "Dosyalarla karşılaştır",
  explain:
    "Eldeki kanıtlarda, hangi dilde ve sohbetin neresinde olursa olsun bulduğu: ilk 60 açık ve son 100 karara bağlanmış dosya. Bakmak denetim kaydına yazılır.",
  open: plural({ one: "# açık dosyada böyle bir metin var.", other: "# açık dosyada böyle bir metin var." }),
  accuracy: (right, decided) =>
    decided === 0
      ? "Karara bağlanmış hiçbir dosyada yok, bu yüzden doğruluğu söylenemez."
      : `Böyle bir metin olan, karara bağlanmış dosyalar: ${decided}. ${right} tanesinde ihlal bulundu, ${decided - right} tanesinde bulunmadı.`,
  look: "Dosyaya bak",
};
