/**
 * Proof of work at the creation of a session, by the scheme of ALTCHA 1: the visitor's device finds
 * the number whose SHA-256 with a salt is known. It costs a person a moment once, and somebody who
 * opens sessions by the thousand as many moments.
 *
 * <p>A challenge is signed for one address and expires. Nothing is kept of it until a solution
 * comes. In Redis:
 *
 * <ul>
 *   <li>{@code passerby:{proofs}:spent} sorted set, solved challenges by when they may be
 *       forgotten, at most {@link chat.passerby.gateway.proof.SpendProofScript#MOST} of about 120
 *       bytes each; those that have expired go with the next solution, and the whole 20 minutes
 *       after the last
 * </ul>
 *
 * <p>May call {@code gateway.limits}, {@code redis}, {@code web} and what lies below.
 */
@NullMarked
package chat.passerby.gateway.proof;

import org.jspecify.annotations.NullMarked;
