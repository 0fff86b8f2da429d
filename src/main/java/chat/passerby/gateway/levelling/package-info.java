/**
 * How gateways that have more visitors than their share hand some over, so that a node that was
 * added gets its share. Pure but for the list of nodes; knows no socket.
 *
 * <p>May call {@code cluster} and what lies below.
 */
@NullMarked
package chat.passerby.gateway.levelling;

import org.jspecify.annotations.NullMarked;
