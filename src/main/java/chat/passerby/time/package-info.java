/**
 * What time it is, for this process: the only place that looks at a clock of the machine.
 *
 * <p>Owns nothing in Redis and calls no other package; every package may use it.
 */
@NullMarked
package chat.passerby.time;

import org.jspecify.annotations.NullMarked;
