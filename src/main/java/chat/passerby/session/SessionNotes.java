package chat.passerby.session;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * What the connections of a session leave behind for its next one, wherever that is. What the bytes
 * say is the business of who writes them.
 *
 * @param search what was last searched for
 * @param left a room that ended while nobody was connected, and why
 * @param past the last rooms
 */
public record SessionNotes(Optional<Buffer> search, Optional<Buffer> left, Optional<Buffer> past) {}
