/**
 * What moderators do over HTTP, under {@code /api/moderation}: which addresses there are, which
 * role each of them needs, and how bodies are read.
 *
 * <p>An address is an {@link chat.passerby.moderation.http.Endpoint}; {@link
 * chat.passerby.moderation.http.ModerationRoutes} is the one place that looks at tokens and roles.
 * Owns nothing in Redis. May call all other parts of {@code moderation}, {@code web} and what lies
 * below.
 */
@NullMarked
package chat.passerby.moderation.http;

import org.jspecify.annotations.NullMarked;
