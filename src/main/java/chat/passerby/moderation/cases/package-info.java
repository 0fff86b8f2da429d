/**
 * Cases: all reports about one device that nobody has decided on, in the order in which moderators
 * should see them; who works on which; and what was decided.
 *
 * <p>Owns in Redis, under the hash tag of reports, so that a report is filed and joins its case in
 * one step. The keys of these are in {@link chat.passerby.moderation.ReportKeys}:
 *
 * <ul>
 *   <li>{@code passerby:{reports}:case:<id>} hash: {@code state} ({@code open}, {@code pending}
 *       while its decision can be taken back, {@code decided}); {@code device}, {@code session} and
 *       {@code address} of the subject as last reported; {@code opened}, epoch milliseconds; {@code
 *       met}, how many partners the subject has met; {@code reports}, how many there are; {@code
 *       version}, which grows with each; {@code score}, {@code weight}, {@code urgent}, {@code
 *       summary}; {@code claimed-by}, {@code claimed-until}; {@code passed:<moderator>}, who gave
 *       it back, until when they are not given it; {@code decision}; {@code outcome}; expires 30
 *       days after the last report or decision, or with the last of its reports
 *   <li>{@code passerby:{reports}:case-reports:<id>} hash, the facts of the case's first 200
 *       reports; expires with the case
 *   <li>{@code passerby:{reports}:subject:<device>} string, the open case about a device; expires
 *       with it
 *   <li>{@code passerby:{reports}:unranked} set, cases that have changed since their priority was
 *       worked out; any node with the role {@code moderation} takes them out
 *   <li>{@code passerby:{reports}:cases} sorted set, open cases by score; {@code …:queue} those of
 *       them that nobody has claimed; {@code …:claimed} those that somebody has, by the end of the
 *       claim
 *   <li>{@code passerby:{reports}:decided} sorted set, decided cases by the time of the decision
 *   <li>{@code passerby:{reports}:ages} sorted set, cases by when they are forgotten; what is due
 *       is taken out with the next report
 *   <li>{@code passerby:{reports}:past:<device>} sorted set, the last 50 decided cases about a
 *       device; {@code …:at:<address tag>} the last 50 cases about an address; expire after 30 days
 *   <li>{@code passerby:{reports}:record:<device>} string, the outcome of the last 100 decided
 *       cases that the device reported, {@code u} or {@code d} each, the newest last; expires a
 *       year after the last
 *   <li>{@code passerby:{reports}:outcomes:<device>} list, at most 100 of {@code
 *       <outcome>:<report>:<when>}, what the reporter is still to be told, and from when on, epoch
 *       milliseconds; taken out when it was told, expires after 30 days
 *   <li>{@code passerby:{reports}:decision:<id>} hash: {@code case}, {@code by}, {@code outcome},
 *       {@code packed}, {@code at}, {@code effective}, {@code state} ({@code pending}, {@code due},
 *       {@code done}, {@code undone}), {@code took}, the milliseconds since the claim, {@code
 *       picture}, whether there was one and it was opened; expires after 30 days
 *   <li>{@code passerby:{reports}:opened:<case>:<moderator>} string, there is when the moderator
 *       has opened a picture of the case; expires after a day
 *   <li>{@code passerby:{reports}:decisions} sorted set, decisions that are not done yet by when
 *       some node is to carry them out
 * </ul>
 *
 * <p>May call {@code moderation} and its parts {@code sanction} and {@code audit}, {@code redis},
 * {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.moderation.cases;

import org.jspecify.annotations.NullMarked;
