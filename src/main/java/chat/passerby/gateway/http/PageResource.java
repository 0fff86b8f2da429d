package chat.passerby.gateway.http;

import chat.passerby.gateway.http.PageFile.Packed;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET} and {@code HEAD} of the page: its files, or parts of them, as RFC 9110 has it. */
public final class PageResource {
  /** A name with a hash in it never means anything else. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** Kept, but asked for again each time: the newest build must be seen at once. */
  private static final String ASK_AGAIN = "no-cache";

  private static final Logger log = LoggerFactory.getLogger(PageResource.class);

  private final PageFiles files;

  public PageResource(PageFiles files) {
    this.files = files;
  }

  void handle(RoutingContext context) {
    HttpMethod method = context.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      context.response().putHeader("Allow", "GET, HEAD");
      context.fail(405);
      return;
    }
    Optional<PageFile> file = files.at(context.normalizedPath());
    if (file.isPresent()) {
      answer(context, file.get());
    } else {
      context.fail(404);
    }
  }

  private static void answer(RoutingContext context, PageFile file) {
    HttpServerRequest request = context.request();
    // Parts are counted in the bytes of the file itself, so these are what is sent then.
    @Nullable String range = rangeOf(request, file);
    Optional<Packed> packed =
        range == null
            ? file.packed().stream().filter(its -> takes(request, its.coding())).findFirst()
            : Optional.empty();
    String tag = tag(file, packed);
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.CACHE_CONTROL, file.lasting() ? FOR_EVER : ASK_AGAIN)
            .putHeader(HttpHeaders.ETAG, tag)
            .putHeader(HttpHeaders.VARY, "Accept-Encoding");
    if (isKnown(request, tag)) {
      end(response.setStatusCode(304));
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, file.type()).putHeader("Accept-Ranges", "bytes");
    packed.ifPresent(its -> response.putHeader(HttpHeaders.CONTENT_ENCODING, its.coding()));
    Buffer whole = packed.map(Packed::bytes).orElse(file.bytes());
    ByteRange.Wish wish =
        range == null ? new ByteRange.Whole() : ByteRange.of(range, whole.length());
    switch (wish) {
      case ByteRange.Whole all -> send(request, response, whole);
      case ByteRange.Part part -> {
        ByteRange bytes = part.range();
        response
            .setStatusCode(206)
            .putHeader(
                "Content-Range",
                "bytes " + bytes.first() + "-" + bytes.last() + "/" + whole.length());
        send(request, response, whole.slice(bytes.first(), bytes.last() + 1));
      }
      case ByteRange.Outside outside -> {
        response.headers().remove(HttpHeaders.ETAG);
        response.putHeader("Content-Range", "bytes */" + whole.length());
        context.fail(416);
      }
    }
  }

  private static void send(HttpServerRequest request, HttpServerResponse response, Buffer bytes) {
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      end(response);
    } else {
      response
          .end(bytes)
          .onFailure(e -> log.debug("A client did not read a file: {}", e.getMessage()));
    }
  }

  private static void end(HttpServerResponse response) {
    response.end().onFailure(e -> log.debug("A client did not read an answer: {}", e.getMessage()));
  }

  /**
   * The part that is asked for, unless none is or the client holds parts of another version
   * (section 13.1.5). Only GET has parts (section 14.2): HEAD tells the whole length.
   */
  private static @Nullable String rangeOf(HttpServerRequest request, PageFile file) {
    String range = request.getHeader("Range");
    String unless = request.getHeader("If-Range");
    boolean whole =
        range == null
            || !request.method().equals(HttpMethod.GET)
            || (unless != null && !unless.strip().equals(tag(file, Optional.empty())))
            || ByteRange.of(range, file.bytes().length()) instanceof ByteRange.Whole;
    return whole ? null : range;
  }

  /** One for each form of the file (section 8.8.3.3). */
  private static String tag(PageFile file, Optional<Packed> packed) {
    return "\"" + file.hash() + packed.map(its -> "-" + its.coding()).orElse("") + "\"";
  }

  private static boolean isKnown(HttpServerRequest request, String tag) {
    return request.headers().getAll(HttpHeaders.IF_NONE_MATCH).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(known -> known.strip().replaceFirst("^W/", ""))
        .anyMatch(known -> known.equals(tag) || known.equals("*"));
  }

  /**
   * A browser names Brotli over HTTPS and to this machine only: proxies on the way may break it.
   */
  private static boolean takes(HttpServerRequest request, String coding) {
    String named = coding.equals("gzip") ? "(gzip|x-gzip|\\*)(;.*)?" : coding + "(;.*)?";
    return request.headers().getAll(HttpHeaders.ACCEPT_ENCODING).stream()
        .flatMap(line -> Arrays.stream(line.toLowerCase(Locale.ROOT).split(",", -1)))
        .map(taken -> taken.replaceAll("\\s", ""))
        .filter(taken -> !taken.matches(".*;q=0(\\.0*)?"))
        .anyMatch(taken -> taken.matches(named));
  }
}
