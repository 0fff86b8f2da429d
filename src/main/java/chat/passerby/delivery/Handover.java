package chat.passerby.delivery;

/** How the handing over of an event went. */
public enum Handover {
  /** The connection, or the node that holds it, has it. */
  TAKEN,
  /** The connection or its node is not there any more. */
  GONE,
  /** Redis is away: nobody can tell. */
  UNKNOWN
}
