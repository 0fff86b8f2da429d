package chat.passerby.moderation.cases;

import chat.passerby.protocol.WireNamed;
import java.util.Map;

/** What was decided, as reporters are told. */
public enum Outcome implements WireNamed {
  /** Something was done. */
  ACTIONED,
  /** Nothing was done. */
  DISMISSED;

  private static final Map<String, Outcome> BY_NAME = WireNamed.index(Outcome.class);

  static Outcome of(String name) {
    Outcome outcome = BY_NAME.get(name);
    if (outcome == null) {
      throw new IllegalArgumentException("An outcome has an unknown name.");
    }
    return outcome;
  }

  /** What the record of a reporter gains. */
  public String letter() {
    return switch (this) {
      case ACTIONED -> "u";
      case DISMISSED -> "d";
    };
  }
}
