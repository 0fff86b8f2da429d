/**
 * The shield: one switch for the whole site that holds off a flood of bots or of indecency for a
 * while. Every node knows it by heart, so no visitor waits for a look at Redis.
 *
 * <p>Owns in Redis {@code passerby:{shield}:raised} hash: {@code measures}, names separated by
 * commas, none when it was lowered; {@code by}, {@code why}; {@code since}, {@code until}, epoch
 * milliseconds; {@code kept}, until when some node may know of an earlier one. Expires then, so
 * that a shield that was lowered is not taken for one that was lost. Nodes write it down again when
 * Redis has lost it.
 *
 * <p>May call {@code redis}, {@code protocol} and what lies below.
 */
@NullMarked
package chat.passerby.moderation.shield;

import org.jspecify.annotations.NullMarked;
