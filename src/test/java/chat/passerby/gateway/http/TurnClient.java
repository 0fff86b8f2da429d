package chat.passerby.gateway.http;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One UDP socket that asks a TURN server for an allocation (RFC 8656, section 7). */
final class TurnClient implements AutoCloseable {
  private static final int COOKIE = 0x2112A442;
  private static final int HEADER_BYTES = 20;
  private static final int ALLOCATE = 0x0003;
  private static final int SUCCESS = 0x0103;
  private static final int USERNAME = 0x0006;
  private static final int INTEGRITY = 0x0008;
  private static final int ERROR_CODE = 0x0009;
  private static final int REALM = 0x0014;
  private static final int NONCE = 0x0015;
  private static final int REQUESTED_TRANSPORT = 0x0019;
  private static final int UDP = 17;

  /** A datagram may be lost: the same request is sent again (RFC 8489, section 6.2.1). */
  private static final int TRIES = 60;

  private static final int RETRANSMISSION_MILLIS = 500;

  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

  TurnClient(int port) throws IOException {
    socket.connect(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(RETRANSMISSION_MILLIS);
  }

  /** The error's number, 0 for success. */
  int allocate(String user, String password) throws IOException, GeneralSecurityException {
    Map<Integer, byte[]> challenge = ask(request());
    byte[] realm = challenge.getOrDefault(REALM, new byte[0]);
    ByteBuffer request = request();
    attribute(request, USERNAME, utf8(user));
    attribute(request, REALM, realm);
    attribute(request, NONCE, challenge.getOrDefault(NONCE, new byte[0]));
    sign(request, user, new String(realm, StandardCharsets.UTF_8), password);
    Map<Integer, byte[]> answer = ask(request);
    byte[] error = answer.get(ERROR_CODE);
    return error == null ? 0 : error[2] * 100 + error[3];
  }

  @Override
  public void close() {
    socket.close();
  }

  private static ByteBuffer request() {
    byte[] id = new byte[12];
    ThreadLocalRandom.current().nextBytes(id);
    ByteBuffer request = ByteBuffer.allocate(1024);
    request.putShort((short) ALLOCATE).putShort((short) 0).putInt(COOKIE).put(id);
    attribute(request, REQUESTED_TRANSPORT, new byte[] {UDP, 0, 0, 0});
    return request;
  }

  private static void attribute(ByteBuffer request, int type, byte[] value) {
    request.putShort((short) type).putShort((short) value.length).put(value);
    request.position((request.position() + 3) / 4 * 4);
    request.putShort(2, (short) (request.position() - HEADER_BYTES));
  }

  /** With the long-term credential (RFC 8489, section 9.2.2). */
  private static void sign(ByteBuffer request, String user, String realm, String password)
      throws GeneralSecurityException {
    byte[] key = MessageDigest.getInstance("MD5").digest(utf8(user + ":" + realm + ":" + password));
    int signed = request.position();
    request.putShort(2, (short) (signed + 24 - HEADER_BYTES));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key, "HmacSHA1"));
    mac.update(request.array(), 0, signed);
    attribute(request, INTEGRITY, mac.doFinal());
  }

  private Map<Integer, byte[]> ask(ByteBuffer request) throws IOException {
    byte[] received = new byte[1500];
    for (int tries = 0; tries < TRIES; tries++) {
      socket.send(new DatagramPacket(request.array(), request.position()));
      try {
        DatagramPacket packet = new DatagramPacket(received, received.length);
        socket.receive(packet);
        ByteBuffer answer = ByteBuffer.wrap(received, 0, packet.getLength());
        if (HexFormat.of().formatHex(received, 4, HEADER_BYTES).equals(id(request))) {
          return attributes(answer);
        }
      } catch (SocketTimeoutException lost) {
        continue;
      }
    }
    throw new IOException("The TURN server does not answer.");
  }

  private static String id(ByteBuffer request) {
    return HexFormat.of().formatHex(request.array(), 4, HEADER_BYTES);
  }

  private static Map<Integer, byte[]> attributes(ByteBuffer answer) throws IOException {
    Map<Integer, byte[]> attributes = new HashMap<>();
    int type = answer.getShort(0);
    answer.position(HEADER_BYTES);
    while (answer.remaining() >= 4) {
      int name = answer.getShort();
      byte[] value = new byte[answer.getShort()];
      answer.get(value);
      answer.position(Math.min(answer.limit(), (answer.position() + 3) / 4 * 4));
      attributes.put(name, value);
    }
    if (type != SUCCESS && !attributes.containsKey(ERROR_CODE)) {
      throw new IOException("Not an answer to an allocation: " + type);
    }
    return attributes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
