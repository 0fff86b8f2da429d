package chat.passerby.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
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

  /** Served at the address of its folder too, with and without the slash at its end. */
  private static final String INDEX = "/index.html";

  /**
   * Behind the name of a file: the same in Brotli, which is not served at an address of its own.
   */
  private static final String BROTLI = ".br";

  private final Map<String, PageFile> files = new HashMap<>();

  private PageFiles(Map<String, byte[]> contents) {
    contents.forEach(
        (path, bytes) -> {
          if (!path.endsWith(BROTLI)) {
            add(path, PageFile.of(path, bytes, Optional.ofNullable(contents.get(path + BROTLI))));
          }
        });
  }

  /**
   * Reads the page that the build has put on the class path, none if it has not, and the
   * descriptions of the API. Blocks.
   */
  public static PageFiles fromClassPath() {
    Map<String, byte[]> files = new HashMap<>(fromClassPath(PAGE, "/"));
    files.putAll(fromClassPath(API, "/api/"));
    return new PageFiles(files);
  }

  private static Map<String, byte[]> fromClassPath(String name, String prefix) {
    URL root = PageFiles.class.getClassLoader().getResource(name);
    if (root == null) {
      return Map.of();
    }
    try {
      // Without caches, since a connection's jar is closed here.
      URLConnection connection = root.openConnection();
      connection.setUseCaches(false);
      if (connection instanceof JarURLConnection packed) {
        try (JarFile jar = packed.getJarFile()) {
          return in(jar, name + "/", prefix);
        }
      }
      return in(Path.of(root.toURI()), prefix);
    } catch (IOException e) {
      throw new UncheckedIOException("The page cannot be read from the class path.", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("A resource has an address.", e);
    }
  }

  private static Map<String, byte[]> in(JarFile jar, String folder, String prefix)
      throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      JarEntry entry = all.nextElement();
      if (!entry.isDirectory() && entry.getName().startsWith(folder)) {
        try (InputStream in = jar.getInputStream(entry)) {
          add(files, prefix + entry.getName().substring(folder.length()), in.readAllBytes());
        }
      }
    }
    return files;
  }

  /** Reads all files below a folder, but for those with a dot before their name. Blocks. */
  static PageFiles in(Path folder) throws IOException {
    return new PageFiles(in(folder, "/"));
  }

  private static Map<String, byte[]> in(Path folder, String prefix) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        String path = prefix + folder.relativize(file).toString().replace('\\', '/');
        add(files, path, Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static void add(Map<String, byte[]> files, String path, byte[] bytes) {
    if (!path.contains("/.")) {
      files.put(path, bytes);
    }
  }

  private void add(String path, PageFile file) {
    files.put(path, file);
    if (path.endsWith(INDEX)) {
      String folder = path.substring(0, path.length() - INDEX.length());
      files.put(folder, file);
      files.put(folder + "/", file);
    }
  }

  Optional<PageFile> at(String path) {
    return Optional.ofNullable(files.get(path));
  }
}
