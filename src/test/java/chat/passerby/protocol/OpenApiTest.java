package chat.passerby.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
      String schema = alternative(example);
      example.value().fieldNames().forEachRemaining(name -> shown.add(schema + " " + name));
    }
    Set<String> documented = new HashSet<>();
    for (var schema : API.at("/components/schemas").properties()) {
      for (var field : schema.getValue().path("properties").properties()) {
        documented.add("/components/schemas/" + schema.getKey() + " " + field.getKey());
      }
    }
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
  void errors_ofAllCalls_haveTheSameForm() {
    for (JsonNode responses : API.at("/paths").findValues("responses")) {
      for (var response : responses.properties()) {
        String schema = response.getValue().at("/content/application~1json/schema/$ref").asText();
        boolean error = response.getKey().compareTo("400") >= 0;
        assertEquals(
            error,
            Set.of("#/components/schemas/Error", "#/components/schemas/Forbidden").contains(schema),
            response.getKey());
      }
    }
  }

  /** Returns the schema of an example, or the one among several that it fits. */
  private static String alternative(Example example) {
    for (JsonNode branch : API.at(example.schema() + "/oneOf")) {
      String schema = branch.get("$ref").textValue().substring(1);
      if (API.faults(schema, example.value()).isEmpty()) {
        return schema;
      }
    }
    return example.schema();
  }
}
