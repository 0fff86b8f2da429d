/**
 * What the parts of a visit share: where the visitor stands, what comes in and goes out ({@code
 * Input}, {@code Effect}), and what is asked meanwhile ({@code Question}, {@code Pending}).
 */
@NullMarked
package chat.passerby.visit.state;

import org.jspecify.annotations.NullMarked;
