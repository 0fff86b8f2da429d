package chat.passerby.moderation.sanction;

import chat.passerby.packed.StableCodes;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.protocol.WireNamed;
import chat.passerby.session.AddressTag;

/**
 * Whom a sanction is for.
 *
 * @param value the session's or device's id, or the tag of an address or a network
 */
public record Subject(Kind kind, String value) {
  /** What a subject is known by. */
  public enum Kind implements WireNamed {
    /** One visit. */
    SESSION,
    /** One browser, as long as it keeps its device id. */
    DEVICE,
    /** One IPv4 address or IPv6 /64 network. */
    ADDRESS,
    /** One IPv4 /24 or IPv6 /48 network: many people. */
    NETWORK;

    static final StableCodes<Kind> CODES =
        StableCodes.of(
            Kind.class,
            kind ->
                switch (kind) {
                  case SESSION -> 0;
                  case DEVICE -> 1;
                  case ADDRESS -> 2;
                  case NETWORK -> 3;
                });
  }

  public static Subject of(SessionId session) {
    return new Subject(Kind.SESSION, session.value());
  }

  public static Subject of(DeviceId device) {
    return new Subject(Kind.DEVICE, device.value());
  }

  /** The subject of {@link chat.passerby.session.AddressTags#of}. */
  public static Subject address(AddressTag tag) {
    return new Subject(Kind.ADDRESS, tag.value());
  }

  /** The subject of {@link chat.passerby.session.AddressTags#network}. */
  public static Subject network(AddressTag tag) {
    return new Subject(Kind.NETWORK, tag.value());
  }
}
