import { slow } from "./de-threads.js";
import type { Phrases } from "./phrases.js";

export const call: Phrases["call"] = {
  states: {
    connecting: "Der Anruf wird aufgebaut …",
    connected: "",
    interrupted: "Der Anruf ist unterbrochen. Wir suchen einen anderen Weg …",
    failed: "Der Anruf kam nicht zustande. Schreiben geht weiterhin.",
    unavailable: "Von hier aus ist kein Anruf möglich. Du kannst trotzdem schreiben.",
    declined: "Die andere Person kann gerade nicht telefonieren. Du kannst trotzdem schreiben.",
    closed: "",
  },
  partner: "Die andere Person",
  you: "Du",
  move: "Zieh es in eine andere Ecke oder nimm die Pfeiltasten.",
  sayHello: "Ihr seid verbunden. Sag Hallo!",
  cameraOff: "Die Kamera der anderen Person ist aus.",
  microphoneOff: "Das Mikrofon der anderen Person ist aus.",
  pictureSoon: "Gleich ist das Bild da …",
  theirSoundOnly: "Die Verbindung der anderen Person ist schwach: vorerst nur Ton.",
  ownDark: "Deine Kamera ist aus",
  soundOn: "Ton einschalten",
  mute: "Mikrofon aus",
  unmute: "Mikrofon an",
  cameraStop: "Kamera aus",
  cameraStart: "Kamera an",
  share: "Bildschirm zeigen",
  shareStop: "Nicht mehr zeigen",
  weak: "Die Verbindung ist schwach, das Bild ist deshalb vorerst kleiner.",
  soundOnly: "Die Verbindung ist sehr schwach: vorerst nur Ton.",
  serversUnusable:
    "Einige Hilfsserver für Anrufe funktionieren in diesem Browser nicht. Wenn keine Verbindung zustande kommt, kannst du trotzdem schreiben.",
  paused: "Das Bild ist angehalten.",
  play: "Abspielen",
  noRelay:
    "Deine IP-Adresse bleibt verborgen, und dieser Server hat kein Relais für den Anruf. Schreiben geht trotzdem.",
  screen: "Der Bildschirm der anderen Person",
  fullScreen: "Vollbild",
  floating: "Bild im Bild",
  lasted: "Gesprächsdauer",
};

export const reveal: Phrases["reveal"] = {
  slow,
  blurred: "Unscharf, bis ihr beide auf „Zeigen“ tippt.",
  reveal: "Zeigen",
  youDid: "Du hast auf „Zeigen“ getippt. Jetzt fehlt noch die andere Person …",
  theyDid: "Die andere Person möchte sich zeigen.",
  refused: "Dieser Server kann das noch nicht. Das Video bleibt unscharf.",
};

export const screen: Phrases["screen"] = {
  wants: "Die andere Person möchte dir ihren Bildschirm zeigen.",
  see: "Bildschirm ansehen",
  no: "Nein, danke",
  asking: "Die andere Person muss noch zustimmen, deinen Bildschirm zu sehen.",
  sharing: "Die andere Person sieht deinen Bildschirm.",
  problems: {
    declined: "Die andere Person hat deinen Bildschirm abgelehnt.",
    refused: "Dein Browser hat die Bildschirmfreigabe nicht erlaubt.",
    unsupported: "Dieser Browser kann keinen Bildschirm teilen.",
    failed: "Dein Bildschirm konnte nicht geteilt werden.",
  },
};

export const media: Phrases["media"] = {
  things: { both: "Kamera und Mikrofon", camera: "Kamera", microphone: "Mikrofon" },
  problems: {
    refused: (what) => `Vom Browser blockiert: ${what}.`,
    missing: (what) => `Auf diesem Gerät nicht gefunden: ${what}.`,
    busy: (what) => `Von einem anderen Programm belegt: ${what}.`,
    insecure: (what) => `Nur über eine sichere Adresse (HTTPS) möglich: ${what}.`,
    failed: (what) => `Ließ sich nicht starten: ${what}.`,
  },
  interrupted: (what: string) => `Unterbrochen: ${what}. Gerade kommt nichts davon an.`,
  unsendable: (what: string) => `Dieser Browser kann das nicht senden: ${what}. Du kannst trotzdem schreiben.`,
  again: "Wieder einschalten",
  plugged: (name) => `${name} verwenden?`,
  use: "Verwenden",
  notNow: "Nicht jetzt",
  nothing: "Du kannst einfach schreiben.",
  noCamera: "Man hört dich, sieht dich aber nicht.",
  noVoice: "Du kannst einfach schreiben.",
  noSound: "Man sieht dich, hört dich aber nicht. Schreib also.",
  blocked: "Kamera und Mikrofon sind blockiert. Erlaube sie in der Adressleiste oder schreib einfach.",
};

export const quality: Phrases["quality"] = {
  title: "Anrufqualität",
  grades: { good: "Gute Verbindung", fair: "Mäßige Verbindung", weak: "Schwache Verbindung" },
  measuring: "Wird gemessen …",
  level: "Gesendetes Bild",
  audioOnly: "nur Ton",
  path: "Route",
  paths: { host: "direkt, gleiches Netz", srflx: "direkt", prflx: "direkt", relay: "über ein Relais" },
  setup: "Verbunden in",
  rtt: "Umlaufzeit",
  loss: "Verlorene Pakete",
  sending: "Gesendet",
  receiving: "Empfangen",
  available: "Verfügbare Bandbreite",
  details: "Details",
  save: "Speichern",
  masked: "IP-Adressen sind verborgen. Du kannst das also bedenkenlos dem Support zeigen.",
  nothing: "Es ist noch nichts aufgezeichnet.",
};
