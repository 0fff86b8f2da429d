package chat.passerby.matchmaking;

import chat.passerby.protocol.DeviceId;
import chat.passerby.session.Identity;
import java.util.Set;

/**
 * Somebody who comes again and again.
 *
 * @param blocked whom never to meet
 * @param recent whom not to meet for as long as a test lasts
 */
record EngineVisitor(Identity identity, Set<DeviceId> blocked, Set<DeviceId> recent) {}
