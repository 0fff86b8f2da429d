import type { Phrases } from "./phrases.js";

export const threads: Phrases["threads"] = {
  act: "Responder o reaccionar",
  reply: "Responder",
  react: (sign) => `Reaccionar con ${sign}`,
  takeBack: (sign) => `Quitar ${sign}`,
  replyingTo: "Respuesta a",
  noReply: "No responder a este mensaje",
  youReacted: (sign) => `Tú: ${sign}`,
  theyReacted: (sign) => `La otra persona: ${sign}`,
  more: "Emojis y preguntas",
  emoji: "Emojis",
  ask: "Haz una pregunta que respondáis los dos",
  questions: [
    "¿Té o café?",
    "¿Mar o montaña?",
    "¿Gatos o perros?",
    "¿Madrugar o trasnochar?",
    "¿Tu olor favorito?",
    "¿La mejor película?",
    "¿Qué te calma?",
    "¿Qué querías ser?",
  ],
  together: "Respondéis los dos y las dos respuestas se abren a la vez.",
  answer: "Tu respuesta",
  seal: "Sellar",
  sealed: "Tu respuesta está sellada. Se abrirá cuando la otra persona también responda.",
  theySealed: "La otra persona ya ha respondido. Sella tu respuesta para ver las dos.",
  opening: "Abriendo las dos respuestas…",
  wrong: "Esta no es la respuesta que selló.",
  never: "No llegó a abrir la respuesta que selló.",
  you: "Tú",
  they: "La otra persona",
};

export const slow: Phrases["reveal"]["slow"] = {
  thins: "La imagen se aclara mientras los dos sigáis hablando.",
  youAsk: "Has propuesto mostraros poco a poco. Esperando a la otra persona…",
  theyAsk: "Propone mostraros poco a poco: la imagen se aclara mientras habláis los dos.",
  ask: "Mostrar poco a poco",
  stop: "Parar y desenfocar",
};
