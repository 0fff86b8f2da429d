package chat.passerby.room;

import chat.passerby.protocol.DeviceId;
import chat.passerby.session.Address;

/** One of the two people in a room. */
public record Member(Address address, DeviceId device) {}
