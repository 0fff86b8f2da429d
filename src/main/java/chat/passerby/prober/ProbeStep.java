package chat.passerby.prober;

/** What synthetic visitors do, in this order. */
enum ProbeStep {
  /** Both get a session. */
  SESSION,
  /** Both connect and are welcomed. */
  CONNECT,
  /** Both look for somebody, and are brought together. */
  MATCH,
  /** The offer of one reaches the other. */
  OFFER,
  ANSWER,
  CANDIDATE,
  /** A message is shown and acknowledged. */
  CHAT,
  /** The connection of one ends, and another one resumes the chat. */
  RESUME,
  /** One goes on to the next partner, and the other hears of it. */
  NEXT
}
