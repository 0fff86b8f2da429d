/**
 * Direct links between nodes, on which messages go past Redis: how both sides prove who they are,
 * how frames are sealed, and in which order messages count that come on two ways.
 *
 * <p>Owns nothing in Redis; {@code cluster} keeps there where each node takes links. May call
 * {@code packed}, {@code protocol}, {@code settings} and {@code telemetry}.
 */
@NullMarked
package chat.passerby.cluster.peer;

import org.jspecify.annotations.NullMarked;
