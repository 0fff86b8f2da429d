package chat.passerby.backup;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * A key, or a part of one that has much in it.
 *
 * @param type as Redis calls it
 * @param left milliseconds that it had left to live; none for good. No time of day: the clock of
 *     the server that it goes back to may be another
 * @param items what {@code restore_key.lua} takes
 */
record Part(String key, String type, OptionalLong left, List<Buffer> items) {}
