package chat.passerby.moderation.sanction;

import chat.passerby.moderation.sanction.ReadSanctionsScript.Changed;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.session.AddressTag;
import chat.passerby.session.AddressTags;
import chat.passerby.settings.Secret;
import chat.passerby.time.SystemClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A book of sanctions as a node has it that has read them. */
public final class Decided {
  private Decided() {}

  /**
   * A book of mutes and bans of devices that nobody has.
   *
   * @param ofAddresses whether each is of an address as well, so that look-ups need keyed hashes
   */
  public static SanctionBook book(int sanctions, boolean ofAddresses) {
    SystemClock clock = new SystemClock();
    SanctionBook book = new SanctionBook(new AddressTags(Secret.of("only for measuring")), clock);
    List<Changed> all = new ArrayList<>();
    for (int i = 0; i < sanctions; i++) {
      List<Subject> subjects = new ArrayList<>();
      subjects.add(Subject.of(DeviceId.random()));
      if (ofAddresses) {
        subjects.add(Subject.address(new AddressTag("key.a" + i)));
      }
      SanctionKind kind = i % 2 == 0 ? SanctionKind.BAN : SanctionKind.MUTE_TEXT;
      all.add(
          new Changed(
              new SanctionId("sanction-" + i),
              Optional.of(new SanctionCodec.Packed(kind, subjects, Reason.SPAM)),
              Optional.of(Duration.ofDays(1)),
              false));
    }
    book.learn(all);
    book.wasRead(clock.nanos());
    return book;
  }
}
