package chat.passerby.telemetry;

/**
 * A failure that a node has an answer to, such as the absence of Redis: it is part of running, and
 * {@link Faults} neither counts nor logs it.
 */
public interface Foreseen {}
