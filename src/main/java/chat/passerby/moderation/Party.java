package chat.passerby.moderation;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;

/** Somebody whom a report is from or about. */
public record Party(SessionId session, DeviceId device) {}
