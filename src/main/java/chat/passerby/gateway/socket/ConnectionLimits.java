package chat.passerby.gateway.socket;

import chat.passerby.gateway.Deadlines;

/**
 * How much a connection may do, hold and wait.
 *
 * @param framesPerSecond in the long run; zero is no limit
 * @param outboundBytes what may be on its way to the client
 * @param held counts what all connections of the node hold
 */
public record ConnectionLimits(
    int framesPerSecond, int outboundBytes, Deadlines deadlines, HeldBytes held) {}
