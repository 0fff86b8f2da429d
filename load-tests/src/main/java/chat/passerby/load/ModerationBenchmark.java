package chat.passerby.load;

import chat.passerby.moderation.sanction.Active;
import chat.passerby.moderation.sanction.Decided;
import chat.passerby.moderation.sanction.SanctionBook;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.visit.state.Transcripts;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What moderation costs on visitors' paths. A message is remembered twice, once for each side; a
 * frame that is no text shows what is left without it. With {@code -prof gc} the figures have what
 * each allocates.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ModerationBenchmark {
  private static final int MANY = 4_096;
  private static final Instant NOW = Instant.ofEpochSecond(2_000_000_000);

  /** What one visitor remembers, and what it is told. */
  @State(Scope.Thread)
  public static class Memory {
    private final Transcripts transcripts = new Transcripts();
    private final RoomId room = RoomId.random();
    private final RoomId[] rooms =
        IntStream.range(0, MANY).mapToObj(i -> RoomId.random()).toArray(RoomId[]::new);
    private final Buffer[] frames =
        IntStream.range(0, MANY)
            .mapToObj(
                i ->
                    Buffer.buffer(
                        "{\"type\":\"chat\",\"room\":\"r\",\"id\":\"m%d\",\"text\":\"%s\"}"
                            .formatted(i, "a text of about forty characters, as most")))
            .toArray(Buffer[]::new);
    private final String[] ids =
        IntStream.range(0, MANY).mapToObj(i -> "m" + i).toArray(String[]::new);
    private int next;

    int step() {
      next = (next + 1) % MANY;
      return next;
    }
  }

  /** What one node knows of sanctions. */
  @State(Scope.Benchmark)
  public static class Known {
    @Param({"0", "1000", "100000"})
    int sanctions;

    @Param({"false", "true"})
    boolean ofAddresses;

    private final SessionId session = SessionId.random();
    private final DeviceId device = DeviceId.random();
    private InetAddress address = InetAddress.getLoopbackAddress();
    private SanctionBook book = Decided.book(0, false);

    @Setup
    public void read() throws UnknownHostException {
      address = InetAddress.getByName("192.0.2.7");
      book = Decided.book(sanctions, ofAddresses);
    }
  }

  /** A text, on one side. */
  @Benchmark
  public void text(Memory memory) {
    int i = memory.step();
    memory.transcripts.add(
        memory.room, Kind.CHAT, Optional.of(memory.ids[i]), memory.frames[i], (i & 1) == 0, NOW);
  }

  /** Any other frame, on one side: what a text would cost if nothing were remembered. */
  @Benchmark
  public void frameThatIsNoText(Memory memory) {
    int i = memory.step();
    memory.transcripts.add(
        memory.room, Kind.TYPING, Optional.of(memory.ids[i]), memory.frames[i], (i & 1) == 0, NOW);
  }

  /** The first text of a chat, on one side, for somebody who has talked to hundreds. */
  @Benchmark
  public void firstTextOfAChat(Memory memory) {
    int i = memory.step();
    memory.transcripts.add(
        memory.rooms[i], Kind.CHAT, Optional.of(memory.ids[i]), memory.frames[i], true, NOW);
  }

  /** What is asked when somebody looks for a partner. */
  @Benchmark
  public boolean find(Known known) {
    return known.book.isFresh();
  }

  /** What is asked once for each session and each {@code hello}. */
  @Benchmark
  public Optional<Active> hello(Known known) {
    return known.book.ban(Optional.of(known.session), known.device, known.address);
  }
}
