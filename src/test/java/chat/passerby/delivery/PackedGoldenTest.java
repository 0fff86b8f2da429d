package chat.passerby.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.queue.SearchNote;
import chat.passerby.packed.PackedReader;
import chat.passerby.room.LeftNote;
import chat.passerby.room.RoomCodec;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The bytes between nodes and in Redis. During a rolling restart two builds serve one crowd: what
 * the build before versions wrote (version-0) is read, and it reads what this one writes, since
 * nothing is changed but for the mark behind the last field that it knows. Bytes in a golden file
 * are never changed: a new constant or field adds to it.
 */
class PackedGoldenTest {
  private static final Properties BEFORE = golden("version-0");
  private static final Properties NOW = golden("version-1");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Faults faults = new Faults(new Meters(registry), new SystemClock());

  @Test
  void golden_ofTheBuildBefore_isRead() {
    eachIsRead(BEFORE);
  }

  @Test
  void golden_ofThisBuild_isRead() {
    eachIsRead(NOW);
    PackedSamples.searchesInLanes()
        .forEach((name, note) -> assertEquals(note, SearchNote.unpack(bytes(NOW, name))));
  }

  @Test
  void packed_byThisBuild_isTheGolden() {
    Map<String, Buffer> packed = packed();
    packed.forEach((name, bytes) -> assertEquals(NOW.getProperty(name), hex(bytes), name));
    assertEquals(NOW.stringPropertyNames(), packed.keySet());
    packed.keySet().removeAll(PackedSamples.searchesInLanes().keySet());
    assertEquals(BEFORE.stringPropertyNames(), packed.keySet());
  }

  @Test
  void golden_ofThisBuild_beginsAsTheBuildBeforeReadsIt() {
    Set<String> ends = PackedSamples.ends().keySet();
    for (String name : BEFORE.stringPropertyNames()) {
      if (!ends.contains(name)) {
        assertEquals(BEFORE.getProperty(name) + "01ff", NOW.getProperty(name), name);
      }
    }
    for (String name : ends) {
      PackedReader before = new PackedReader(bytes(BEFORE, name));
      PackedReader now = new PackedReader(bytes(NOW, name));
      assertEquals(before.tag(), now.tag(), name);
      assertTrue(hex(now.bytes()).startsWith(hex(before.bytes())), name);
    }
  }

  @Test
  void lane_ofASearch_isBehindWhatTheBuildBeforeReads() {
    for (String name : PackedSamples.searchesInLanes().keySet()) {
      String known = BEFORE.getProperty(name.replace("-in-lane", ""));
      assertTrue(NOW.getProperty(name).startsWith(known), name);
    }
  }

  @Test
  void code_thatNobodyKnows_isCountedAndSkipped() {
    String relay = NOW.getProperty("relay-chat");
    // The kind stands before the count of refs, the ref and the frame.
    String tail = "0300000001" + "0000000131" + "00000002" + "7b7d" + "01ff";
    assertTrue(relay.endsWith(tail), relay);
    String unknown = relay.substring(0, relay.length() - tail.length()) + "63" + tail.substring(2);
    assertEquals(Optional.empty(), read(Written.EVENT, unknown, RoomEventCodec::unpack));
    assertEquals(1, count("event"));
  }

  @Test
  void version_thatNobodyKnows_isCountedAndSkipped() {
    for (String name : NOW.stringPropertyNames()) {
      String newer = NOW.getProperty(name).replaceFirst("01ff$", "02ff");
      assertEquals(Optional.empty(), read(Written.NOTE, newer, reader(name)), name);
    }
    assertEquals(NOW.size(), count("note"));
  }

  private <T> Optional<T> read(Written what, String hex, Function<Buffer, T> unpack) {
    return PackedReader.read(what, Buffer.buffer(HexFormat.of().parseHex(hex)), unpack, faults);
  }

  private int count(String what) {
    return (int) registry.get("passerby_unreadable").tag("what", what).counter().count();
  }

  private static void eachIsRead(Properties golden) {
    PackedSamples.rooms()
        .forEach((name, room) -> assertEquals(room, RoomCodec.unpack(bytes(golden, name))));
    PackedSamples.events()
        .forEach(
            (name, event) ->
                assertEquals(
                    PackedSamples.toAnna(event), RoomEventCodec.unpack(bytes(golden, name))));
    PackedSamples.searches()
        .forEach((name, note) -> assertEquals(note, SearchNote.unpack(bytes(golden, name))));
    PackedSamples.ends()
        .forEach((name, note) -> assertEquals(note, LeftNote.unpack(bytes(golden, name))));
  }

  private static Map<String, Buffer> packed() {
    Map<String, Buffer> packed = new HashMap<>();
    PackedSamples.rooms().forEach((name, room) -> packed.put(name, RoomCodec.pack(room)));
    PackedSamples.events()
        .forEach(
            (name, event) -> packed.put(name, RoomEventCodec.pack(PackedSamples.toAnna(event))));
    PackedSamples.searches().forEach((name, note) -> packed.put(name, note.pack()));
    PackedSamples.searchesInLanes().forEach((name, note) -> packed.put(name, note.pack()));
    PackedSamples.ends().forEach((name, note) -> packed.put(name, note.pack()));
    return packed;
  }

  private static Function<Buffer, Object> reader(String name) {
    return switch (name.substring(0, Math.max(0, name.indexOf('-')))) {
      case "room" -> RoomCodec::unpack;
      case "search" -> SearchNote::unpack;
      case "left" -> LeftNote::unpack;
      default -> RoomEventCodec::unpack;
    };
  }

  private static Buffer bytes(Properties golden, String name) {
    return Buffer.buffer(HexFormat.of().parseHex(golden.getProperty(name)));
  }

  private static String hex(Buffer bytes) {
    return HexFormat.of().formatHex(bytes.getBytes());
  }

  private static Properties golden(String name) {
    Properties bytes = new Properties();
    try (InputStream in =
        PackedGoldenTest.class.getResourceAsStream("/packed/" + name + ".properties")) {
      bytes.load(in);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
