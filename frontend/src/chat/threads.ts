import type { Message, OwnMessage, PartnerMessage, Secret } from "./message-log.js";

/** One sign about a message may be of several characters, but is no text. */
const mostSignChars = 16;

/** What both have answered to one question. Of each only the first counts: a seal cannot be taken back. */
export interface Answers {
  readonly mine?: OwnMessage;
  readonly theirs?: PartnerMessage;
  readonly mineOpened?: OwnMessage;
  readonly theirsOpened?: PartnerMessage;
}

/** The latest sign of each side about one message. */
export interface Signs {
  readonly me?: string;
  readonly partner?: string;
}

/** A conversation as it is read: what stands in a row of its own, and what belongs to such a row. */
export interface Threads {
  readonly rows: readonly Message[];
  /** By the ids of what they are about. */
  readonly signs: ReadonlyMap<string, Signs>;
  readonly answers: ReadonlyMap<string, Answers>;
  readonly byId: ReadonlyMap<string, Message>;
}

/** Puts reactions and answers to what they are about. A message about one that is not there stands in a row of its own. */
export function threadsOf(messages: readonly Message[]): Threads {
  if (!messages.some(({ as }) => as !== undefined))
    return { rows: messages, signs: new Map(), answers: new Map(), byId: new Map() };
  const byId = new Map<string, Message>();
  for (const message of messages) if (!byId.has(message.id)) byId.set(message.id, message);
  const signs = new Map<string, Signs>();
  const answers = new Map<string, Answers>();
  const rows = messages.filter((message) => {
    const about = byId.get(message.about ?? "");
    if (!about) return true;
    if (message.as === "reaction" && message.text.length <= mostSignChars) {
      // What a server or a rule has held back was not said.
      if (message.from === "partner" || message.mark !== "failed") {
        signs.set(about.id, withSign(signs.get(about.id) ?? {}, message));
      }
      return false;
    }
    if (about.as !== "question" || (message.as !== "sealed" && message.as !== "opened")) return true;
    answers.set(about.id, withAnswer(answers.get(about.id) ?? {}, message));
    return false;
  });
  return { rows, signs, answers, byId };
}

/** The same sign once more takes it back. */
function withSign(before: Signs, { from, text }: Message): Signs {
  const { [from]: earlier, ...others } = before;
  return earlier === text ? others : { ...others, [from]: text };
}

function withAnswer(before: Answers, message: Message): Answers {
  if (message.from === "me") {
    if (message.as === "opened") return { mineOpened: message, ...before };
    // A seal that did not arrive binds nobody.
    const { mine } = before;
    return { ...before, mine: mine && mine.mark !== "failed" ? mine : message };
  }
  return message.as === "sealed" ? { theirs: message, ...before } : { theirsOpened: message, ...before };
}

/** Whether the partner has sent the own seal back. It proves no answer, and would be opened with one's own. */
export const isCopy = ({ mine, theirs }: Answers): boolean => mine?.proof !== undefined && mine.proof === theirs?.proof;

/** The own answer that may be opened now: both have sealed theirs, and this one is not open yet. */
export function toOpen(messages: readonly Message[]): { about: string; secret: Secret } | undefined {
  if (messages.at(-1)?.as !== "sealed") return undefined;
  for (const [about, answers] of threadsOf(messages).answers) {
    const { mine, theirs, mineOpened } = answers;
    if (!mine?.secret || mine.mark === "failed" || !theirs || mineOpened || isCopy(answers)) continue;
    return { about, secret: mine.secret };
  }
  return undefined;
}
