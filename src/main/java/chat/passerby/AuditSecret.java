package chat.passerby;

import chat.passerby.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret of the audit. Without {@code PASSERBY_AUDIT_SECRET}, a node with an embedded Redis
 * keeps one in a file beside its data. Nodes that share a Redis need the same one, so there it is
 * derived from the secret of the session tokens.
 */
final class AuditSecret {
  private static final Logger log = LoggerFactory.getLogger(AuditSecret.class);
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private AuditSecret() {}

  /**
   * Finds the secret; reads or writes a file, so not for an event loop.
   *
   * @param tokens what signs session tokens, from the settings or from Redis
   * @throws StartException when the file cannot be used
   */
  static Secret of(NodeSettings settings, Secret tokens) {
    if (settings.audit().secret().isPresent()) {
      return settings.audit().secret().get();
    }
    if (settings.redis().endpoint().isEmpty()) {
      return inFile(settings.redis().data().resolve("audit.key"));
    }
    if (settings.sessions().jwtSecret().isPresent()) {
      log.warn(
          "PASSERBY_AUDIT_SECRET is not set: the audit is keyed by PASSERBY_JWT_SECRET, and when"
              + " that is changed, no moderator can log in. Set it in production.");
    } else {
      log.warn(
          "PASSERBY_AUDIT_SECRET is not set, nor is PASSERBY_JWT_SECRET: the audit is keyed by a"
              + " secret that is in Redis, so it proves nothing against whoever can write there."
              + " Set it in production.");
    }
    return derived(tokens);
  }

  private static Secret inFile(Path file) {
    try {
      if (!Files.exists(file)) {
        byte[] made = new byte[BYTES];
        new SecureRandom().nextBytes(made);
        try {
          Files.createFile(file, OWNER_ONLY);
          Files.writeString(file, Base64.getEncoder().encodeToString(made) + "\n");
        } catch (FileAlreadyExistsException e) {
          log.debug("Another process made {} just now.", file);
        }
      }
      return Secret.of(Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      throw new StartException(
          "The secret of the audit in "
              + file.toAbsolutePath().normalize()
              + " cannot be read or written: restore that file, or set PASSERBY_AUDIT_SECRET.",
          e);
    }
  }

  private static Secret derived(Secret tokens) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(tokens.bytes(), ALGORITHM));
      return new Secret(mac.doFinal("passerby moderation".getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + ALGORITHM + ".", e);
    }
  }
}
