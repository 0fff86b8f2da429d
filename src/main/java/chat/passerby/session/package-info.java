/**
 * Identity: session tokens, device ids, epochs, and what Redis keeps of a session.
 *
 * <p>Owns in Redis:
 *
 * <ul>
 *   <li>{@code passerby:session:{id}} hash (epoch, node, the notes search and past, {@code
 *       address}, the tag of where it connected from last, {@code began}, when it connected first,
 *       and {@code left:<room>} for the end of each chat that the visitor may not have read of);
 *       written by {@code hello} and, should Redis lose it, by the gateway that holds the session;
 *       expires an hour after that has last kept it; a {@code left:<room>} goes once the visitor
 *       has read it
 *   <li>{@code passerby:secret:<name>} string, kept for good, written once, and again twice a
 *       second by every node that knows it, should Redis have lost it
 * </ul>
 *
 * May call {@code redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.session;

import org.jspecify.annotations.NullMarked;
