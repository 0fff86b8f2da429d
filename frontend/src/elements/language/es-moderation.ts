import type { Phrases } from "./phrases.js";

export const moderation: Phrases["moderation"] = {
  reasons: {
    nudity: "desnudez o actos sexuales",
    minor: "ser menor de 18 años",
    harassment: "insultos o amenazas",
    spam: "publicidad o estafa",
    violence: "violencia",
    "self-harm": "autolesiones",
    other: "incumplir las normas",
  },
  kinds: {
    warning: (reason) => `Los moderadores te han dado una advertencia. Motivo: ${reason}.`,
    muted: (reason) => `Los moderadores te han silenciado: nadie recibe lo que escribes. Motivo: ${reason}.`,
    "media-muted": (reason) =>
      `Los moderadores han apagado tu cámara y tu micrófono. Aún puedes escribir. Motivo: ${reason}.`,
    cooldown: (reason) =>
      `Los moderadores te han impuesto una pausa: por ahora no puedes conocer a nadie nuevo. Motivo: ${reason}.`,
    restricted: (reason) =>
      `Los moderadores te han restringido: solo puedes conocer a personas que también lo están. Motivo: ${reason}.`,
    lifted: (reason) => `Los moderadores han revocado su decisión sobre ti (${reason}).`,
  },
  until: (date) => `Hasta el ${date}.`,
  forEver: "Sin fecha de finalización.",
  appeal: "Es un error",
  dismiss: "Entendido",
  partnerMuted: "Los moderadores han apagado la cámara y el micrófono de la otra persona. Aún puedes escribir.",
};

export const appeal: Phrases["appeal"] = {
  title: "¿Es un error?",
  label: "Explica a los moderadores por qué",
  send: "Enviar la apelación",
  sending: "Enviando tu apelación…",
  received: "Tu apelación ha llegado. Un moderador la leerá.",
  notTaken:
    "Este servidor aún no admite apelaciones en esta página. Tus palabras no se enviaron: escribe a quien lo gestiona.",
  refused: "El servidor no aceptó esta apelación. Puede que ya haya una.",
  later: "Ahora no se pudo enviar tu apelación. Tus palabras siguen aquí: inténtalo de nuevo en un momento.",
  code: "Para apelar sin esta página, da este código a quien gestiona el sitio en un plazo de seis meses:",
  sameModerator: "Este sitio tiene un solo moderador, que también decide sobre las apelaciones.",
  states: {
    open: "Tu apelación ha llegado. Un moderador la leerá.",
    upheld: "Tu apelación se ha leído. La decisión se mantiene.",
    overturned: "Tu apelación se ha leído y tenías razón. La decisión se ha revocado.",
  },
  reasons: {
    people: "Te denunciaron personas con las que hablaste.",
    rule: "Te denunció una regla automática.",
    reports: "Se debe a denuncias sobre ti.",
    lost: "Ya no hay constancia de cómo se decidió.",
    none: "No se debe a ninguna denuncia.",
    machine: "Aún no lo ha decidido ninguna persona: se hizo de forma automática.",
    person: "Lo decidió una persona.",
  },
  answer: "El moderador dice:",
  empty: "Escribe primero unas palabras.",
};
