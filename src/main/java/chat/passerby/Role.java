package chat.passerby;

/** What a node does; operators scale gateways and pairing workers apart. */
public enum Role {
  /** Serves the page and holds visitors' sockets. */
  GATEWAY,
  /** Pairs the waiting. */
  PAIRING,
  /** Serves the moderators, on the same port as visitors. */
  MODERATION,
  /** Visits the site as people do, and meters how that goes. */
  PROBER
}
