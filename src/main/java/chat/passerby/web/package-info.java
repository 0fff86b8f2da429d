/**
 * What every address of ours has in common: bodies that are read strictly, errors of one form, and
 * origins.
 *
 * <p>Owns nothing in Redis. May call {@code telemetry} and what lies below.
 */
@NullMarked
package chat.passerby.web;

import org.jspecify.annotations.NullMarked;
