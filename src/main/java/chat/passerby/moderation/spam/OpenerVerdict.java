package chat.passerby.moderation.spam;

/** What was found out about a first message. */
public enum OpenerVerdict {
  /** Nothing is against it. */
  FINE,
  /**
   * Many partners were sent the like, with a link or a name to look for, perhaps by many senders.
   */
  CAMPAIGN,
  /** The same sender has sent the like to many. */
  REPEATED,
  /** The same sender has begun many chats with links or names to look for. */
  LINKS
}
