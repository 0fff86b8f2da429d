import type { Phrases } from "./phrases.js";
import { slow } from "./tr-threads.js";

export const call: Phrases["call"] = {
  states: {
    connecting: "Görüşme kuruluyor…",
    connected: "",
    interrupted: "Görüşme kesildi. Başka bir yol aranıyor…",
    failed: "Görüşme kurulamadı. Yine de yazabilirsin.",
    unavailable: "Buradan görüşme yapılamıyor. Yine de yazabilirsin.",
    declined: "Karşındaki şu anda görüşme yapamıyor. Yine de yazabilirsin.",
    closed: "",
  },
  partner: "Karşındaki",
  you: "Sen",
  move: "Başka bir köşeye sürükle ya da ok tuşlarını kullan.",
  sayHello: "Bağlandınız. Merhaba de!",
  cameraOff: "Karşındakinin kamerası kapalı.",
  microphoneOff: "Karşındakinin mikrofonu kapalı.",
  pictureSoon: "Görüntü bekleniyor…",
  theirSoundOnly: "Karşındakinin bağlantısı zayıf: şimdilik yalnızca ses.",
  ownDark: "Kameran kapalı",
  soundOn: "Sesi aç",
  mute: "Mikrofonu kapat",
  unmute: "Mikrofonu aç",
  cameraStop: "Kamerayı kapat",
  cameraStart: "Kamerayı aç",
  share: "Ekranı paylaş",
  shareStop: "Paylaşmayı bırak",
  weak: "Bağlantı zayıf, bu yüzden görüntü şimdilik daha küçük.",
  soundOnly: "Bağlantı çok zayıf: şimdilik yalnızca ses.",
  serversUnusable:
    "Bu sunucunun görüşme aktarıcılarından bazıları bu tarayıcıda çalışmıyor. Bağlantı kurulamazsa yine de yazabilirsin.",
  paused: "Görüntü duraklatıldı.",
  play: "Oynat",
  noRelay: "IP adresin gizli kalıyor ama bu sunucuda görüşme için aktarıcı yok. Yine de yazabilirsin.",
  screen: "Karşındakinin ekranı",
  fullScreen: "Tam ekran",
  floating: "Pencere içinde pencere",
  lasted: "Görüşme süresi",
};

export const reveal: Phrases["reveal"] = {
  slow,
  blurred: "İkiniz de “Göster”e dokunana kadar bulanık.",
  reveal: "Göster",
  youDid: "“Göster”e dokundun. Karşındaki bekleniyor…",
  theyDid: "Karşındaki görülmeye hazır.",
  refused: "Bu sunucuda bu özellik henüz yok. Görüntü bulanık kalır.",
};

export const screen: Phrases["screen"] = {
  wants: "Karşındaki sana ekranını göstermek istiyor.",
  see: "Ekranı gör",
  no: "Hayır, sağ ol",
  asking: "Karşındakinin senin ekranını görmeyi kabul etmesi bekleniyor.",
  sharing: "Karşındaki senin ekranını görüyor.",
  problems: {
    declined: "Karşındaki senin ekranını görmek istemedi.",
    refused: "Tarayıcın ekran paylaşımına izin vermedi.",
    unsupported: "Bu tarayıcı ekran paylaşamıyor.",
    failed: "Ekranın paylaşılamadı.",
  },
};

export const media: Phrases["media"] = {
  things: { both: "kamera ve mikrofon", camera: "kamera", microphone: "mikrofon" },
  problems: {
    refused: (what) => `Tarayıcın engelliyor: ${what}.`,
    missing: (what) => `Bu cihazda bulunamadı: ${what}.`,
    busy: (what) => `Başka bir program kullanıyor: ${what}.`,
    insecure: (what) => `Yalnızca güvenli (HTTPS) bir adreste çalışır: ${what}.`,
    failed: (what) => `Başlatılamadı: ${what}.`,
  },
  interrupted: (what: string) => `Kesintiye uğradı: ${what}. Şu anda karşı tarafa ulaşmıyor.`,
  unsendable: (what: string) => `Bu tarayıcı gönderemiyor: ${what}. Yine de yazabilirsin.`,
  again: "Yeniden aç",
  plugged: (name) => `${name} kullanılsın mı?`,
  use: "Kullan",
  notNow: "Şimdi değil",
  nothing: "Yine de yazabilirsin.",
  noCamera: "Karşındaki seni duyabilir ama göremez.",
  noVoice: "Yine de yazabilirsin.",
  noSound: "Karşındaki seni görebilir ama duyamaz, o yüzden yaz.",
  blocked: "Kamera ve mikrofon engellenmiş. Adres çubuğundan izin ver ya da yalnızca yaz.",
};

export const quality: Phrases["quality"] = {
  title: "Görüşme kalitesi",
  grades: { good: "Bağlantı iyi", fair: "Bağlantı orta", weak: "Bağlantı zayıf" },
  measuring: "Ölçülüyor…",
  level: "Gönderilen görüntü",
  audioOnly: "yalnızca ses",
  path: "Rota",
  paths: { host: "doğrudan, aynı ağ", srflx: "doğrudan", prflx: "doğrudan", relay: "aktarıcı üzerinden" },
  setup: "Bağlanma süresi",
  rtt: "Gidiş dönüş",
  loss: "Kayıp paketler",
  sending: "Gönderilen",
  receiving: "Alınan",
  available: "Kullanılabilir bant genişliği",
  details: "Ayrıntılar",
  save: "Kaydet",
  masked: "IP adresleri gizli; bunu destek ekibiyle güvenle paylaşabilirsin.",
  nothing: "Henüz bir şey kaydedilmedi.",
};
