package chat.passerby.cluster.peer;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a direct link. What was taken is answered a moment later, many messages at a
 * time, since each answer costs as much as a message; what somebody waits for is answered at once.
 */
final class PeerIntake {
  /** How long an answer waits for others. */
  private static final int MOMENT_MILLIS = 20;

  /** So much is answered at once: the sender may be waiting for room. */
  private static final int ANSWER_BYTES = 64 * 1024;

  private static final byte[] NOTHING = {};

  private final Vertx vertx;
  private final NodeId self;
  private final PeerKey key;
  private final PeerMeters meters;
  private final Sequences sequences;
  private final PeerServer.Taker taker;
  private final NetSocket socket;
  private final Promise<Void> settled = Promise.promise();
  private final PeerFrames frames =
      new PeerFrames(PeerWire.HELLO_BYTES, this::take, () -> refuse("it sent no frame of a link"));
  private @Nullable PeerHello hello;
  private @Nullable Buffer subject;
  private @Nullable Seal opener;
  private @Nullable Seal sealer;
  private boolean closed;
  private long taken;
  private long answered;
  private int bytes;
  private boolean answerNow;
  private boolean answerComing;

  PeerIntake(
      Vertx vertx,
      NodeId self,
      PeerKey key,
      PeerMeters meters,
      Sequences sequences,
      PeerServer.Taker taker,
      NetSocket socket) {
    this.vertx = vertx;
    this.self = self;
    this.key = key;
    this.meters = meters;
    this.sequences = sequences;
    this.taker = taker;
    this.socket = socket;
  }

  /** Completes when the other side has proven who it is, or is gone. */
  Future<Void> settled() {
    return settled.future();
  }

  void start() {
    socket.closeHandler(gone -> closed()).exceptionHandler(e -> close()).handler(this::arrived);
    long timer =
        vertx.setTimer(PeerWire.HANDSHAKE_MILLIS, late -> refuse("it proved nothing in time"));
    // So that nothing is kept of who comes and goes.
    settled.future().onComplete(proven -> vertx.cancelTimer(timer));
  }

  private void arrived(Buffer arrived) {
    frames.take(arrived);
    if (answerNow) {
      answer();
    }
  }

  private void take(Buffer frame) {
    if (closed) {
      return;
    }
    PeerHello greeted = hello;
    Buffer opened;
    try {
      Seal seal = opener;
      if (greeted == null) {
        greet(PeerHello.unpack(frame));
        return;
      }
      if (seal == null) {
        check(greeted, new PackedReader(frame).bytes());
        return;
      }
      opened = seal.open(frame);
      if (opened.length() < PeerWire.HEAD_BYTES) {
        throw new IllegalArgumentException("A frame ends early.");
      }
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      refuse("it sent what no node sends");
      return;
    }
    opened(greeted.channel(), opened);
  }

  private void greet(PeerHello first) {
    if (!first.to().equals(self)) {
      refuse("it is for another node");
      return;
    }
    hello = first;
    Buffer nonce = Buffer.buffer(PeerKey.nonce());
    Buffer agreed = key.subject(first, nonce);
    subject = agreed;
    write(
        PeerWire.plain(
            new PackedWriter().bytes(nonce).bytes(Buffer.buffer(key.ownerProof(agreed))).packed()));
  }

  private void check(PeerHello greeted, Buffer proof) {
    Buffer agreed = subject;
    if (agreed == null || !PeerKey.matches(key.openerProof(agreed), proof)) {
      refuse("it did not prove that it knows the secret of the nodes");
      return;
    }
    opener = new Seal(key.openerSeal(agreed));
    sealer = new Seal(key.ownerSeal(agreed));
    frames.allow(PeerWire.FRAME_BYTES);
    sequences.linked(greeted.channel());
    settled.tryComplete();
    answer();
  }

  private void opened(long channel, Buffer frame) {
    long number = PeerWire.number(frame);
    boolean urgent = PeerWire.isUrgent(frame);
    int length = frame.length();
    boolean handled =
        sequences.byLink(
            channel,
            number,
            () -> taker.take(PeerWire.messages(frame)),
            () -> goOn(number, urgent, length));
    if (handled) {
      handled(number, urgent, length);
    } else {
      frames.stop();
      socket.pause();
    }
  }

  private void goOn(long number, boolean urgent, int length) {
    handled(number, urgent, length);
    if (frames.goOn()) {
      socket.resume();
    }
    if (answerNow) {
      answer();
    }
  }

  private void handled(long number, boolean urgent, int length) {
    taken = number;
    bytes += length;
    if (urgent || bytes >= ANSWER_BYTES) {
      answerNow = true;
    } else if (!answerComing) {
      answerComing = true;
      vertx.setTimer(
          MOMENT_MILLIS,
          passed -> {
            answerComing = false;
            if (taken > answered) {
              answer();
            }
          });
    }
  }

  private void answer() {
    answerNow = false;
    answered = taken;
    bytes = 0;
    Seal seal = sealer;
    if (seal != null && !closed) {
      write(seal.seal(PeerWire.head(taken, false), NOTHING));
    }
  }

  private void write(Buffer out) {
    socket.write(out).onFailure(e -> close());
  }

  private void refuse(String why) {
    if (!closed) {
      meters.refused(why);
      close();
    }
  }

  private void close() {
    socket.close().onFailure(e -> {});
    closed();
  }

  private void closed() {
    if (closed) {
      return;
    }
    closed = true;
    settled.tryComplete();
    PeerHello greeted = hello;
    if (opener != null && greeted != null) {
      sequences.unlinked(greeted.channel());
    }
  }
}
