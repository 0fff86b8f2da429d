package chat.passerby.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.MimeMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page, in memory.
 *
 * @param packed the same in fewer bytes, the shortest form first
 * @param hash names the bytes: it changes when they do
 * @param lasting whether the address changes with the bytes, so that a copy is good for ever
 */
record PageFile(String type, Buffer bytes, List<Packed> packed, String hash, boolean lasting) {
  /** The build puts a hash into the name of every file of this folder. */
  private static final String HASHED = "/assets/";

  /**
   * A form of a file.
   *
   * @param coding as {@code Content-Encoding} names it
   */
  record Packed(String coding, Buffer bytes) {}

  /**
   * @param path where the file is served, from a slash on
   * @param brotli the same in Brotli, which only the build can make; none where it has not
   */
  static PageFile of(String path, byte[] bytes, Optional<byte[]> brotli) {
    Packed gzip = new Packed("gzip", Buffer.buffer(gzip(bytes)));
    List<Packed> packed =
        Stream.concat(
                brotli.map(its -> new Packed("br", Buffer.buffer(its))).stream(), Stream.of(gzip))
            .filter(its -> its.bytes().length() < bytes.length)
            .toList();
    return new PageFile(
        type(path), Buffer.buffer(bytes), packed, hash(bytes), path.startsWith(HASHED));
  }

  private static String type(String path) {
    if (path.endsWith(".yaml")) {
      // RFC 9512.
      return "application/yaml";
    }
    String type =
        Optional.ofNullable(MimeMapping.mimeTypeForFilename(path))
            .orElse("application/octet-stream");
    boolean text = type.startsWith("text/") || type.endsWith("javascript");
    return text ? type + ";charset=UTF-8" : type;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /**
   * Tells versions of a file apart, which needs no cryptography: two checksums, since these are
   * fast while the JVM is cold. SHA-256 of all files takes it two tenths of a second.
   */
  private static String hash(byte[] bytes) {
    return checksum(new CRC32(), bytes) + checksum(new CRC32C(), bytes);
  }

  private static String checksum(Checksum checksum, byte[] bytes) {
    checksum.update(bytes);
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }
}
