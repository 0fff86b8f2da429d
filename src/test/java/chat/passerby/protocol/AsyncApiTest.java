package chat.passerby.protocol;

import static java.util.function.Predicate.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiTest {
  private static final ApiDocument API = new ApiDocument("asyncapi.yaml", VersionFlag.V7);

  /**
   * What a schema cannot say, or this validator cannot check: its {@code $} matches before a last
   * line break, as Java's.
   */
  private static final Set<String> BEYOND_SCHEMAS =
      Set.of(
          "chat-id-half-a-character",
          "next-room-line-break",
          "find-interests-half-a-character",
          "find-interests-reversed-halves",
          "report-note-half-a-character",
          "rate-stars-as-fraction",
          "rate-stars-as-exponent");

  static List<Golden> goldens() {
    return Stream.of("client", "server").flatMap(side -> Golden.of(side).stream()).toList();
  }

  static List<Golden> invalid() {
    return Golden.of("invalid");
  }

  @ParameterizedTest
  @CsvSource({"fromClient, client", "fromServer, server"})
  void messages_ofAnOperation_areTheTypesOfItsGoldens(String operation, String side) {
    Set<String> documented = new HashSet<>();
    for (JsonNode message : API.at("/operations/" + operation + "/messages")) {
      String pointer = message.get("$ref").textValue().substring(1);
      String target = API.at(pointer).get("$ref").textValue();
      String type = target.substring(target.lastIndexOf('/') + 1);
      assertEquals("/channels/socket/messages/" + type, pointer);
      assertEquals(
          type, API.at(target.substring(1) + "/payload/properties/type/const").textValue());
      documented.add(type);
    }
    assertEquals(
        Golden.of(side).stream().map(Golden::type).collect(Collectors.toSet()), documented);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void golden_heldToItsSchema_fits(Golden golden) {
    assertEquals(Set.of(), API.faults(payload(golden.type()), golden.json()));
  }

  @Test
  void fields_ofAllMessages_standInGoldensAndTheOtherWayRound() {
    Map<String, Set<String>> used = new HashMap<>();
    for (Golden golden : goldens()) {
      collect(golden.json(), "", used.computeIfAbsent(golden.type(), type -> new TreeSet<>()));
    }
    used.computeIfAbsent("candidate", type -> new TreeSet<>())
        .removeIf(path -> path.matches("\\.candidate\\.(foundation|priority|relayed|tcpType)"));
    Map<String, Set<String>> documented = new HashMap<>();
    for (var message : API.at("/components/messages").properties()) {
      documented.put(
          message.getKey(),
          new TreeSet<>(API.properties(message.getValue().get("payload")).keySet()));
    }
    assertEquals(used, documented);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalidFrame_thatIsJson_isRefusedByTheSchemasToo(Golden golden) {
    JsonNode frame;
    try {
      frame = Golden.JSON.readTree(golden.json().get("frame").textValue());
    } catch (JsonProcessingException notJson) {
      return;
    }
    String payload = payload(frame.path("type").asText());
    boolean fits = API.at(payload).isObject() && API.faults(payload, frame).isEmpty();
    boolean malformedTag =
        golden.name().startsWith("find-languages-") && frame.at("/languages/0").isTextual();
    boolean ofServer = golden.name().equals("type-of-server");
    if (!malformedTag) {
      assertEquals(BEYOND_SCHEMAS.contains(golden.name()), fits && !ofServer, golden.name());
    }
  }

  @Test
  void enums_ofTheDocument_areThoseOfTheCode() {
    Map<String, Class<? extends WireNamed>> expected =
        Map.ofEntries(
            Map.entry("find.mode", Mode.class),
            Map.entry("matched.mode", Mode.class),
            Map.entry("rewound.mode", Mode.class),
            Map.entry("welcome.room.mode", Mode.class),
            Map.entry("chat.as", ClientFrame.Relayed.As.class),
            Map.entry("report.reason", ClientFrame.Report.Reason.class),
            Map.entry("quality.ice", ClientFrame.Quality.Ice.class),
            Map.entry("welcome.state", ServerFrame.Welcome.State.class),
            Map.entry("waiting.widening.drops", ServerFrame.Waiting.Widening.Drop.class),
            Map.entry("left.reason", ServerFrame.Left.Reason.class),
            Map.entry("outcome.outcome", ServerFrame.Outcome.Decision.class),
            Map.entry("notice.kind", ServerFrame.Notice.Kind.class),
            Map.entry("error.cause", ErrorCause.class),
            Map.entry("error.code", ErrorCode.class));
    Map<String, List<String>> documented = new HashMap<>();
    for (var message : API.at("/components/messages").properties()) {
      API.properties(message.getValue().get("payload"))
          .forEach(
              (path, schema) -> {
                if (schema.has("enum")) {
                  List<String> names = new ArrayList<>();
                  schema.get("enum").forEach(name -> names.add(name.textValue()));
                  documented.put(message.getKey() + path, names);
                }
              });
    }
    assertEquals(expected.keySet(), documented.keySet());
    expected.forEach(
        (path, type) ->
            assertEquals(
                Arrays.stream(type.getEnumConstants()).map(WireNamed::wireName).toList(),
                documented.get(path),
                path));
  }

  @Test
  void closeCodes_ofTheDocument_areThoseOfTheCode() {
    JsonNode documented = API.at("/channels/socket/x-close-codes");

    assertEquals(CloseCode.values().length, documented.size());
    for (CloseCode code : CloseCode.values()) {
      JsonNode entry = documented.path(String.valueOf(code.code()));
      assertEquals(code.reason(), entry.path("reason").textValue());
      assertEquals(code.reconnect(), entry.path("reconnect").booleanValue());
    }
  }

  @Test
  void errorCodes_inTheDescription_areAllExplained() {
    String description = API.at(payload("error") + "/properties/code/description").textValue();

    assertTrue(
        Arrays.stream(ErrorCode.values())
            .filter(not(code -> description.contains("- `" + code.wireName() + "`:")))
            .findAny()
            .isEmpty());
  }

  private static String payload(String type) {
    return "/components/messages/" + type + "/payload";
  }

  private static void collect(JsonNode value, String path, Set<String> paths) {
    paths.add(path);
    value.properties().forEach(each -> collect(each.getValue(), path + "." + each.getKey(), paths));
    if (value.isArray()) {
      value.forEach(item -> collect(item, path + "[]", paths));
    }
  }
}
