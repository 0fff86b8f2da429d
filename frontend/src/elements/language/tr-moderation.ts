import type { Phrases } from "./phrases.js";

export const moderation: Phrases["moderation"] = {
  reasons: {
    nudity: "çıplaklık ya da cinsel eylemler",
    minor: "18 yaşından küçük olmak",
    harassment: "hakaret ya da tehdit",
    spam: "reklam ya da dolandırıcılık",
    violence: "şiddet",
    "self-harm": "kendine zarar verme",
    other: "kuralları çiğnemek",
  },
  kinds: {
    warning: (reason) => `Moderatörler seni uyardı. Neden: ${reason}.`,
    muted: (reason) => `Moderatörler seni susturdu: yazdıkların kimseye ulaşmıyor. Neden: ${reason}.`,
    "media-muted": (reason) => `Moderatörler kameranı ve mikrofonunu kapattı. Yine de yazabilirsin. Neden: ${reason}.`,
    cooldown: (reason) =>
      `Moderatörler bir süre ara vermene karar verdi: şimdilik yeni biriyle tanışamazsın. Neden: ${reason}.`,
    restricted: (reason) =>
      `Moderatörler seni kısıtladı: yalnızca senin gibi kısıtlanmış kişilerle tanışabilirsin. Neden: ${reason}.`,
    lifted: (reason) => `Moderatörler senin hakkındaki kararı geri aldı (${reason}).`,
  },
  until: (date) => `Bitiş: ${date}.`,
  forEver: "Bitiş tarihi yok.",
  appeal: "Bu bir yanlışlık",
  dismiss: "Anladım",
  partnerMuted: "Moderatörler karşındakinin kamerasını ve mikrofonunu kapattı. Yine de yazabilirsin.",
};

export const appeal: Phrases["appeal"] = {
  title: "Bir yanlışlık mı var?",
  label: "Nedenini moderatörlere anlat",
  send: "İtirazı gönder",
  sending: "İtirazın gönderiliyor…",
  received: "İtirazın ulaştı. Bir moderatör okuyacak.",
  notTaken: "Bu sunucu bu sayfada henüz itiraz almıyor. Sözlerin gönderilmedi: lütfen işletmecisine yaz.",
  refused: "Sunucu bu itirazı kabul etmedi. Belki zaten bir itiraz var.",
  later: "İtirazın şu anda gönderilemedi. Sözlerin hâlâ burada: lütfen birazdan yeniden dene.",
  code: "Bu sayfa olmadan itiraz etmek için altı ay içinde bu kodu site işletmecisine ver:",
  sameModerator: "Bu sitenin tek moderatörü var; itirazlara da o karar veriyor.",
  states: {
    open: "İtirazın ulaştı. Bir moderatör okuyacak.",
    upheld: "İtirazın okundu. Karar değişmedi.",
    overturned: "İtirazın okundu ve haklıydın. Karar geri alındı.",
  },
  reasons: {
    people: "Karşılaştığın kişiler seni bildirdi.",
    rule: "Otomatik bir kural seni bildirdi.",
    reports: "Bu, hakkındaki bildirimler sonucunda yapıldı.",
    lost: "Buna nasıl karar verildiğine dair kayıt artık yok.",
    none: "Bunun nedeni birinin bildirimi değil.",
    machine: "Henüz bir insan karar vermedi: bu otomatik yapıldı.",
    person: "Buna bir insan karar verdi.",
  },
  answer: "Moderatörün yanıtı:",
  empty: "Lütfen önce birkaç sözcük yaz.",
};
