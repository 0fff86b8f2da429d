/**
 * How much there is to moderate, over all nodes: read for whoever looks, and kept nowhere. It owns
 * nothing in Redis, and reads what {@code moderation} and {@code cases} keep.
 *
 * <p>May call {@code moderation}, {@code redis} and what lies below.
 */
@NullMarked
package chat.passerby.moderation.figures;

import org.jspecify.annotations.NullMarked;
