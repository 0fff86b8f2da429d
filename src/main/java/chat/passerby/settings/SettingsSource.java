package chat.passerby.settings;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from: the environment's names that begin with {@code PASSERBY_}, in whatever
 * case, and a properties file, if there is one. The environment takes precedence.
 */
public final class SettingsSource {
  /** Names the file, relative to the working directory; it counts in the environment only. */
  public static final Setting<Optional<Path>> FILE =
      Setting.of(
          "PASSERBY_SETTINGS",
          text -> Optional.of(Path.of(text)),
          Optional.empty(),
          "./passerby.properties, if it exists",
          "a path, such as /etc/passerby.properties",
          "a file with more settings, `NAME=value` a line; the environment has precedence");

  private static final String PREFIX = "PASSERBY_";
  private static final String CONTENT = "content";
  private static final Path USUAL_FILE = Path.of("passerby.properties");

  private SettingsSource() {}

  /**
   * Reads everything once.
   *
   * @return texts by name; fails with a {@link SettingsException} if the file cannot be used
   */
  public static Future<Map<String, String>> read(Vertx vertx) {
    ConfigStoreOptions environment =
        new ConfigStoreOptions().setType("env").setConfig(new JsonObject().put("raw-data", true));
    return read(vertx, environment, Path.of(""));
  }

  /** As {@link #read(Vertx)}, in another environment and working directory. */
  static Future<Map<String, String>> read(
      Vertx vertx, ConfigStoreOptions environment, Path directory) {
    return retrieve(vertx, environment)
        .compose(
            all -> {
              Map<String, String> ours = new HashMap<>(all);
              ours.keySet().removeIf(name -> !name.toUpperCase(Locale.ROOT).startsWith(PREFIX));
              return file(ours, directory)
                  .map(path -> readFile(vertx, path))
                  .orElse(Future.succeededFuture(Map.of()))
                  .map(
                      inFile -> {
                        Map<String, String> merged = new HashMap<>(inFile);
                        merged.putAll(ours);
                        return merged;
                      });
            });
  }

  private static Optional<Path> file(Map<String, String> environment, Path directory) {
    Optional<Path> named = Settings.of(environment).get(FILE);
    Path path = directory.resolve(named.orElse(USUAL_FILE)).toAbsolutePath().normalize();
    if (Files.isRegularFile(path)) {
      return Optional.of(path);
    }
    if (named.isPresent()) {
      throw new SettingsException(
          FILE.name() + " names " + path + ", which is not a file: create it, or unset it.");
    }
    return Optional.empty();
  }

  private static Future<Map<String, String>> readFile(Vertx vertx, Path path) {
    // Raw, since the properties format of vertx-config is not UTF-8 and hides repeated names.
    // Absolute, since a relative path would also be looked for on the class path.
    ConfigStoreOptions store =
        new ConfigStoreOptions()
            .setType("file")
            .setFormat("raw")
            .setConfig(new JsonObject().put("path", path.toString()).put("raw.key", CONTENT));
    return retrieve(vertx, store)
        .recover(
            unreadable ->
                Future.failedFuture(
                    new SettingsException(
                        path + " cannot be read: let the user that runs Passerby read it.")))
        .map(
            raw -> {
              Map<String, String> inFile =
                  SettingsFile.parse(path.toString(), raw.getOrDefault(CONTENT, ""));
              if (inFile.containsKey(FILE.name())) {
                throw new SettingsException(
                    FILE.name() + " counts in the environment only: remove it from " + path + ".");
              }
              return inFile;
            });
  }

  private static Future<Map<String, String>> retrieve(Vertx vertx, ConfigStoreOptions store) {
    ConfigRetriever retriever =
        ConfigRetriever.create(
            vertx,
            new ConfigRetrieverOptions()
                .setIncludeDefaultStores(false)
                .setScanPeriod(-1)
                .addStore(store));
    return retriever
        .getConfig()
        .eventually(retriever::close)
        .map(
            json -> {
              Map<String, String> texts = new HashMap<>();
              json.forEach(entry -> texts.put(entry.getKey(), String.valueOf(entry.getValue())));
              return texts;
            });
  }
}
