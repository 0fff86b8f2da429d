package chat.passerby.cluster;

/**
 * What a gateway node tells the others of its visitors.
 *
 * @param sessions how many are connected to it
 * @param open whether it takes new ones, and load balancers have had the time to hear of it
 */
public record Crowd(int sessions, boolean open) {}
