import "../elements/theme.css";
import "./page.css";
// Before the elements, which load their language as soon as they are there.
import "./phrase-books.js";
import "../index.js";
import { speech } from "../elements/language/speech.js";
import { keepPage } from "./install.js";
import { followLanguage } from "./page-language.js";

followLanguage(speech, document);
if (import.meta.env.PROD) keepPage(navigator.serviceWorker);
