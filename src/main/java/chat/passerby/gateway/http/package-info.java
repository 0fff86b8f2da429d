/**
 * What is answered over HTTP: routes, sessions, status, the page's files; which origins may ask;
 * and the ICE servers that clients are given.
 *
 * <p>Owns nothing in Redis. May call {@code gateway.limits}, {@code gateway.icebreakers}, {@code
 * matchmaking} for its lanes and their figures, {@code room} and what lies below.
 */
@NullMarked
package chat.passerby.gateway.http;

import org.jspecify.annotations.NullMarked;
