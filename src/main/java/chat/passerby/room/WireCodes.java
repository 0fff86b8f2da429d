package chat.passerby.room;

import chat.passerby.packed.StableCodes;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.ServerFrame.Left;

/**
 * What constants are called between nodes and in Redis. A new constant gets a new number; the
 * number of one that is gone is given to nobody.
 */
public final class WireCodes {
  public static final StableCodes<Mode> MODES =
      StableCodes.of(
          Mode.class,
          mode ->
              switch (mode) {
                case TEXT -> 0;
                case AUDIO -> 1;
                case VIDEO -> 2;
              });

  public static final StableCodes<Kind> KINDS =
      StableCodes.of(
          Kind.class,
          kind ->
              switch (kind) {
                case OFFER -> 0;
                case ANSWER -> 1;
                case CANDIDATE -> 2;
                case CHAT -> 3;
                case ACK -> 4;
                case TYPING -> 5;
                case REVEAL -> 6;
              });

  public static final StableCodes<Left.Reason> REASONS =
      StableCodes.of(
          Left.Reason.class,
          reason ->
              switch (reason) {
                case NEXT -> 0;
                case LEFT -> 1;
                case GONE -> 2;
                case BANNED -> 3;
                case ERROR -> 4;
              });

  private WireCodes() {}
}
