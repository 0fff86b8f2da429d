/**
 * Spam is held off before it reaches anybody: the operator's word rules, and openers that one
 * sender or many send alike to many partners. A message that is held off is told to its sender in
 * words.
 *
 * <p>Letters that look alike are one letter here: by the skeletons of Unicode Technical Standard
 * 39, section 4, from ICU4J. Without rules and with openers off, no class of ICU is loaded.
 *
 * <p>Owns in Redis:
 *
 * <ul>
 *   <li>{@code passerby:{openers}:<window>} string, a table of 2^20 counters of a byte each: how
 *       many openers fell on each in those five minutes, by keyed hashes of their shingles and
 *       senders; 1 MiB however many there are, expires after ten minutes, so 3 MiB at most. No
 *       text, no address and no device can be read from it
 *   <li>{@code passerby:{word-rules}:hits:<day>} hash: {@code <rule>:held} and {@code
 *       <rule>:shadowed}, how often each word rule was hit on that day since the epoch; expires
 *       after 31 days
 * </ul>
 *
 * <p>May call {@code redis}, {@code session}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.moderation.spam;

import org.jspecify.annotations.NullMarked;
