/** Tests of the Redis layer on real servers, and the fixtures that mistreat those servers. */
@NullMarked
package chat.passerby.redis;

import org.jspecify.annotations.NullMarked;
