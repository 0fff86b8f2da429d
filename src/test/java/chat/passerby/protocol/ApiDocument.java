package chat.passerby.protocol;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** One of the API documents in {@code src/main/resources/api}, with its schemas at work. */
public final class ApiDocument {
  /** Jackson 2.18 takes the last of two keys of one name, unless it is told not to. */
  private static final ObjectMapper STRICT =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final JsonNode root;
  private final String iri;
  private final JsonSchemaFactory schemas;
  private final Map<String, JsonSchema> compiled = new HashMap<>();

  /**
   * Loads a document.
   *
   * @param dialect the dialect of JSON Schema that the document's standard prescribes
   */
  public ApiDocument(String file, VersionFlag dialect) {
    try (InputStream in = ApiDocument.class.getResourceAsStream("/api/" + file)) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      root = STRICT.readTree(yaml);
      iri = "https://api.test/" + file;
      schemas =
          JsonSchemaFactory.getInstance(
              dialect, builder -> builder.schemaLoaders(each -> each.schemas(Map.of(iri, yaml))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what stands at a JSON pointer. */
  public JsonNode at(String pointer) {
    return root.at(pointer);
  }

  /** Returns what the schema at a JSON pointer has against a value; nothing when it fits. */
  public Set<ValidationMessage> faults(String pointer, JsonNode value) {
    return compiled
        .computeIfAbsent(pointer, at -> schemas.getSchema(SchemaLocation.of(iri + "#" + at)))
        .validate(value);
  }

  /** Returns the schemas of all properties beneath a schema by path, such as {@code .urls[]}. */
  Map<String, JsonNode> properties(JsonNode schema) {
    Map<String, JsonNode> found = new HashMap<>();
    walk(schema, "", found::put);
    return found;
  }

  private void walk(JsonNode schema, String path, BiConsumer<String, JsonNode> found) {
    JsonNode resolved =
        schema.has("$ref") ? at(schema.get("$ref").textValue().substring(1)) : schema;
    found.accept(path, resolved);
    resolved
        .path("properties")
        .properties()
        .forEach(each -> walk(each.getValue(), path + "." + each.getKey(), found));
    if (resolved.has("items")) {
      walk(resolved.get("items"), path + "[]", found);
    }
  }
}
