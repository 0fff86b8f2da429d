/**
 * One visitor as a pure state machine: {@link chat.passerby.visit.Visit} takes inputs and answers
 * with the effects to carry out. Time and randomness come in; there is no socket, no Redis and
 * nothing of Vert.x but its buffer, so every order of events can be written down as a plain test.
 *
 * <p>The parts are in packages of their own: {@code search}, {@code chat} and {@code about}, above
 * what they share, {@code state}. A part asks a {@code Question} and goes on when the answer comes
 * back as an input; the gateway's shell carries out what is asked.
 *
 * <p>May use {@code moderation}, {@code matchmaking}, {@code device}, {@code delivery}, {@code
 * room}, {@code session} and {@code protocol}.
 */
@NullMarked
package chat.passerby.visit;

import org.jspecify.annotations.NullMarked;
