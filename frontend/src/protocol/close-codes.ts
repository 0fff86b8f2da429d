/** The codes of the server that ask something particular of a client. */
export const closeCode = {
  overloaded: 4004,
  badToken: 4500,
  replaced: 4501,
  banned: 4502,
} as const;

/** What a client does after its socket was closed. */
export type CloseAdvice = "come-back" | "new-session" | "stay-away";

/**
 * After 4500–4999 coming back is pointless, except for an expired token. Any other code, also one from the network,
 * only ends this one connection.
 */
export function adviceFor(code: number): CloseAdvice {
  if (code === closeCode.badToken) return "new-session";
  return code >= 4500 && code <= 4999 ? "stay-away" : "come-back";
}

/**
 * The codes that a client closes with. Only the first says that the visitor left for good. After any other the server
 * holds the place for a while, because the visitor means to come back.
 */
export const clientCloseCode = {
  leaving: 1000,
  /** A newer link of the same visitor took over. */
  superseded: 3000,
  /** This link is silent and is given up for another. */
  suspect: 3001,
} as const;

export type ClientCloseCode = (typeof clientCloseCode)[keyof typeof clientCloseCode];
