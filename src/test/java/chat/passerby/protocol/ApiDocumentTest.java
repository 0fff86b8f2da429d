package chat.passerby.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiDocumentTest {
  @ParameterizedTest
  @ValueSource(strings = {"asyncapi.yaml", "moderation.yaml", "openapi.yaml"})
  void references_allLeadSomewhere(String file) {
    ApiDocument document = new ApiDocument(file, VersionFlag.V202012);
    List<String> references = document.at("").findValuesAsText("$ref");
    assertFalse(references.isEmpty());
    assertEquals(
        List.of(),
        references.stream()
            .filter(each -> document.at(each.substring(1)).isMissingNode())
            .distinct()
            .toList());
  }
}
