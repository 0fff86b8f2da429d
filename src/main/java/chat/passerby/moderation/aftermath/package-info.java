/**
 * What comes before and after a decision: somebody whom credible people have reported is restricted
 * until it is made; evidence is kept as long as somebody may appeal, and then erased, which shows
 * in a metric.
 *
 * <p>Owns in Redis, under the hash tag of reports:
 *
 * <ul>
 *   <li>{@code passerby:{reports}:held} sorted set, cases with a sanction by when to look at them
 *       again, once a day; a case is taken out when nobody can appeal any more
 * </ul>
 *
 * <p>Takes reports out of {@code …:ends} and cases out of {@code …:ages} when their time is over,
 * with all that is kept of them.
 *
 * <p>May call {@code moderation} and its parts {@code cases}, {@code sanction} and {@code audit},
 * {@code redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.moderation.aftermath;

import org.jspecify.annotations.NullMarked;
