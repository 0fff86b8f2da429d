package chat.passerby.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.reading.ClientGoldenTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerGoldenTest {
  private static final Set<String> RELAYED =
      Arrays.stream(ClientFrame.Relayed.Kind.values())
          .map(ClientFrame.Relayed.Kind::wireName)
          .collect(Collectors.toSet());

  private final ServerFrameWriter writer = new ServerFrameWriter();

  static List<Golden> own() {
    return Golden.of("server").stream().filter(each -> !RELAYED.contains(each.type())).toList();
  }

  static List<Golden> relayed() {
    return Golden.of("server").stream().filter(each -> RELAYED.contains(each.type())).toList();
  }

  @ParameterizedTest
  @MethodSource("own")
  void sample_written_isItsGolden(Golden golden) {
    ServerFrame sample = ServerFrameSamples.BY_GOLDEN.get(golden.name());

    assertTrue(sample != null, "a sample for the golden");
    assertEquals(golden.text().strip(), new String(writer.write(sample), UTF_8));
    assertEquals(golden.type(), sample.type());
  }

  @Test
  void relayedGoldens_onBothSides_areTheSameBytes() {
    Map<String, String> sent =
        Golden.of("client").stream()
            .filter(each -> RELAYED.contains(each.type()))
            .collect(Collectors.toMap(Golden::name, Golden::text));

    assertEquals(sent.keySet(), relayed().stream().map(Golden::name).collect(Collectors.toSet()));
    relayed().forEach(each -> assertEquals(sent.get(each.name()), each.text()));
  }

  @Test
  void goldens_together_coverEveryFrameAndRelayedKind() {
    Function<ServerFrame, Class<?>> toClass = ServerFrame::getClass;

    assertEquals(
        own().stream().map(Golden::name).collect(Collectors.toSet()),
        ServerFrameSamples.BY_GOLDEN.keySet(),
        "samples have goldens");
    assertEquals(
        ClientGoldenTest.leaves(ServerFrame.class).collect(Collectors.toSet()),
        ServerFrameSamples.BY_GOLDEN.values().stream().map(toClass).collect(Collectors.toSet()));
    assertEquals(RELAYED, relayed().stream().map(Golden::type).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("own")
  void golden_named_startsWithItsType(Golden golden) {
    assertTrue(
        golden.name().equals(golden.type()) || golden.name().startsWith(golden.type() + "-"));
  }
}
