package chat.passerby.cluster;

/** The keys of the nodes' register, in one slot of a Redis Cluster. */
final class NodeKeys {
  static final String NODES = "passerby:{nodes}";
  static final String ONLINE = "passerby:{nodes}:online";
  static final String OPEN = "passerby:{nodes}:open";
  static final String PAIRING = "passerby:{nodes}:pairing";
  static final String DEAD = "passerby:{nodes}:dead";
  static final String LINKS = "passerby:{nodes}:links";
  static final String TIME = "passerby:{nodes}:time";

  private NodeKeys() {}
}
