package chat.passerby.gateway.proof;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.util.List;

/**
 * Who has to prove work before a session is opened, and how much.
 *
 * @param number the largest number that a usual solution may be; a device tries half as many on
 *     average
 * @param freePerAddress sessions of one address in ten minutes that {@link Mode#ADAPTIVE} lets in
 *     without
 * @param freePerSecond new sessions of this node in a second up to which {@link Mode#ADAPTIVE} asks
 *     nobody but busy addresses
 */
public record ProofSettings(Mode mode, int number, int freePerAddress, int freePerSecond) {

  /** When work is asked for. */
  public enum Mode {
    /** Never. */
    OFF,
    /** Always. */
    ON,
    /** From busy addresses, and from everybody while many come at once. */
    ADAPTIVE
  }

  private static final Setting<Mode> MODE =
      Setting.choice(
          "PASSERBY_PROOF_OF_WORK",
          Mode.class,
          Mode.OFF,
          "whether a device has to do some work before it gets a session, which costs bots more"
              + " than people: `off`, `on`, or `adaptive`: asked of addresses that open many"
              + " sessions, and of everybody while the node is rushed; moderators may ask it of"
              + " everybody for a while");
  private static final Setting<Integer> NUMBER =
      Setting.integer(
          "PASSERBY_PROOF_NUMBER",
          100_000,
          1_000,
          10_000_000,
          "how much work that is: a device tries half as many numbers on average; busy addresses"
              + " have to do four times as much");
  private static final Setting<Integer> FREE_PER_ADDRESS =
      Setting.integer(
          "PASSERBY_PROOF_FREE_PER_ADDRESS",
          10,
          1,
          1_000_000,
          "how many sessions of one address in ten minutes `adaptive` opens without work, on one"
              + " node; beyond four times as many, the work is four times as much");
  private static final Setting<Integer> FREE_PER_SECOND =
      Setting.integer(
          "PASSERBY_PROOF_FREE_PER_SECOND",
          50,
          1,
          1_000_000,
          "how many sessions a second one node opens before `adaptive` asks everybody for work");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL =
      List.of(MODE, NUMBER, FREE_PER_ADDRESS, FREE_PER_SECOND);

  /** Throws a SettingsException for what does not fit. */
  public static ProofSettings from(Settings settings) {
    return new ProofSettings(
        settings.get(MODE),
        settings.get(NUMBER),
        settings.get(FREE_PER_ADDRESS),
        settings.get(FREE_PER_SECOND));
  }
}
