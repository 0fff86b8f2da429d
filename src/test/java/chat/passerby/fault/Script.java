package chat.passerby.fault;

/** What visitors are up to: how often in a hundred turns they do what. */
public enum Script {
  /** They talk, go on to the next and change their minds. */
  RESTLESS(68, 4, 2, 8),
  /** They talk on with whom they have. */
  FAITHFUL(80, 0, 0, 0),
  /** They see to it that they have a partner, and write nothing. */
  QUIET(0, 0, 0, 0);

  final int chat;
  final int next;
  final int leave;

  /** Of one who waits: to cancel, or to search for something else. */
  final int doubt;

  Script(int chat, int next, int leave, int doubt) {
    this.chat = chat;
    this.next = next;
    this.leave = leave;
    this.doubt = doubt;
  }
}
