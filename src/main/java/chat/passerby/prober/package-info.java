/**
 * Synthetic visitors: two of them make a whole visit through the public address, again and again,
 * and what each step took is metered. They show an operator what visitors get, with all that is
 * between: names, certificates, proxies.
 *
 * <p>They are visitors like all others, with two exceptions: a pool of their own, so that they
 * count in no lane that people wait in, and an interest that only the two of one visit have and
 * hold on to, so that they meet nobody else whatever the pools are.
 *
 * <p>Owns no key; has {@code device} bind its devices to that pool. May call {@code matchmaking},
 * {@code device}, {@code redis}, {@code protocol}, {@code web} and what lies below.
 */
@NullMarked
package chat.passerby.prober;

import org.jspecify.annotations.NullMarked;
