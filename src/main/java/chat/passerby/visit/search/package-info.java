/**
 * The part of a visit in which a partner is searched for: into the queue, out of it, and what is
 * said meanwhile. May use {@code visit.state}.
 */
@NullMarked
package chat.passerby.visit.search;

import org.jspecify.annotations.NullMarked;
