import type { Words } from "./en.js";

/** Dosyasız verilen yaptırımlar. */
export const order: Words["order"] = {
  ofCase: "Karar vermeden yaptırım uygula…",
  ofSanction: "Aynı ziyaretçiye bir yaptırım daha…",
  explain: "Hiçbir bildirime dayanmaz ve bu ziyaretçiye söylenir. Denetim kaydına yazılır, ziyaretçi itiraz edebilir.",
  measure: "Yaptırım",
  reason: "Neden",
  choose: "Bir neden seç",
  statement: "Ziyaretçiye söylenen",
  make: "Yaptırımı uygula",
  made: "Yaptırım yürürlükte.",
  pending: "İkinci bir moderatör onaylayınca yürürlüğe girer.",
  refused: (why) => `Sunucu kabul etmedi: ${why}`,
};
