/**
 * The words that clients and Passerby say to each other: frames, ids, error codes and close codes,
 * with the writer that takes them to the wire; {@code reading} takes them from there.
 *
 * <p>Owns nothing in Redis. Calls nothing else of Passerby; every other package may call it.
 */
@NullMarked
package chat.passerby.protocol;

import org.jspecify.annotations.NullMarked;
