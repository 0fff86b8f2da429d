/**
 * The real Redis server that a node starts for itself when it was given none: its folder, its
 * configuration, its process, and a watch that starts it again.
 *
 * <p>Owns no key. May call {@code redis.link}.
 */
@NullMarked
package chat.passerby.redis.embedded;

import org.jspecify.annotations.NullMarked;
