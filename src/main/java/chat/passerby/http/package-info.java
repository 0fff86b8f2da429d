/**
 * Watches the connections that HTTP runs on, below Vert.x: how long a request may take to arrive,
 * what is read after an answer, and that nobody's bytes can fill the log. Owns nothing in Redis.
 */
@NullMarked
package chat.passerby.http;

import org.jspecify.annotations.NullMarked;
