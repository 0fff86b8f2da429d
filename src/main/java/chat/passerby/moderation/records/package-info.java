/**
 * What the law wants on record: the reasons for each sanction, counts by month, how long reports
 * and appeals wait, and which settings were in force when.
 *
 * <p>Owns in Redis:
 *
 * <ul>
 *   <li>{@code passerby:{reports}:month:<month>} hash, counts of a month such as {@code 2026-11}:
 *       {@code report:<reason>:<person or machine>}, {@code decision:<outcome>:<reason>}, {@code
 *       decision-wait:<span>}; written by the scripts that file reports and settle decisions;
 *       expires 25 months after its first count
 *   <li>{@code passerby:{sanctions}:month:<month>} hash, the same of {@code
 *       sanction:<kind>:<reason>:<person or machine>}, {@code appeal:<filed, upheld or
 *       overturned>}, {@code appeal-wait:<span>}
 *   <li>{@code passerby:{measures}:settings} list, the last 500 notes of settings in force, each
 *       with since when before it, the newest first; kept for good
 * </ul>
 *
 * <p>A span is a number: times grow by the square root of two from one to the next.
 *
 * <p>May call {@code moderation} and its parts {@code sanction} and {@code audit}, {@code redis},
 * {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.moderation.records;

import org.jspecify.annotations.NullMarked;
