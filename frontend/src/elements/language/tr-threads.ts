import type { Phrases } from "./phrases.js";

export const threads: Phrases["threads"] = {
  act: "Yanıtla ya da tepki ver",
  reply: "Yanıtla",
  react: (sign) => `${sign} ile tepki ver`,
  takeBack: (sign) => `${sign} tepkisini geri al`,
  replyingTo: "Yanıtlanan mesaj",
  noReply: "Yanıtlamaktan vazgeç",
  youReacted: (sign) => `Sen: ${sign}`,
  theyReacted: (sign) => `Karşındaki: ${sign}`,
  more: "Emojiler ve sorular",
  emoji: "Emojiler",
  ask: "İkinizin de yanıtlayacağı bir soru sor",
  questions: [
    "Çay mı, kahve mi?",
    "Deniz mi, dağ mı?",
    "Kedi mi, köpek mi?",
    "Sabah mı, gece mi?",
    "En sevdiğin koku?",
    "En iyi film?",
    "Seni ne sakinleştirir?",
    "Çocukken ne olacaktın?",
  ],
  together: "İkiniz de yanıtlarsınız, sonra iki yanıt aynı anda açılır.",
  answer: "Yanıtın",
  seal: "Mühürle",
  sealed: "Yanıtın mühürlendi. Karşındaki de yanıtlayınca açılacak.",
  theySealed: "Karşındaki yanıtladı. İkisini de görmek için kendi yanıtını mühürle.",
  opening: "İki yanıt da açılıyor…",
  wrong: "Bu, mühürlediği yanıt değil.",
  never: "Mühürlediği yanıtı açmadı.",
  you: "Sen",
  they: "Karşındaki",
};

export const slow: Phrases["reveal"]["slow"] = {
  thins: "İkiniz de konuştukça görüntü netleşiyor.",
  youAsk: "Görüntünün yavaş yavaş açılmasını önerdin. Karşındaki bekleniyor…",
  theyAsk: "Karşındaki görüntünün yavaş yavaş açılmasını öneriyor: ikiniz de konuştukça netleşir.",
  ask: "Yavaş yavaş göster",
  stop: "Durdur ve bulanıklaştır",
};
