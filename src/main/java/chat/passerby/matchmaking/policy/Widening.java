package chat.passerby.matchmaking.policy;

import java.time.Instant;

/**
 * The next step that makes a visitor easier to match.
 *
 * @param criterion what is given up
 * @param at when, if the visitor still waits then
 */
public record Widening(Criterion criterion, Instant at) {}
