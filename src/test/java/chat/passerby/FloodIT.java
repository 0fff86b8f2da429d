package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.gateway.RawFrame;
import chat.passerby.gateway.RawSocket;
import chat.passerby.gateway.Visitor;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node with a small heap, without limits of rates, beside clients that send what has to be kept:
 * what they are answered and do not read, and messages without an end. Vert.x 5.0.10 with Netty
 * 4.2.12 keeps a few hundred bytes for each pong that is not written yet.
 */
class FloodIT {
  private static final int STUCK = 8;
  private static final int UNFINISHED = 1_500;
  private static final int PINGS = 200_000;

  @Test
  void node_withASmallHeap_outlivesAFloodAndOthersChatOn(@TempDir Path folder) {
    Map<String, String> unlimited =
        Map.of("PASSERBY_FRAMES_PER_SECOND", "0", "PASSERBY_CONNECTIONS_PER_ADDRESS", "0");
    List<RawSocket> clients = new ArrayList<>();
    try (NodeProcess node = NodeProcess.launch(folder, unlimited, "-Xmx96m").ready()) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      byte[] pings = pings();
      // A fragment, and most of the next: together more than the whole heap.
      byte[] fragment = RawSocket.frame(RawFrame.TEXT, new byte[64_000]);
      byte[] rest = Arrays.copyOf(RawSocket.frame(0x80, new byte[64_000]), 60_000);
      for (int i = 0; i < STUCK; i++) {
        RawSocket stuck = RawSocket.openNarrow(node.port());
        clients.add(stuck);
        flood(stuck, pings);
      }
      for (int i = 0; i < UNFINISHED; i++) {
        RawSocket unfinished = RawSocket.openNarrow(node.port());
        clients.add(unfinished);
        if (write(unfinished, fragment)) {
          write(unfinished, rest);
        }
      }
      for (int i = 0; i < 50; i++) {
        pair.get(0).chat("" + i, "on and on");
        assertEquals("" + i, pair.get(1).await("chat").path("id").asText());
      }
      assertFalse(node.errors().contains("OutOfMemory"), node::errors);
      pair.forEach(Visitor::close);
      clients.forEach(RawSocket::cut);
      node.terminate();
      assertEquals(0, node.awaitExit(), node::errors);
    }
  }

  private static byte[] pings() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] ping = RawSocket.frame(0x80 | RawFrame.PING, new byte[0]);
    for (int i = 0; i < PINGS; i++) {
      all.writeBytes(ping);
    }
    return all.toByteArray();
  }

  /** Writes until the server has closed, or takes nothing more. */
  private static void flood(RawSocket socket, byte[] bytes) {
    Thread.startVirtualThread(() -> write(socket, bytes));
  }

  private static boolean write(RawSocket socket, byte[] bytes) {
    try {
      socket.write(bytes);
      return true;
    } catch (UncheckedIOException e) {
      return false; // it has closed
    }
  }
}
