package chat.passerby.cluster.peer;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.NodeId;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is taken from who has not proven to be a node, nor anything that was tampered with. */
class PeerServerTest {
  private static final NodeId SELF = new NodeId("self");
  private static final NodeId OTHER = new NodeId("other");
  private static final PeerKey KEY = new PeerKey(Secret.of("the secret that all nodes share"));
  private static final PeerKey WRONG = new PeerKey(Secret.of("the secret of somebody else"));

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final Sequences sequences = new Sequences(vertx, () -> {});
  private int port;

  @BeforeEach
  void listen() {
    PeerServer server =
        new PeerServer(
            vertx,
            SELF,
            KEY,
            new PeerMeters(new Meters(registry), new SystemClock()),
            sequences,
            messages -> taken.add(messages.toString()));
    port = get(server.start("127.0.0.1", 0)).port();
    sequences.byRedis(1, 0, () -> {});
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void peer_withTheSecret_isHeardAndAnswered() throws Exception {
    try (Peer peer = new Peer(OTHER, SELF, KEY)) {
      peer.prove(KEY);
      assertEquals(0, peer.answer());
      peer.say(1, "hello");
      assertEquals(1, peer.answer());
      assertEquals(List.of("hello"), taken);
    }
  }

  @Test
  void peer_withoutTheSecret_isClosedUnheard() throws Exception {
    try (Peer peer = new Peer(OTHER, SELF, WRONG)) {
      peer.prove(WRONG);
      peer.say(1, "hello");
      assertRefused(peer);
    }
  }

  /** The answer to its own question is what an impostor could get from another link. */
  @Test
  void peer_thatSendsTheProofOfTheOtherSideBack_isClosed() throws Exception {
    try (Peer peer = new Peer(OTHER, SELF, KEY)) {
      peer.send(new PackedWriter().bytes(peer.ownerProof).packed());
      assertRefused(peer);
    }
  }

  @Test
  void peer_thatProvesItOnlyAtTheSecondTry_isClosedUnheard() throws Exception {
    try (Peer peer = new Peer(OTHER, SELF, KEY)) {
      Buffer wrong = PeerWire.plain(new PackedWriter().bytes(peer.ownerProof).packed());
      peer.socket.getOutputStream().write(wrong.appendBuffer(peer.proof(KEY)).getBytes());
      assertRefused(peer);
    }
  }

  @Test
  void peer_thatMeansAnotherNode_isClosed() throws Exception {
    try (Peer peer = new Peer(OTHER)) {
      peer.hello(OTHER, new NodeId("third"));
      assertRefused(peer);
    }
  }

  @Test
  void peer_thatSaysSomethingElse_isClosed() throws Exception {
    for (Buffer bytes :
        List.of(
            Buffer.buffer("GET / HTTP/1.1\r\nHost: self\r\n\r\n"),
            Buffer.buffer().appendInt(PeerWire.HELLO_BYTES + 1).appendByte((byte) 1),
            Buffer.buffer().appendInt(0),
            Buffer.buffer().appendInt(-1),
            Buffer.buffer().appendInt(4).appendString("oops"))) {
      try (Peer peer = new Peer(OTHER)) {
        peer.socket.getOutputStream().write(bytes.getBytes());
        assertTrue(peer.isClosed());
      }
    }
    assertEquals(5, refused());
  }

  @Test
  void frame_thatIsChanged_endsTheLink() throws Exception {
    try (Peer peer = new Peer(OTHER, SELF, KEY)) {
      peer.prove(KEY);
      peer.answer();
      Buffer sealed = peer.sealed(1, "hello");
      sealed.setByte(sealed.length() - 1, (byte) (sealed.getByte(sealed.length() - 1) ^ 1));
      peer.socket.getOutputStream().write(sealed.getBytes());
      assertRefused(peer);
    }
  }

  @Test
  void frame_thatIsSentAgain_endsTheLink() throws Exception {
    try (Peer peer = new Peer(OTHER, SELF, KEY)) {
      peer.prove(KEY);
      peer.answer();
      byte[] sealed = peer.sealed(1, "hello").getBytes();
      peer.socket.getOutputStream().write(sealed);
      peer.socket.getOutputStream().write(sealed);
      assertEquals(1, peer.answer());
      assertTrue(peer.isClosed());
      assertEquals(List.of("hello"), taken);
    }
  }

  /** What was sent before them is lost. */
  @Test
  void frames_behindGaps_areTakenInOrder() throws Exception {
    try (Peer peer = new Peer(OTHER, SELF, KEY)) {
      peer.prove(KEY);
      assertEquals(0, peer.answer());
      for (long number : new long[] {2, 4, 5}) {
        peer.say(number, "message " + number);
      }
      await("the last is answered", () -> answers(peer) == 5);
      assertEquals(List.of("message 2", "message 4", "message 5"), taken);
    }
  }

  @Test
  void frame_thatWaitsWhenItsLinkEnds_isTakenAllTheSame() throws Exception {
    try (Peer peer = new Peer(OTHER, SELF, KEY)) {
      peer.prove(KEY);
      assertEquals(0, peer.answer());
      peer.say(2, "message 2");
    }
    await("it is taken", () -> taken.equals(List.of("message 2")));
  }

  @Test
  void connections_thatProveNothing_areBounded() throws Exception {
    List<Peer> idle = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      idle.add(new Peer(OTHER));
    }
    try (Peer oneMore = new Peer(OTHER)) {
      assertTrue(oneMore.isClosed());
    }
    for (Peer each : idle) {
      each.close();
    }
    await(
        "there is room again",
        () -> {
          try (Peer peer = new Peer(OTHER, SELF, KEY)) {
            peer.prove(KEY);
            return peer.answer() == 0;
          } catch (IOException | GeneralSecurityException e) {
            return false;
          }
        });
  }

  @Test
  void keys_ofTwoLinks_haveNothingInCommon() {
    PeerHello hello = new PeerHello(OTHER, SELF, 1, Buffer.buffer(PeerKey.nonce()));
    Buffer one = KEY.subject(hello, Buffer.buffer(PeerKey.nonce()));
    Buffer two = KEY.subject(hello, Buffer.buffer(PeerKey.nonce()));
    assertThrows(
        GeneralSecurityException.class,
        () -> new Seal(KEY.openerSeal(two)).open(frame(new Seal(KEY.openerSeal(one)))));
    assertThrows(
        GeneralSecurityException.class,
        () -> new Seal(KEY.ownerSeal(one)).open(frame(new Seal(KEY.openerSeal(one)))));
  }

  @Test
  void seal_ofTheSideThatOpens_isOpenedByTheOther() throws Exception {
    Buffer subject =
        KEY.subject(
            new PeerHello(OTHER, SELF, 1, Buffer.buffer(PeerKey.nonce())), Buffer.buffer("n"));
    Buffer opened =
        new Seal(KEY.openerSeal(subject)).open(frame(new Seal(KEY.openerSeal(subject))));
    assertArrayEquals(
        "headbody".getBytes(java.nio.charset.StandardCharsets.UTF_8), opened.getBytes());
  }

  private static Buffer frame(Seal seal) {
    Buffer sealed = seal.seal(Buffer.buffer("head").getBytes(), Buffer.buffer("body").getBytes());
    return sealed.getBuffer(Integer.BYTES, sealed.length());
  }

  private static long answers(Peer peer) {
    try {
      return peer.answer();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void assertRefused(Peer peer) throws IOException {
    assertTrue(peer.isClosed());
    await("it is counted", () -> refused() == 1);
    assertEquals(List.of(), taken);
  }

  private long refused() {
    return Math.round(registry.get("passerby_links").tag("outcome", "refused").counter().count());
  }

  /** The opening side of a link, on a plain socket. */
  private final class Peer implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private PeerHello hello;
    private Buffer nonce;
    private Buffer ownerProof;
    private Seal sealer;
    private Seal opener;

    Peer(NodeId self) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      in = new DataInputStream(socket.getInputStream());
    }

    Peer(NodeId self, NodeId to, PeerKey key) throws IOException {
      this(self);
      hello(self, to);
      PackedReader answer = new PackedReader(frame());
      nonce = answer.bytes();
      ownerProof = answer.bytes();
      assertEquals(
          key == KEY, PeerKey.matches(key.ownerProof(key.subject(hello, nonce)), ownerProof));
    }

    void hello(NodeId from, NodeId to) throws IOException {
      hello = new PeerHello(from, to, 1, Buffer.buffer(PeerKey.nonce()));
      send(hello.pack());
    }

    void prove(PeerKey key) throws IOException {
      Buffer subject = key.subject(hello, nonce);
      sealer = new Seal(key.openerSeal(subject));
      opener = new Seal(key.ownerSeal(subject));
      socket.getOutputStream().write(proof(key).getBytes());
    }

    Buffer proof(PeerKey key) {
      Buffer subject = key.subject(hello, nonce);
      return PeerWire.plain(
          new PackedWriter().bytes(Buffer.buffer(key.openerProof(subject))).packed());
    }

    Buffer sealed(long number, String messages) {
      return sealer.seal(PeerWire.head(number, true), Buffer.buffer(messages).getBytes());
    }

    void say(long number, String messages) throws IOException {
      socket.getOutputStream().write(sealed(number, messages).getBytes());
    }

    void send(Buffer frame) throws IOException {
      socket.getOutputStream().write(PeerWire.plain(frame).getBytes());
    }

    long answer() throws IOException, GeneralSecurityException {
      return PeerWire.number(opener.open(frame()));
    }

    private Buffer frame() throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return Buffer.buffer(bytes);
    }

    boolean isClosed() {
      try {
        return in.read() < 0;
      } catch (IOException e) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
