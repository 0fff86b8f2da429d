/**
 * How much a node, an address and a connection may do: who is let in, from which address somebody
 * comes, rates of frames and sessions, the pace of looking, and how far an event loop lags behind.
 *
 * <p>Two things are written by hand. {@code Paces} drops the session that is unchanged for longest
 * when there are too many; Caffeine 3.2 decides by how often an entry is used, and may drop the
 * newest, so whoever is hasty right now would be forgiven. {@code Network} takes an address or a
 * CIDR block and nothing else; ipaddress 5.6 also reads ranges, wildcards and {@code 10.0.0}, which
 * would have to be refused before it.
 *
 * <p>Owns nothing in Redis: these limits hold for one node. May call {@code visit.state}, whose
 * {@code Pacing} is made here, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.gateway.limits;

import org.jspecify.annotations.NullMarked;
