/**
 * What a visitor asks about a partner, in a chat and after it: block, report, rate, rewind. May use
 * {@code visit.search}, {@code visit.chat} and {@code visit.state}.
 */
@NullMarked
package chat.passerby.visit.about;

import org.jspecify.annotations.NullMarked;
