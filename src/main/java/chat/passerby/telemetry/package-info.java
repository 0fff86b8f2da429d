/**
 * What a node tells its operator: meters, health, logging.
 *
 * <p>A feature counts in a small class of its own, made once from {@link
 * chat.passerby.telemetry.Meters}, and is asked for its health by a check that the root hands to
 * the {@link chat.passerby.telemetry.ManagementServer}. Nothing here knows a session, an address or
 * a text, and no meter is labelled with one. This package owns nothing in Redis and calls only
 * {@code settings}.
 */
@NullMarked
package chat.passerby.telemetry;

import org.jspecify.annotations.NullMarked;
