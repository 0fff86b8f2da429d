/**
 * The edge: settings, meters, and the work in Redis behind a visit, such as its return, its end and
 * what is made up for after a loss. The parts: {@code socket} above, {@code http} and {@code
 * limits} below.
 *
 * <p>Owns in Redis: {@code passerby:{lane}:mark:<gateway>} string, one for each lane and event
 * loop, whose absence shows that Redis has lost data; set every second, expires after ten minutes.
 *
 * <p>May call {@code gateway.http}, {@code gateway.limits}, {@code visit} and all that lies below.
 */
@NullMarked
package chat.passerby.gateway;

import org.jspecify.annotations.NullMarked;
