/**
 * What a device remembers: whom it met of late, whom it has blocked, and the pool that it is bound
 * to.
 *
 * <p>Owns in Redis, under the device's hash tag:
 *
 * <ul>
 *   <li>{@code passerby:device:{<id>}:recent} sorted set, the last 64 devices met by the end of the
 *       chat, epoch milliseconds; trimmed when read or written, expires after the recent window
 *   <li>{@code passerby:device:{<id>}:met} string, how many devices it has met; expires a day after
 *       the last new one
 *   <li>{@code passerby:device:{<id>}:blocked} sorted set, at most 1000 devices never to be met by
 *       the end of the block; trimmed when read or written, expires after 30 days
 *   <li>{@code passerby:device:{<id>}:reported} string: there is when the device has reported
 *       somebody and may still hear of the outcome; expires 395 days after the last report
 *   <li>{@code passerby:device:{<id>}:pool} string, the pool that the device is bound to: that of
 *       synthetic visitors, for a quarter of an hour
 * </ul>
 *
 * <p>What strangers can make of it is bounded: recent partners are 64 for the recent window. Blocks
 * are 1000 for 30 days, and no new one is taken while Redis uses more than 85 per cent of its
 * memory.
 *
 * <p>May call {@code redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.device;

import org.jspecify.annotations.NullMarked;
