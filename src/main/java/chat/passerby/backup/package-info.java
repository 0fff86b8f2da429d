/**
 * Backups of what must last, and writing them back. They are made of what stands in Redis, type by
 * type, not by {@code DUMP}: what one version of Redis has dumped, an older one or a relative does
 * not take.
 *
 * <p>Owns no key; {@link chat.passerby.backup.Kept} says which it reads and writes. Works on a
 * thread of its own that may wait, never on an event loop. May call {@code moderation}, {@code
 * redis} and what lies below.
 */
@NullMarked
package chat.passerby.backup;

import org.jspecify.annotations.NullMarked;
