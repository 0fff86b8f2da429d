/**
 * The edge: settings, meters, and the work in Redis behind a visit: its return, its end, and what
 * is written again after Redis has lost data. {@code socket} is above this package, {@code http}
 * and {@code limits} are below.
 *
 * <p>Owns in Redis: {@code passerby:{lane}:mark:<gateway>} string, one for each lane and event
 * loop; a missing one shows that Redis has lost data; set every second, expires after ten minutes.
 *
 * <p>May call {@code gateway.http}, {@code gateway.limits}, {@code visit} and all that lies below.
 */
@NullMarked
package chat.passerby.gateway;

import org.jspecify.annotations.NullMarked;
