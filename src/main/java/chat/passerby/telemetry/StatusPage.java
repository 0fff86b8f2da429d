package chat.passerby.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A page that tells a person how the node is. It needs no script and loads nothing; whoever wants
 * newer figures loads it again.
 */
public final class StatusPage {
  private static final String STYLE =
      "body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;"
          + "color-scheme:light dark}th{text-align:left;padding-right:2rem;vertical-align:top;"
          + "font-weight:600}td{overflow-wrap:anywhere}";

  /** Takes the page's own style and nothing else. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private StatusPage() {}

  /** One fact about the node. */
  public record Row(String name, String value) {}

  /** The page in HTML. */
  static String html(List<Row> rows) {
    StringBuilder page = new StringBuilder(2048);
    page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>Passerby node</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>Passerby node</h1><table>\n");
    for (Row row : rows) {
      page.append("<tr><th scope=\"row\">")
          .append(escaped(row.name()))
          .append("</th><td>")
          .append(escaped(row.value()))
          .append("</td></tr>\n");
    }
    return page.append("</table><p><a href=\"/health/ready\">Health</a> ")
        .append("<a href=\"/metrics\">Metrics</a></p></body></html>\n")
        .toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256.", e);
    }
  }
}
