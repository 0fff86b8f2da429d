import type { AppealStatus } from "../../connection/appeal-api.js";
import type { NoticeKind, ReportReason } from "../../protocol/values.js";

/** What moderators decide, in English. */
export const moderation = {
  reasons: {
    nudity: "nudity or sexual acts",
    minor: "being under 18",
    harassment: "insults or threats",
    spam: "advertising or a scam",
    violence: "violence",
    "self-harm": "self-harm",
    other: "breaking the rules",
  } satisfies Record<ReportReason, string>,
  kinds: {
    warning: (reason: string) => `This is a warning from the moderators. Reason: ${reason}.`,
    muted: (reason: string) => `The moderators have muted you: nobody sees what you write. Reason: ${reason}.`,
    "media-muted": (reason: string) =>
      `The moderators have turned off your camera and microphone. You can still write. Reason: ${reason}.`,
    cooldown: (reason: string) =>
      `The moderators have given you a time-out: you can't meet anyone new for now. Reason: ${reason}.`,
    restricted: (reason: string) =>
      `The moderators have restricted you: you only meet people who are restricted too. Reason: ${reason}.`,
    lifted: (reason: string) => `The moderators have reversed their decision about you (${reason}).`,
  } satisfies Record<NoticeKind, (reason: string) => string>,
  until: (date: string) => `Until ${date}.`,
  forEver: "No end date.",
  appeal: "This is a mistake",
  dismiss: "Got it",
  partnerMuted: "The moderators have turned off the other person's camera and microphone. You can still write.",
};

/** Appeals, in English. */
export const appeal = {
  title: "Is this a mistake?",
  label: "Tell the moderators why",
  send: "Send the appeal",
  sending: "Your appeal is being sent…",
  received: "Your appeal has arrived. A moderator will read it.",
  notTaken: "This server doesn't take appeals on this page yet. Your words weren't sent: please write to its operator.",
  refused: "The server didn't accept this appeal. There may be one already.",
  later: "Your appeal couldn't be sent just now. Your words are still here: please try again in a moment.",
  code: "To appeal without this page, give the operator this code within six months:",
  sameModerator: "This site has one moderator, who also decides on appeals.",
  states: {
    open: "Your appeal has arrived. A moderator will read it.",
    upheld: "Your appeal was read. The decision stands.",
    overturned: "Your appeal was read, and you were right. The decision was reversed.",
  } satisfies Record<Exclude<AppealStatus["state"], "none">, string>,
  reasons: {
    people: "People you met reported you.",
    rule: "An automatic rule reported you.",
    reports: "Reports about you led to this.",
    lost: "There is no longer a record of how this was decided.",
    none: "Nobody's report led to this.",
    machine: "No person has decided yet: this was done automatically.",
    person: "A person decided this.",
  },
  answer: "The moderator says:",
  empty: "Please write a few words first.",
};
