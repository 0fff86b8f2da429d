package chat.passerby.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenApiTest {
  private static final ApiDocument API = new ApiDocument("openapi.yaml", VersionFlag.V202012);

  /** A value that the document shows and the schema that it stands beside. */
  record Example(String name, JsonNode value, String schema) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (JsonNode content : API.at("/paths").findValues("application/json")) {
      String schema = content.at("/schema/$ref").textValue().substring(1);
      for (var example : content.path("examples").properties()) {
        examples.add(new Example(example.getKey(), example.getValue().get("value"), schema));
      }
    }
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_heldToItsSchema_fits(Example example) {
    assertEquals(Set.of(), API.faults(example.schema(), example.value()));
  }

  @Test
  void fields_ofAllSchemas_standInExamples() {
    Set<String> shown = new HashSet<>();
    for (Example example : examples()) {
      example
          .value()
          .fieldNames()
          .forEachRemaining(name -> shown.add(example.schema() + " " + name));
    }
    shown.add("/components/schemas/SessionRequest altcha");
    Set<String> documented =
        API.at("/components/schemas").properties().stream()
            .flatMap(
                schema ->
                    schema.getValue().get("properties").properties().stream()
                        .map(
                            field ->
                                "/components/schemas/" + schema.getKey() + " " + field.getKey()))
            .collect(Collectors.toSet());

    assertEquals(documented, shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SessionRequest; {}",
        "SessionRequest; {\"adult\":false}",
        "SessionRequest; {\"adult\":true,\"device\":1}",
        "SessionRequest; {\"adult\":true,\"age\":30}",
        "Status; {\"online\":-1}",
        "Status; {\"waiting\":{\"text\":\"3\"}}",
        "Error; {\"code\":\"Rate limited\",\"message\":\"Wait.\"}",
        "Error; {\"code\":\"rate-limited\"}"
      })
  void value_outsideItsSchema_isRefused(String schema, String json) throws JsonProcessingException {
    assertFalse(
        API.faults("/components/schemas/" + schema, Golden.JSON.readTree(json)).isEmpty(), json);
  }

  @Test
  void paths_ofThisVersion_areTheTwoThatItServes() {
    assertEquals(2, API.at("/paths").size());
    assertTrue(API.at("/paths/~1api~1session/post/responses/201").isObject());
    assertTrue(API.at("/paths/~1api~1status/get/responses/200").isObject());
  }
}
