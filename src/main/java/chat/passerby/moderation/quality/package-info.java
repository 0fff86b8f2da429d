/**
 * How well moderators decide: decided cases that somebody else decides as well without being told,
 * golden cases whose right answer is known, and the figures that follow.
 *
 * <p>Owns in Redis, under the hash tag of reports; the keys are in {@link
 * chat.passerby.moderation.ReportKeys}:
 *
 * <ul>
 *   <li>{@code passerby:{reports}:look:<id>} hash: {@code case}, {@code kind}, {@code by}, {@code
 *       verdict} and {@code decided} of the first decision, {@code claimed-by}, {@code
 *       claimed-until}, {@code claimed-at}, {@code passed:<moderator>}, who gave it back, {@code
 *       judged}, {@code decision}, {@code effective}; expires with its case
 *   <li>{@code passerby:{reports}:looks} sorted set, second looks that wait, at most 1,000, by from
 *       when on they may be given; {@code …:judged} those that were decided on, by when that can be
 *       taken back no more; {@code …:differing} list, the last 1,000 at which two have decided
 *       differently
 *   <li>{@code passerby:{reports}:at-desk:<moderator>} string, the look that a moderator has;
 *       expires after ten minutes
 *   <li>{@code passerby:{reports}:look-of:<decision>} string, the look that a decision was made on;
 *       expires when nobody can take it back
 *   <li>{@code passerby:{reports}:golden} sorted set, golden cases by when they were made, at most
 *       200; {@code …:golden:<case>} hash: {@code by}, {@code verdict}, {@code decided}; {@code
 *       …:golden-seen:<case>} set, who was given it; these two expire with the case
 * </ul>
 *
 * <p>Counts {@code second:<verdict>:<verdict>} and {@code golden:<right>:<given>} by month, see
 * {@code records}.
 *
 * <p>May call {@code cases}, {@code records}, {@code moderation}, {@code redis}, {@code protocol}
 * and what lies below.
 */
@NullMarked
package chat.passerby.moderation.quality;

import org.jspecify.annotations.NullMarked;
