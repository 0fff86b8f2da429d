/**
 * What an operator may set, and how it is read: from the environment and an optional file, checked
 * once at the start, all mistakes told together.
 *
 * <p>A feature declares its {@link chat.passerby.settings.Setting}s as constants, gathers them in a
 * {@code List<Setting<?>>} and reads them into its own record; the root joins the lists. This
 * package owns nothing in Redis and calls no other package of ours.
 */
@NullMarked
package chat.passerby.settings;

import org.jspecify.annotations.NullMarked;
