package chat.passerby.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An overlay as kustomize renders it, with secrets as its operator makes them. */
record Manifests(List<JsonNode> documents) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path SOURCE = Path.of("k8s");

  /** Renders an overlay in a copy of the folder, so that no secret of an operator is touched. */
  static Manifests of(String overlay, Path folder) {
    return render(overlay, copy(folder), "redis://:secret@redis.example.org:6379");
  }

  /**
   * Renders the production overlay.
   *
   * @param redis its URI
   */
  static Manifests production(Path folder, String redis) {
    return render("production", copy(folder), redis);
  }

  /** As above, with other components in place of some. */
  static Manifests of(String overlay, Path folder, String component, String instead) {
    Path copy = copy(folder);
    Path kustomization = copy.resolve("overlays").resolve(overlay).resolve("kustomization.yaml");
    try {
      String text = Files.readString(kustomization);
      assertEquals(2, text.split("components/" + component + "\n", -1).length, text);
      Files.writeString(
          kustomization, text.replace("components/" + component, "components/" + instead));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return render(overlay, copy, "redis://redis.example.org");
  }

  private static Manifests render(String overlay, Path copy, String redis) {
    Tool tool = Tool.in(copy);
    tool.run("./make-secrets", overlay, redis);
    return parse(tool.run("kubectl", "kustomize", "overlays/" + overlay));
  }

  private static Manifests parse(String yaml) {
    try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      return new Manifests(all.readAll());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder without an operator's secrets, in another one; where it is then. */
  static Path copy(Path folder) {
    Path target = folder.resolve("k8s");
    try (Stream<Path> files = Files.walk(SOURCE)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().contains(".secrets.")) {
          Files.copy(file, target.resolve(SOURCE.relativize(file).toString()));
        }
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> all(String kind) {
    return documents.stream().filter(each -> kind(each).equals(kind)).toList();
  }

  JsonNode one(String kind, String name) {
    List<JsonNode> found = all(kind).stream().filter(each -> name(each).equals(name)).toList();
    assertEquals(1, found.size(), kind + " " + name);
    return found.get(0);
  }

  /** Everything that starts pods. */
  List<JsonNode> workloads() {
    return documents.stream()
        .filter(each -> List.of("Deployment", "StatefulSet", "DaemonSet").contains(kind(each)))
        .toList();
  }

  /** The nodes of Passerby. */
  List<JsonNode> nodes() {
    return all("Deployment").stream().filter(each -> name(each).startsWith("passerby-")).toList();
  }

  /** The environment of a node as its container gets it: from maps, from secrets, and its own. */
  Map<String, String> environment(JsonNode node) {
    Map<String, String> environment = new HashMap<>();
    JsonNode container = container(node);
    for (JsonNode from : container.path("envFrom")) {
      if (from.has("configMapRef")) {
        one("ConfigMap", from.at("/configMapRef/name").asText())
            .path("data")
            .fields()
            .forEachRemaining(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
      }
      if (from.has("secretRef")) {
        one("Secret", from.at("/secretRef/name").asText())
            .path("data")
            .fields()
            .forEachRemaining(
                entry ->
                    environment.put(
                        entry.getKey(),
                        new String(Base64.getMimeDecoder().decode(entry.getValue().asText()))));
      }
    }
    for (JsonNode own : container.path("env")) {
      boolean address = own.at("/valueFrom/fieldRef/fieldPath").asText().equals("status.podIP");
      environment.put(own.path("name").asText(), address ? "10.0.0.7" : own.path("value").asText());
    }
    return environment;
  }

  static JsonNode pod(JsonNode workload) {
    return workload.at("/spec/template/spec");
  }

  /** The only container of a workload. */
  static JsonNode container(JsonNode workload) {
    JsonNode containers = pod(workload).path("containers");
    assertEquals(1, containers.size(), () -> name(workload));
    return containers.get(0);
  }

  static String kind(JsonNode document) {
    return document.path("kind").asText();
  }

  static String name(JsonNode document) {
    return document.at("/metadata/name").asText();
  }

  static String namespace(JsonNode document) {
    return document.at("/metadata/namespace").asText();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static Map<String, String> labels(JsonNode object) {
    Map<String, String> labels = new HashMap<>();
    object.fields().forEachRemaining(each -> labels.put(each.getKey(), each.getValue().asText()));
    return labels;
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  static String json(JsonNode node) {
    try {
      return new ObjectMapper().writeValueAsString(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
