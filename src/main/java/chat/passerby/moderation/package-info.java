/**
 * What is done about people who misbehave: reports and their evidence. Each report joins a case,
 * see {@code cases}.
 *
 * <p>Owns in Redis, under one hash tag:
 *
 * <ul>
 *   <li>{@code passerby:{reports}:report:<id>} hash: {@code evidence}, the packed report; {@code
 *       extent}, how much of it there was room for: {@code whole}, {@code without-snapshot}, {@code
 *       bare}; {@code bytes}, how many count for it; {@code seal}, the hash over the report before
 *       and this evidence; {@code previous}, that report's seal; {@code state}, {@code open} or
 *       {@code decided}; {@code case}, which it has joined; {@code agrees}, {@code 1} or {@code 0},
 *       whether the other gateway has seen the same chat; erased 30 days after it was filed, or
 *       later when a sanction keeps it, see {@code aftermath}; expires an hour after that
 *   <li>{@code passerby:{reports}:minor:<id>} the same of a report with the reason {@code minor};
 *       erased after a year at the earliest
 *   <li>{@code passerby:{reports}:delicate:<device>} string: pictures of the device need a
 *       permission of their own; expires a year after the last such report, or with the last case
 *       about the device that a sanction keeps
 *   <li>{@code passerby:{reports}:filed:<room>:<session>} string, the report that the session filed
 *       about its partner in that room; expires when the report is to be erased
 *   <li>{@code passerby:{reports}:open} sorted set, the reports that nobody has decided on by the
 *       time of filing, epoch milliseconds
 *   <li>{@code passerby:{reports}:recent} sorted set, the reports of the last hour by the time of
 *       filing; each report takes out those that are older, expires an hour after the last
 *   <li>{@code passerby:{reports}:head} string, the seal of the report that was filed last; kept
 *       for good
 *   <li>{@code passerby:{reports}:ends} sorted set, {@code <report>:<bytes>} by when it is to be
 *       erased, and {@code passerby:{reports}:total} string, the sum; what no node has erased is
 *       taken out with a later report. {@code …:sizes} is what the build before had in its place
 *   <li>{@code passerby:{reports}:count:<device>} and {@code …:count-address:<tag>} strings, how
 *       many reports the device and the address have filed in an hour; expire an hour after the
 *       first
 *   <li>{@code passerby:{reports}:bytes:<device>} and {@code …:bytes-address:<tag>} strings, how
 *       many bytes they have filed in a day; expire a day after the first
 * </ul>
 *
 * <p>All of it is bounded: {@code total} by {@code PASSERBY_EVIDENCE_BYTES} and a quarter more for
 * reports without evidence, each 1 KiB and what its note needs; and by {@code
 * PASSERBY_EVIDENCE_MEMORY} of the memory of the server that has this hash tag. A report has at
 * most 60 KiB. Addresses are tags, see {@link chat.passerby.session.AddressTags}.
 *
 * <p>Who did what is written down by its part {@code audit}.
 *
 * <p>May call {@code session}, {@code redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.moderation;

import org.jspecify.annotations.NullMarked;
