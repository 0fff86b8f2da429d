/**
 * What is done about people who misbehave: reports and their evidence. Who decides on them, and
 * what follows, is not here yet.
 *
 * <p>Owns in Redis, under one hash tag:
 *
 * <ul>
 *   <li>{@code passerby:{reports}:report:<id>} hash: {@code evidence}, the packed report; {@code
 *       seal}, the hash over the report before and this evidence; {@code previous}, that report's
 *       seal; {@code state}, {@code open} as yet; expires 30 days after it was filed
 *   <li>{@code passerby:{reports}:filed:<room>:<session>} string, the report that the session filed
 *       about its partner in that room; expires with the report
 *   <li>{@code passerby:{reports}:open} sorted set, the reports that nobody has decided on by the
 *       time of filing, epoch milliseconds; what has expired is taken out with the next report
 *   <li>{@code passerby:{reports}:head} string, the seal of the report that was filed last; kept
 *       for good
 *   <li>{@code passerby:{reports}:count:<device>} string, how many reports the device has filed in
 *       an hour; expires an hour after the first
 * </ul>
 *
 * May call {@code matchmaking}, {@code room}, {@code session}, {@code redis}, {@code protocol} and
 * what lies below.
 */
@NullMarked
package chat.passerby.moderation;

import org.jspecify.annotations.NullMarked;
