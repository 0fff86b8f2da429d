import type { Visit } from "../../visit/visit.js";
import type { PasserbyEvents, ScreenEvent } from "../shared/events.js";
import { keepPreferences, recallPreferences } from "../shared/preferences.js";

type Handlers = { readonly [K in keyof PasserbyEvents]?: (event: PasserbyEvents[K], visit: Visit) => void };

/** What each event from inside the element asks of the visit. */
const handlers: Handlers = {
  "passerby-start": ({ criteria, relayOnly, showMe }, visit) => {
    visit.configure({ relayOnly, reveal: showMe ? "always" : "asked" });
    void visit.start(criteria);
  },
  "passerby-cancel": (_event, visit) => visit.cancel(),
  "passerby-without-media": (_event, visit) => visit.startWithoutMedia(),
  "passerby-ask-again": (_event, visit) => void visit.seeking.askAgain(),
  "passerby-text-instead": (_event, visit) => visit.seeking.switchToText(),
  "passerby-refine": ({ interests }, visit) => visit.seeking.refine(interests),
  "passerby-next": (_event, visit) => visit.next(),
  "passerby-leave": (_event, visit) => visit.leave(),
  "passerby-retry": (_event, visit) => (visit.connection.name === "closed" ? visit.comeBack() : visit.retryNow()),
  "passerby-dismiss": ({ notice }, visit) => visit.moderation.dismiss(notice),
  "passerby-draft": ({ text }, visit) => visit.draft(text),
  "passerby-shown": ({ id }, visit) => visit.shown(id),
  "passerby-say": (event, visit) => {
    if (visit.say(event.text, event.beside, event.secret) === "said") event.accept();
  },
  "passerby-reveal": ({ how }, visit) => visit.reveal(how),
  "passerby-switch": ({ kind, on }, visit) => (kind === "audio" ? visit.own.mute(!on) : void visit.own.turnCamera(on)),
  "passerby-revive": (_event, visit) => void visit.own.revive(true),
  "passerby-device": ({ kind, id }, visit) => void visit.own.choose(kind, id).then(() => keepDevices(visit)),
  "passerby-plugged": ({ use }, visit) => void visit.own.settlePlugged(use).then(() => keepDevices(visit)),
  "passerby-screen": ({ wish }, visit) => screen(wish, visit),
  "passerby-file": ({ wish, id }, visit) => {
    if (wish === "accept") visit.acceptFile(id);
    else if (wish === "refuse") visit.refuseFile(id);
    else visit.cancelFile(id);
  },
  "passerby-offer-file": (event, visit) => event.answer(visit.offerFile(event.file)),
  "passerby-report": ({ room, details }, visit) => visit.encounters.report(room, details),
  "passerby-block": ({ room }, visit) => {
    visit.encounters.block(room);
    // Whoever blocks wants to leave. The server leaves that to the client.
    if (visit.chat.name === "chatting" && visit.chat.room.room === room) visit.next(true);
  },
  "passerby-rate": ({ room, stars }, visit) => visit.encounters.rate(room, stars),
  "passerby-rewind": ({ room }, visit) => visit.encounters.rewind(room),
};

const keepDevices = ({ own: { chosen } }: Visit): void => keepPreferences({ ...recallPreferences(), devices: chosen });

function screen(wish: ScreenEvent["wish"], visit: Visit): void {
  switch (wish) {
    case "share":
      return void visit.shareScreen();
    case "stop":
      return visit.stopScreen();
    case "see":
      return visit.answerScreen(true);
    case "decline":
      return visit.answerScreen(false);
    default: {
      const unknown: never = wish;
      return unknown;
    }
  }
}

/** Passes the events that reach `root` on to the visit. */
export function followWishes(root: EventTarget, visit: () => Visit | undefined): void {
  for (const [name, handle] of Object.entries(handlers)) {
    root.addEventListener(name, (event) => {
      const current = visit();
      // The table says which class belongs to which name. TypeScript loses that in `entries`.
      if (current) (handle as (event: Event, visit: Visit) => void)(event, current);
    });
  }
}
