package chat.passerby.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JSON Web Tokens made by hand (RFC 7515, RFC 7519), right ones and wrong ones. */
final class Jwt {
  private final Map<String, String> claims = new LinkedHashMap<>();

  /** The claims of a good token that runs out at {@code exp}, in epoch seconds. */
  static Jwt until(long exp) {
    Jwt jwt = new Jwt();
    jwt.claims.put("sub", "\"a-session-of-its-own\"");
    jwt.claims.put("dev", "\"a-device-of-its-own\"");
    jwt.claims.put("iss", "\"passerby\"");
    jwt.claims.put("aud", "[\"passerby-session\"]");
    jwt.claims.put("iat", "1");
    jwt.claims.put("exp", Long.toString(exp));
    return jwt;
  }

  /** The same with another claim, given as JSON. */
  Jwt with(String claim, String json) {
    claims.put(claim, json);
    return this;
  }

  Jwt without(String claim) {
    claims.remove(claim);
    return this;
  }

  String signed(String secret) {
    String head = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "." + body();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return head + "." + base64(mac.doFinal(head.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  String unsigned() {
    return base64("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "." + body() + ".";
  }

  private String body() {
    return base64(
        claims.entrySet().stream()
            .map(claim -> "\"" + claim.getKey() + "\":" + claim.getValue())
            .collect(Collectors.joining(",", "{", "}"))
            .getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
