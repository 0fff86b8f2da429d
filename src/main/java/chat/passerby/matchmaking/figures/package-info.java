/**
 * What the holder of a lane's lease has measured of late, for estimates and the status page.
 *
 * <p>Owns in Redis {@code passerby:{lane}:figures} string; written every second, expires after ten.
 *
 * <p>May call {@code queue} for the names of its keys, {@code room} and what lies below.
 */
@NullMarked
package chat.passerby.matchmaking.figures;

import org.jspecify.annotations.NullMarked;
