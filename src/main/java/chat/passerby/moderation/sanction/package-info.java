/**
 * Sanctions: how moderators make and end them, how every node hears of them, and how visitors
 * appeal against them.
 *
 * <p>Owns in Redis, under one hash tag, so that a sanction with several subjects is made in one
 * step:
 *
 * <ul>
 *   <li>{@code passerby:{sanctions}} channel; a message has the version of the newest change
 *   <li>{@code passerby:{sanctions}:head} hash: {@code version}, of the last change; {@code
 *       incarnation}, made with the first one, by which nodes see that Redis has lost its data;
 *       kept for good
 *   <li>{@code passerby:{sanctions}:one:<id>} hash: {@code state} ({@code pending}, {@code active},
 *       {@code lifted}), {@code start} and {@code end} by Redis' clock, {@code span}, {@code
 *       endless}, {@code packed} (kind, subjects, reason), {@code record} (statement, evidence),
 *       {@code actor}, {@code confirmed-by}, {@code lifted-by}, {@code why}, {@code lifted-at};
 *       expires at its end, and not before seven months
 *   <li>{@code passerby:{sanctions}:code:<hash>} string, the sanction that an appeal code is for;
 *       expires with it
 *   <li>{@code passerby:{sanctions}:of:<kind>:<subject>} sorted set, the last 100 sanctions of a
 *       subject by version; expires with the last of them
 *   <li>{@code passerby:{sanctions}:changes} sorted set, sanction by the version of its last
 *       change, and {@code …:stale} by when no node needs to hear of it any more: at its end, or a
 *       day after it was lifted
 *   <li>{@code passerby:{sanctions}:active} sorted set, those in effect by their ends; at most
 *       100,000
 *   <li>{@code passerby:{sanctions}:listed} sorted set, all by version, and {@code …:kept} by when
 *       they are forgotten
 *   <li>{@code passerby:{sanctions}:appeal:<id>} hash, the appeal against a sanction: {@code state}
 *       ({@code open}, {@code upheld}, {@code overturned}), {@code text}, {@code at}, {@code
 *       number}, {@code answer}, {@code by}, {@code decided-at}; expires seven months after the
 *       last of these was written
 *   <li>{@code passerby:{sanctions}:appeals-open} and {@code …:appeals-decided} sorted sets, the
 *       sanctions with an appeal by its number; of those that are decided the last 10,000
 *   <li>{@code passerby:{sanctions}:reversed} sorted set, sanctions that were overturned by when;
 *       taken out when the records of those who reported say so
 * </ul>
 *
 * <p>What has come of age is taken out of the sets with the next sanction. Addresses are tags, see
 * {@link chat.passerby.session.AddressTags}.
 *
 * <p>May call {@code cluster}, {@code session}, {@code redis}, {@code protocol} and what lies
 * below.
 */
@NullMarked
package chat.passerby.moderation.sanction;

import org.jspecify.annotations.NullMarked;
