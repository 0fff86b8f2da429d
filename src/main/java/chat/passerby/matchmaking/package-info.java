/**
 * Brings waiting people together. This package has the settings and the plan of lanes; the work is
 * in its parts, from top to bottom:
 *
 * <ul>
 *   <li>{@code pairing}: who may pair a lane, and the claim that makes a room of two tickets
 *   <li>{@code rewind}: two who ask to meet again
 *   <li>{@code figures}: what a lane's holder measures, for estimates and the status page
 *   <li>{@code queue}: the lane's queue and the scripts on it
 *   <li>{@code policy}: whom to pair with whom; it knows no Redis
 * </ul>
 *
 * <p>Owns nothing in Redis itself. May call {@code delivery}, {@code room}, {@code session}, {@code
 * redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.matchmaking;

import org.jspecify.annotations.NullMarked;
