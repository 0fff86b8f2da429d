import type { Phrases } from "./phrases.js";

export const moderation: Phrases["moderation"] = {
  reasons: {
    nudity: "Nacktheit oder sexuelle Handlungen",
    minor: "unter 18 Jahren",
    harassment: "Beleidigungen oder Drohungen",
    spam: "Werbung oder Betrug",
    violence: "Gewalt",
    "self-harm": "Selbstverletzung",
    other: "Verstoß gegen die Regeln",
  },
  kinds: {
    warning: (reason) => `Die Moderation hat dich verwarnt. Grund: ${reason}.`,
    muted: (reason) => `Die Moderation hat dich stummgeschaltet: Was du schreibst, kommt nicht an. Grund: ${reason}.`,
    "media-muted": (reason) =>
      `Die Moderation hat deine Kamera und dein Mikrofon ausgeschaltet. Du kannst noch schreiben. Grund: ${reason}.`,
    cooldown: (reason) =>
      `Die Moderation hat dir eine Pause verordnet: Du kannst vorerst niemand Neues treffen. Grund: ${reason}.`,
    restricted: (reason) =>
      `Die Moderation hat dich eingeschränkt: Du triffst nur Leute, die auch eingeschränkt sind. Grund: ${reason}.`,
    lifted: (reason) => `Die Moderation hat ihre Entscheidung über dich zurückgenommen (${reason}).`,
  },
  until: (date) => `Bis zum ${date}.`,
  forEver: "Ohne Enddatum.",
  appeal: "Das ist ein Irrtum",
  dismiss: "Verstanden",
  partnerMuted: "Die Moderation hat Kamera und Mikrofon der anderen Person ausgeschaltet. Du kannst noch schreiben.",
};

export const appeal: Phrases["appeal"] = {
  title: "Ist das ein Irrtum?",
  label: "Sag der Moderation, warum",
  send: "Einspruch senden",
  sending: "Dein Einspruch wird gesendet …",
  received: "Dein Einspruch ist angekommen. Jemand von der Moderation wird ihn lesen.",
  notTaken:
    "Dieser Server nimmt auf dieser Seite noch keine Einsprüche an. Deine Worte wurden nicht gesendet: Bitte schreib dem Betreiber.",
  refused: "Der Server hat diesen Einspruch nicht angenommen. Vielleicht gibt es schon einen.",
  later: "Dein Einspruch ließ sich gerade nicht senden. Deine Worte sind noch da: Bitte versuch es gleich noch einmal.",
  code: "Um ohne diese Seite Einspruch einzulegen, gib dem Betreiber innerhalb von sechs Monaten diesen Code:",
  sameModerator: "Hier gibt es nur eine Person in der Moderation, die auch über Einsprüche entscheidet.",
  states: {
    open: "Dein Einspruch ist angekommen. Jemand von der Moderation wird ihn lesen.",
    upheld: "Dein Einspruch wurde gelesen. Die Entscheidung bleibt bestehen.",
    overturned: "Dein Einspruch wurde gelesen, und du hattest recht. Die Entscheidung wurde zurückgenommen.",
  },
  reasons: {
    people: "Leute, die du getroffen hast, haben dich gemeldet.",
    rule: "Eine automatische Regel hat dich gemeldet.",
    reports: "Meldungen über dich haben dazu geführt.",
    lost: "Wie das entschieden wurde, ist nicht mehr festgehalten.",
    none: "Niemand hat dich dafür gemeldet.",
    machine: "Noch hat kein Mensch entschieden: Das geschah automatisch.",
    person: "Ein Mensch hat das entschieden.",
  },
  answer: "Die Moderation sagt:",
  empty: "Bitte schreib zuerst ein paar Worte.",
};
