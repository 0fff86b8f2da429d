package chat.passerby.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file of {@code src/test/resources/protocol}, which the frontend's tests read too. */
public record Golden(String name, String text) {
  /** An independent, strict reader of JSON. */
  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Path FOLDER = Path.of("src/test/resources/protocol");

  /** Returns the files of {@code client}, {@code server} or {@code invalid} by name. */
  public static List<Golden> of(String side) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(side))) {
      return files.sorted().map(Golden::load).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] bytes() {
    return text.getBytes(UTF_8);
  }

  public JsonNode json() {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  public String type() {
    return json().path("type").textValue();
  }

  @Override
  public String toString() {
    return name;
  }

  private static Golden load(Path file) {
    try {
      return new Golden(file.getFileName().toString().replace(".json", ""), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
