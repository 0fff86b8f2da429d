/**
 * The part of a visit that is spent in rooms: what is passed on, where the partner is, and how a
 * chat ends. May use {@code visit.state}.
 */
@NullMarked
package chat.passerby.visit.chat;

import org.jspecify.annotations.NullMarked;
