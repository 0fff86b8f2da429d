package chat.passerby.moderation.spam;

import chat.passerby.moderation.spam.CountOpenerScript.Group;
import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.AddressTag;
import chat.passerby.settings.Secret;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges openers by how many alike there were within the last five to ten minutes, on all nodes
 * together. Many people say much the same, so openers of different senders are compared only when
 * they lead elsewhere. Behind one address there may be many people, so it may send more.
 */
public final class OpenerDesk {
  /** So many alike that lead elsewhere are one too many, whoever sends them. */
  static final int CAMPAIGN = 3;

  /**
   * The same for one that is disguised: hardly anybody hides what they say, and nobody by chance
   * what was said a moment ago.
   */
  static final int DISGUISED_CAMPAIGN = 2;

  /** So many alike by one device that lead nowhere; those that do are a campaign long before. */
  static final int REPEATED = 12;

  /** So many that lead elsewhere by one device, alike or not. */
  static final int LINKS = 4;

  /** How many times as many an address may send. */
  static final int PER_ADDRESS = 3;

  private final CountOpenerScript script;
  private final Keyed keyed;
  private final SpamMeters meters;
  private final NodeClock clock;

  public OpenerDesk(Secret secret, ScriptRunner runner, SpamMeters meters, NodeClock clock) {
    this.script = new CountOpenerScript(runner);
    this.keyed = new Keyed(secret, "passerby opener of");
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Counts an opener and judges it; fails while Redis is away.
   *
   * @param anew whether it is the first of its chat that leads elsewhere
   */
  public Future<OpenerVerdict> judge(
      Opener opener, boolean anew, DeviceId device, AddressTag address) {
    long sender = tag("device " + device.value());
    long place = tag("address " + address.value());
    boolean alike = !opener.bands().isEmpty();
    List<Group> groups = new ArrayList<>();
    groups.add(new Group(alike && opener.lure(), slots(opener, 0)));
    groups.add(new Group(alike, slots(opener, sender)));
    groups.add(new Group(alike, slots(opener, place)));
    boolean counts = opener.lure() && anew;
    groups.add(new Group(counts, List.of(slot(sender))));
    groups.add(new Group(counts, List.of(slot(place))));
    return script.run(clock.instant(), groups).map(counted -> verdict(opener, counted));
  }

  private OpenerVerdict verdict(Opener opener, List<Integer> counted) {
    OpenerVerdict verdict = OpenerVerdict.FINE;
    if (opener.lure() && counted.get(0) >= (opener.disguised() ? DISGUISED_CAMPAIGN : CAMPAIGN)) {
      verdict = OpenerVerdict.CAMPAIGN;
    } else if (counted.get(1) >= REPEATED || counted.get(2) >= PER_ADDRESS * REPEATED) {
      verdict = OpenerVerdict.REPEATED;
    } else if (opener.lure()
        && (counted.get(3) >= LINKS || counted.get(4) >= PER_ADDRESS * LINKS)) {
      verdict = OpenerVerdict.LINKS;
    }
    meters.opener(verdict);
    return verdict;
  }

  private List<Integer> slots(Opener opener, long sender) {
    return opener.bands().stream().map(band -> slot(band ^ Long.rotateLeft(sender, 17))).toList();
  }

  private static int slot(long hash) {
    return (int) ((hash ^ (hash >>> 32)) & (CountOpenerScript.COUNTERS - 1));
  }

  private long tag(String sender) {
    return keyed.hash(sender.getBytes(StandardCharsets.UTF_8));
  }
}
