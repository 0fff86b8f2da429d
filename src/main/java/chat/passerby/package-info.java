/** Wiring. */
@NullMarked
package chat.passerby;

import org.jspecify.annotations.NullMarked;
