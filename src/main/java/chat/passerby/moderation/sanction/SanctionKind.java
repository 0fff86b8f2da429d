package chat.passerby.moderation.sanction;

import chat.passerby.packed.StableCodes;
import chat.passerby.protocol.WireNamed;

/** The ladder, from the mildest step to the hardest. */
public enum SanctionKind implements WireNamed {
  /** Told, without further effect. */
  WARNING,
  /** What the subject writes reaches nobody. */
  MUTE_TEXT,
  /** The subject's camera and microphone reach nobody. */
  MUTE_MEDIA,
  /** No new partner is searched for; a chat that goes on may go on. */
  COOLDOWN,
  /** New partners are found only among others who are restricted. */
  RESTRICT,
  /** Nothing is served. */
  BAN;

  static final StableCodes<SanctionKind> CODES =
      StableCodes.of(
          SanctionKind.class,
          kind ->
              switch (kind) {
                case WARNING -> 0;
                case MUTE_TEXT -> 1;
                case MUTE_MEDIA -> 2;
                case COOLDOWN -> 3;
                case RESTRICT -> 4;
                case BAN -> 5;
              });
}
