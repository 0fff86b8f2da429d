import "passerby/theme.css";
import { languageNames, PasserbyVoiceCall, piecesOf } from "passerby";

const call = document.querySelector("passerby-voice-call");
if (!(call instanceof PasserbyVoiceCall)) throw new Error("the element is not there");
call.addEventListener("passerby-met", ({ room }) => {
  document.title = `met in ${room.mode}`;
});
// The library is of use without its elements, too.
document.body.dataset["pieces"] = String(piecesOf("see https://example.org").length);
document.body.dataset["languages"] = Object.keys(languageNames).join();
