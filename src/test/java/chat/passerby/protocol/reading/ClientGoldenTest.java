package chat.passerby.protocol.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.Golden;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class ClientGoldenTest {
  /** Numbers are compared by value: a golden's 340 is the frame's 340.0. */
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) ->
          a.equals(b) || (a.isNumber() && b.isNumber() && a.doubleValue() == b.doubleValue())
              ? 0
              : 1;

  private final ClientFrameReader reader = new ClientFrameReader();

  static List<Golden> goldens() {
    return Golden.of("client");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void golden_read_keepsEveryValue(Golden golden) throws BadFrameException {
    ClientFrame frame = reader.read(golden.bytes(), 0, golden.bytes().length);

    ObjectNode expected = (ObjectNode) golden.json();
    switch (frame) {
      case ClientFrame.Relayed relayed ->
          expected.remove(List.of("sdp", "candidate", "text", "about", "as", "proof", "active"));
      case ClientFrame.Find find -> {
        expected.putIfAbsent("interests", Golden.JSON.createArrayNode());
        expected.putIfAbsent("languages", Golden.JSON.createArrayNode());
        expected.putIfAbsent("hold", Golden.JSON.getNodeFactory().booleanNode(false));
      }
      default -> {}
    }
    ObjectNode actual = ClientFrameJson.of(frame);
    assertTrue(expected.equals(BY_VALUE, actual), () -> expected + " but read " + actual);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void golden_named_startsWithItsType(Golden golden) {
    assertTrue(
        golden.name().equals(golden.type()) || golden.name().startsWith(golden.type() + "-"));
  }

  @Test
  void goldens_together_coverEveryFrameAndKind() throws BadFrameException {
    Set<Class<?>> frames = goldens().stream().map(this::classOf).collect(Collectors.toSet());
    Set<String> types = goldens().stream().map(Golden::type).collect(Collectors.toSet());

    assertEquals(
        leaves(ClientFrame.class).collect(Collectors.toSet()), frames, "records with a golden");
    assertEquals(
        Arrays.stream(ClientFrameType.values())
            .map(ClientFrameType::wireName)
            .collect(Collectors.toSet()),
        types,
        "types with a golden");
    assertTrue(
        types.containsAll(
            Arrays.stream(ClientFrame.Relayed.Kind.values())
                .map(ClientFrame.Relayed.Kind::wireName)
                .toList()));
  }

  private Class<?> classOf(Golden golden) {
    try {
      return reader.read(golden.bytes(), 0, golden.bytes().length).getClass();
    } catch (BadFrameException e) {
      throw new AssertionError(golden.name(), e);
    }
  }

  /** Returns the records that a sealed interface ends in. */
  public static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ClientGoldenTest::leaves)
        : Stream.of(type);
  }
}
