/**
 * First lines and questions of the operator's own, which the page offers to people who have just
 * met: read from a file at the start, and told to every page.
 *
 * <p>Owns nothing in Redis. May call {@code settings}.
 */
@NullMarked
package chat.passerby.gateway.icebreakers;

import org.jspecify.annotations.NullMarked;
