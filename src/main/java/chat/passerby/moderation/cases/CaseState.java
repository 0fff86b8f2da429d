package chat.passerby.moderation.cases;

import chat.passerby.protocol.WireNamed;

/** How far a case is. */
public enum CaseState implements WireNamed {
  /** Somebody has to decide. */
  OPEN,
  /** Somebody has decided and can still take it back. */
  PENDING,
  /** The decision is in effect. */
  DECIDED
}
