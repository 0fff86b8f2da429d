/** The codes with which the server closes a socket and a client has something particular to do. */
export const closeCode = {
  overloaded: 4004,
  badToken: 4500,
  replaced: 4501,
  banned: 4502,
} as const;

/** What a client does when its socket was closed. */
export type CloseAdvice = "come-back" | "new-session" | "stay-away";

/**
 * 4500–4999 say that coming back is pointless, save for a token that has expired. Every other code, those of the
 * network included, only means that this one connection is over.
 */
export function adviceFor(code: number): CloseAdvice {
  if (code === closeCode.badToken) return "new-session";
  return code >= 4500 && code <= 4999 ? "stay-away" : "come-back";
}

/**
 * The codes with which a client closes. Only the first says that the visitor has left for good; after every other one
 * the server holds the place for a while, because the visitor means to come back.
 */
export const clientCloseCode = {
  leaving: 1000,
  /** A newer link of the same visitor has taken over. */
  superseded: 3000,
  /** Nothing is heard on this link, so it is given up for another. */
  suspect: 3001,
} as const;

export type ClientCloseCode = (typeof clientCloseCode)[keyof typeof clientCloseCode];
