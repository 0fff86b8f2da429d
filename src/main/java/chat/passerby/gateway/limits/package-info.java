/**
 * How much a node, an address and a connection may do: who is let in, from which address somebody
 * comes, rates of frames and sessions, the pace of looking, and how far an event loop lags behind.
 *
 * <p>Owns nothing in Redis: these limits hold for one node. May call {@code http}, {@code
 * telemetry} and {@code time}.
 */
@NullMarked
package chat.passerby.gateway.limits;

import org.jspecify.annotations.NullMarked;
