package chat.passerby.gateway.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of the page by the path they are served at. They are read once and kept in memory, a
 * few hundred kilobytes for the whole node: nothing is unpacked to a disk, and no request can name
 * a file that is not one of these.
 */
public final class PageFiles {
  private static final String PAGE = "webroot";

  /** The descriptions of the API, in AsyncAPI and OpenAPI. */
  private static final String API = "api";

  private static final String INDEX = "/index.html";

  private final Map<String, PageFile> files;

  private PageFiles(Map<String, PageFile> files) {
    this.files = Map.copyOf(files);
  }

  /**
   * Reads the page that the build has put on the class path, none if it has not, and the
   * descriptions of the API. Blocks.
   */
  public static PageFiles fromClassPath() {
    Map<String, PageFile> files = new HashMap<>(fromClassPath(PAGE, "/"));
    files.putAll(fromClassPath(API, "/api/"));
    return new PageFiles(files);
  }

  private static Map<String, PageFile> fromClassPath(String name, String prefix) {
    URL root = PageFiles.class.getClassLoader().getResource(name);
    if (root == null) {
      return Map.of();
    }
    try {
      URI uri = root.toURI();
      if (!uri.getScheme().equals("jar")) {
        return in(Path.of(uri), prefix);
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return in(jar.getPath(name), prefix);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The page cannot be read from the class path.", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("A resource has an address.", e);
    }
  }

  /** Reads all files below a folder, but for those with a dot before their name. Blocks. */
  static PageFiles in(Path folder) throws IOException {
    return new PageFiles(in(folder, "/"));
  }

  private static Map<String, PageFile> in(Path folder, String prefix) throws IOException {
    Map<String, PageFile> files = new HashMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        String path = prefix + folder.relativize(file).toString().replace('\\', '/');
        if (!path.contains("/.")) {
          files.put(path, PageFile.of(path, Files.readAllBytes(file)));
        }
      }
    }
    Optional.ofNullable(files.get(INDEX)).ifPresent(index -> files.put("/", index));
    return files;
  }

  Optional<PageFile> at(String path) {
    return Optional.ofNullable(files.get(path));
  }
}
