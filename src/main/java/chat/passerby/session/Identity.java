package chat.passerby.session;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;

/** Who a verified session token speaks for. */
public record Identity(SessionId session, DeviceId device) {}
