import { slow } from "./es-threads.js";
import type { Phrases } from "./phrases.js";

export const call: Phrases["call"] = {
  states: {
    connecting: "Preparando la llamada…",
    connected: "",
    interrupted: "La llamada se ha interrumpido. Buscando otra ruta…",
    failed: "No se pudo conectar la llamada. Aún puedes escribir.",
    unavailable: "Desde aquí no se pueden hacer llamadas. Aún puedes escribir.",
    declined: "La otra persona no puede hacer llamadas ahora. Aún puedes escribir.",
    closed: "",
  },
  partner: "La otra persona",
  you: "Tú",
  move: "Arrástralo a otra esquina o usa las flechas.",
  sayHello: "Ya estáis conectados. ¡Saluda!",
  cameraOff: "La otra persona tiene la cámara apagada.",
  microphoneOff: "Su micrófono está apagado.",
  pictureSoon: "Esperando su imagen…",
  theirSoundOnly: "Su conexión es débil: por ahora solo sonido.",
  ownDark: "Tu cámara está apagada",
  soundOn: "Activar el sonido",
  mute: "Silenciar",
  unmute: "Activar el micrófono",
  cameraStop: "Apagar la cámara",
  cameraStart: "Encender la cámara",
  share: "Compartir pantalla",
  shareStop: "Dejar de compartir",
  weak: "La conexión es débil, por eso la imagen es más pequeña de momento.",
  soundOnly: "La conexión es muy débil: de momento, solo sonido.",
  serversUnusable:
    "Algunos servidores de ayuda para llamadas no funcionan en este navegador. Si no se conecta, aun así puedes escribir.",
  paused: "La imagen está en pausa.",
  play: "Reproducir",
  noRelay: "Tu dirección IP sigue oculta y este servidor no tiene un repetidor para la llamada. Aún puedes escribir.",
  screen: "Su pantalla",
  fullScreen: "Pantalla completa",
  floating: "Imagen en imagen",
  lasted: "Duración de la llamada",
};

export const reveal: Phrases["reveal"] = {
  slow,
  blurred: "Desenfocado hasta que los dos pulséis Mostrar.",
  reveal: "Mostrar",
  youDid: "Has pulsado Mostrar. Falta la otra persona…",
  theyDid: "La otra persona quiere dejarse ver.",
  refused: "Este servidor aún no lo permite. El vídeo sigue desenfocado.",
};

export const screen: Phrases["screen"] = {
  wants: "La otra persona quiere enseñarte su pantalla.",
  see: "Ver pantalla",
  no: "No, gracias",
  asking: "Esperando a que la otra persona acepte ver tu pantalla.",
  sharing: "La otra persona ve tu pantalla.",
  problems: {
    declined: "La otra persona ha rechazado tu pantalla.",
    refused: "Tu navegador no permitió compartir la pantalla.",
    unsupported: "Este navegador no puede compartir la pantalla.",
    failed: "No se pudo compartir tu pantalla.",
  },
};

export const media: Phrases["media"] = {
  things: { both: "cámara y micrófono", camera: "cámara", microphone: "micrófono" },
  problems: {
    refused: (what) => `El navegador bloquea: ${what}.`,
    missing: (what) => `No se encontró en este dispositivo: ${what}.`,
    busy: (what) => `Otro programa está usando: ${what}.`,
    insecure: (what) => `Solo funciona en una dirección segura (HTTPS): ${what}.`,
    failed: (what) => `No se pudo iniciar: ${what}.`,
  },
  interrupted: (what: string) => `Se ha interrumpido: ${what}. Ahora mismo no le llega.`,
  unsendable: (what: string) => `Este navegador no puede enviar: ${what}. Aun así puedes escribir.`,
  again: "Volver a encender",
  plugged: (name) => `¿Usar ${name}?`,
  use: "Usar",
  notNow: "Ahora no",
  nothing: "Puedes simplemente escribir.",
  noCamera: "Te oyen, pero no te ven.",
  noVoice: "Puedes simplemente escribir.",
  noSound: "Te ven, pero no te oyen, así que escribe.",
  blocked: "La cámara y el micrófono están bloqueados. Permítelos en la barra de direcciones o simplemente escribe.",
};

export const quality: Phrases["quality"] = {
  title: "Calidad de la llamada",
  grades: { good: "Buena conexión", fair: "Conexión regular", weak: "Conexión débil" },
  measuring: "Midiendo…",
  level: "Imagen enviada",
  audioOnly: "solo sonido",
  path: "Ruta",
  paths: { host: "directo, misma red", srflx: "directo", prflx: "directo", relay: "por un repetidor" },
  setup: "Conectada en",
  rtt: "Ida y vuelta",
  loss: "Paquetes perdidos",
  sending: "Se envía",
  receiving: "Se recibe",
  available: "Ancho de banda disponible",
  details: "Detalles",
  save: "Guardar",
  masked: "Las direcciones IP están ocultas, así que puedes compartir esto con soporte sin riesgo.",
  nothing: "Aún no hay nada registrado.",
};
