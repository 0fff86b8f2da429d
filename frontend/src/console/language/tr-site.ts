import type { Words } from "./en.js";

/** The whole site, and the shield, in Turkish. */
export const site: Words["site"] = {
  title: "Site",
  figures: {
    online: "Şu anda çevrimiçi",
    waiting: "Bekleyen",
    chats: "Dakikada yeni sohbet",
    reports: "Son bir saatte bildirim",
    open: "Açık dosya",
    oldest: "En eski bildirim bekliyor",
    hour: "Son bir saatte karar",
    day: "Son 24 saatte karar",
  },
  shield: "Kalkan",
  explain: "Siteye akın olduğunda kullanılır. Herkes için geçerlidir, kendiliğinden biter ve denetim kaydına yazılır.",
  seniors: "Kalkanı kıdemli moderatörler açıp kapatabilir.",
  what: "Ne yapar",
  measures: {
    "proof-of-work": "Herkes için işlem kanıtı",
    "text-only": "Yalnızca yazışma",
    "slow-new-devices": "Yeni cihazlar yavaşlatılır",
  },
  hints: {
    "proof-of-work": "Her cihaz girmeden önce kısa bir hesap yapar.",
    "text-only": "Yeni sesli ya da görüntülü sohbet başlamaz. Sürenler sürebilir.",
    "slow-new-devices":
      "Kalkan açılmadan önceki bir saat içinde ya da daha sonra oluşan her cihaz her aramadan önce 20 saniye bekler.",
  },
  span: "Ne kadar süre",
  why: "Neden",
  raise: "Kalkanı aç",
  lower: "Kalkanı şimdi kapat",
  raised: (until) => `Kalkan açık, bitiş ${until}:`,
  by: (name, since) => `açan: ${name}, ${since}`,
  line: (until) => `Kalkan açık, bitiş ${until}:`,
  problems: { measures: "En az bir önlem seç.", why: "Nedenini yaz: denetim kaydına geçer." },
};
