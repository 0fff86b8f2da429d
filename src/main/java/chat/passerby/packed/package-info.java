/**
 * Packed bytes, as they travel between nodes and are kept in Redis: writer, bounded reader, the
 * version at their end, and codes that no order of an enum changes.
 *
 * <p>Owns nothing in Redis. May call {@code telemetry}, which counts what cannot be read.
 */
@NullMarked
package chat.passerby.packed;

import org.jspecify.annotations.NullMarked;
