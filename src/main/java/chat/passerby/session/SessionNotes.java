package chat.passerby.session;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * What the connections of a session leave behind for its next one, wherever that is. What the bytes
 * mean is up to whoever writes them.
 *
 * @param search what was last searched for
 * @param past the last rooms
 * @param left the ends of chats that the visitor may not have read of, each with its room
 */
public record SessionNotes(Optional<Buffer> search, Optional<Buffer> past, List<Buffer> left) {}
