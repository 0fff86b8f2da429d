package chat.passerby.moderation.sanction;

import chat.passerby.moderation.sanction.Sanction.Lifting;
import chat.passerby.moderation.sanction.Sanction.State;
import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads sanctions, the newest first. */
final class ListSanctionsScript {
  private static final Script SCRIPT = Script.load("list_sanctions");

  private final ScriptRunner runner;
  private final Faults faults;

  ListSanctionsScript(ScriptRunner runner, Faults faults) {
    this.runner = runner;
    this.faults = faults;
  }

  /**
   * Reads a page. What another build has written in a way that this one does not know is left out.
   *
   * @param set the key of the set to read
   * @param after the version of the last one that was read
   */
  Future<List<Sanction>> run(String set, OptionalLong after, int limit) {
    String from = after.isPresent() ? Long.toString(after.getAsLong()) : "+inf";
    return runner
        .run(SCRIPT, List.of(set), List.of(from, limit, SanctionKeys.ONE, ""))
        .map(this::sanctions);
  }

  /** Reads one sanction; its version is not told. */
  Future<Optional<Sanction>> one(SanctionId id) {
    return runner
        .run(SCRIPT, List.of(SanctionKeys.LISTED), List.of("+inf", 1, SanctionKeys.ONE, id.value()))
        .map(reply -> sanctions(reply).stream().findFirst());
  }

  private List<Sanction> sanctions(Response reply) {
    long now = Replies.number(reply.get(0));
    return reply.get(1).stream().flatMap(one -> sanction(one, now).stream()).toList();
  }

  private Optional<Sanction> sanction(Response one, long now) {
    Optional<SanctionCodec.Packed> packed =
        PackedReader.read(Written.SANCTION, one.get(6).toBuffer(), SanctionCodec::unpack, faults);
    Optional<SanctionCodec.Statement> record =
        PackedReader.read(
            Written.SANCTION, one.get(7).toBuffer(), SanctionCodec::statement, faults);
    if (packed.isEmpty() || record.isEmpty()) {
      return Optional.empty();
    }
    long end = Replies.number(one.get(4));
    boolean endless = text(one, 5).isPresent();
    return Optional.of(
        new Sanction(
            new SanctionId(one.get(0).toString()),
            packed.get().kind(),
            packed.get().subjects(),
            packed.get().reason(),
            state(one.get(2).toString(), end <= now),
            instant(one.get(3)),
            endless ? Optional.empty() : Optional.of(Instant.ofEpochMilli(end)),
            one.get(8).toString(),
            record.get().text(),
            record.get().evidence(),
            record.get().grounds(),
            text(one, 9),
            text(one, 10).map(by -> new Lifting(by, one.get(11).toString(), instant(one.get(12)))),
            Replies.number(one.get(1))));
  }

  private static State state(String kept, boolean over) {
    return switch (kept) {
      case "pending" -> State.PENDING;
      case "active" -> over ? State.ENDED : State.ACTIVE;
      case "lifted" -> State.LIFTED;
      default -> throw new IllegalArgumentException("A sanction is " + kept);
    };
  }

  private static Instant instant(Response millis) {
    return Instant.ofEpochMilli(Replies.number(millis));
  }

  private static Optional<String> text(Response one, int index) {
    return Optional.of(one.get(index).toString()).filter(text -> !text.isEmpty());
  }
}
