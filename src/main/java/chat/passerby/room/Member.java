package chat.passerby.room;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import java.util.List;

/** One of the people in a room. */
public record Member(Address address, DeviceId device) {
  public SessionId session() {
    return address.session();
  }

  /** The same member at its own one of these addresses, if it is among them. */
  Member at(List<Address> now) {
    return now.stream()
        .filter(there -> there.session().equals(session()))
        .findFirst()
        .map(there -> new Member(there, device))
        .orElse(this);
  }
}
