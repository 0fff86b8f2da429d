package chat.passerby.cluster.peer;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.NodeId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.security.GeneralSecurityException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A direct connection to another node, on which numbered messages go there and the numbers of those
 * that were taken come back. Both sides prove that they know the {@link PeerKey} before anything is
 * sent, and all that follows is sealed. It is used once: when it ends, another one is made.
 *
 * <p>Used on one event loop only.
 */
public final class PeerLink {
  /** How often a link is looked at. */
  private static final long TICK_MILLIS = 500;

  /** After so many looks at which nothing more was answered, the other side counts as gone. */
  private static final int TICKS = 4;

  private final Vertx vertx;
  private final PeerHello hello;
  private final PeerKey key;
  private final PeerMeters meters;
  private final Runnable onReady;
  private final LongConsumer onAnswered;
  private final Runnable onEnd;
  private final PeerFrames frames =
      new PeerFrames(PeerWire.HELLO_BYTES, this::take, () -> end("it sent no frame of a link"));
  private @Nullable NetSocket socket;
  private @Nullable Seal sealer;
  private @Nullable Seal opener;
  private boolean ready;
  private boolean ended;
  private long sent;
  private long answered;
  private long seen;
  private int ticks;
  private long timer;

  /**
   * @param channel the sequence whose way this is
   * @param onReady called once messages can be sent
   * @param onAnswered called with the number of the last message that was taken; so were all before
   * @param onEnd called once, when the link is there no more or could not be had
   */
  public PeerLink(
      Vertx vertx,
      NodeId self,
      NodeId peer,
      long channel,
      PeerKey key,
      PeerMeters meters,
      Runnable onReady,
      LongConsumer onAnswered,
      Runnable onEnd) {
    this.vertx = vertx;
    this.hello = new PeerHello(self, peer, channel, Buffer.buffer(PeerKey.nonce()));
    this.key = key;
    this.meters = meters;
    this.onReady = onReady;
    this.onAnswered = onAnswered;
    this.onEnd = onEnd;
  }

  /** Begins to connect. */
  public void open(NetClient client, PeerAddress address) {
    timer = vertx.setTimer(PeerWire.HANDSHAKE_MILLIS, late -> end("it was not there in time"));
    client
        .connect(address.port(), address.host())
        .onSuccess(this::connected)
        // The kind alone: the message has the address.
        .onFailure(e -> end("it could not be reached, " + e.getClass().getSimpleName()));
  }

  private void connected(NetSocket connected) {
    if (ended) {
      connected.close().onFailure(e -> {});
      return;
    }
    socket = connected;
    connected
        .handler(frames::take)
        .exceptionHandler(e -> end("the connection broke"))
        .closeHandler(closed -> end("it closed the connection"));
    write(PeerWire.plain(hello.pack()));
  }

  private void take(Buffer frame) {
    if (ended) {
      return;
    }
    long number;
    try {
      if (opener == null) {
        prove(frame);
        return;
      }
      number = PeerWire.number(opener.open(frame));
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      end("it sent something else than an answer");
      return;
    }
    answered(number);
  }

  private void prove(Buffer frame) {
    PackedReader in = new PackedReader(frame);
    Buffer nonce = in.bytes();
    Buffer proof = in.bytes();
    Buffer subject = key.subject(hello, nonce);
    if (nonce.length() != PeerKey.NONCE_BYTES || !PeerKey.matches(key.ownerProof(subject), proof)) {
      meters.refused(hello.to(), "it did not prove that it knows the secret of the nodes");
      end("it proved nothing");
      return;
    }
    write(
        PeerWire.plain(new PackedWriter().bytes(Buffer.buffer(key.openerProof(subject))).packed()));
    sealer = new Seal(key.openerSeal(subject));
    opener = new Seal(key.ownerSeal(subject));
  }

  private void answered(long number) {
    if (number > sent || number < answered) {
      end("it answered what was not asked");
      return;
    }
    answered = number;
    if (ready) {
      onAnswered.accept(number);
      return;
    }
    ready = true;
    vertx.cancelTimer(timer);
    timer = vertx.setPeriodic(TICK_MILLIS, tick -> look());
    meters.opened(hello.to());
    onReady.run();
  }

  /** A loop that was held up looks once, late, and reads what has come before it looks again. */
  private void look() {
    ticks = answered == sent || answered != seen ? 0 : ticks + 1;
    seen = answered;
    if (ticks > TICKS) {
      end("it left messages unanswered");
    }
  }

  /** Whether messages can be sent. */
  public boolean isReady() {
    return ready && !ended;
  }

  /**
   * Sends messages; only when ready.
   *
   * @param number greater than any before
   * @param urgent whether the answer is waited for; else it comes a little later, with others
   */
  public void send(long number, boolean urgent, byte[] messages) {
    Seal seal = sealer;
    if (seal != null) {
      sent = number;
      write(seal.seal(PeerWire.head(number, urgent), messages));
    }
  }

  private void write(Buffer bytes) {
    NetSocket open = socket;
    if (open != null) {
      open.write(bytes).onFailure(e -> end("the connection broke"));
    }
  }

  /** Ends the link. */
  public void close() {
    end("it is not needed any more");
  }

  private void end(String why) {
    if (ended) {
      return;
    }
    ended = true;
    vertx.cancelTimer(timer);
    NetSocket open = socket;
    if (open != null) {
      open.close().onFailure(e -> {});
    }
    meters.ended(hello.to(), ready, why);
    onEnd.run();
  }
}
