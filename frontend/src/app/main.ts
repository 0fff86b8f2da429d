import "../elements/theme.css";
import "./page.css";
import { PasserbyChat, Speech } from "../index.js";
import { keepPage } from "./install.js";
import { loadAgain } from "./load-again.js";
import { followLanguage } from "./page-language.js";
import { watchTab } from "./tab-signs.js";

const speech = new Speech(() => localStorage, loadAgain);
for (const chat of document.querySelectorAll("passerby-chat")) {
  if (!(chat instanceof PasserbyChat)) continue;
  chat.speech = speech;
  watchTab(chat, document);
}
followLanguage(speech, document);
if (import.meta.env.PROD) keepPage(navigator.serviceWorker);
