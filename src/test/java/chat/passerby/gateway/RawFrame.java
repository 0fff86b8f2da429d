package chat.passerby.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A WebSocket frame that the server sent (RFC 6455, section 5.2). */
public final class RawFrame {
  public static final int CONTINUATION = 0x0;
  public static final int TEXT = 0x1;
  public static final int BINARY = 0x2;
  public static final int CLOSE = 0x8;
  public static final int PING = 0x9;
  public static final int PONG = 0xA;

  private final boolean last;
  private final int opcode;
  private final byte[] payload;

  RawFrame(boolean last, int opcode, byte[] payload) {
    this.last = last;
    this.opcode = opcode;
    this.payload = payload.clone();
  }

  public boolean isLast() {
    return last;
  }

  public int opcode() {
    return opcode;
  }

  /** The payload, which must be well-formed UTF-8; one text then stands for one row of bytes. */
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("the server sent a text frame that is not UTF-8", e);
    }
  }

  /** The status code of a close frame; 1005 when it has none (section 7.1.5). */
  public int closeCode() {
    return payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
  }

  @Override
  public String toString() {
    return switch (opcode) {
      case TEXT -> text();
      case CLOSE -> "close " + closeCode();
      default -> "opcode " + opcode + " with " + payload.length + " bytes";
    };
  }
}
