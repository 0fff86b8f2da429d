package chat.passerby.moderation.audit;

import chat.passerby.moderation.audit.AuditReader.Stored;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that the audit is whole: that no entry was changed, taken out or put in. An end that was
 * cut off together with the head shows only against {@linkplain Checkpoint checkpoints} that were
 * kept elsewhere.
 */
public final class AuditVerifier {
  private final AuditReader reader;
  private final AuditKey key;

  public AuditVerifier(AuditReader reader, AuditKey key) {
    this.reader = reader;
    this.key = key;
  }

  /**
   * What was found.
   *
   * @param sentence for people
   */
  public record Verdict(boolean whole, String sentence) {}

  /** Reads the whole audit and holds it to these checkpoints. */
  public Future<Verdict> verify(List<Checkpoint> checkpoints) {
    Map<Long, String> expected = new HashMap<>();
    for (Checkpoint checkpoint : checkpoints) {
      if (!checkpoint.isGenuine(key)) {
        return broken(
            "The checkpoint of entry %d was not signed with this secret."
                .formatted(checkpoint.number()));
      }
      expected.put(checkpoint.number(), checkpoint.mac());
    }
    return verify(AuditHead.NONE, expected);
  }

  private Future<Verdict> verify(AuditHead from, Map<Long, String> expected) {
    return reader
        .page(from.number())
        .compose(
            page -> {
              AuditHead at = from;
              for (Stored each : page) {
                String fault = fault(at, each, expected);
                if (!fault.isEmpty()) {
                  return broken(fault);
                }
                at = new AuditHead(each.number(), each.mac());
              }
              return page.isEmpty() ? end(at, expected) : verify(at, expected);
            });
  }

  private String fault(AuditHead before, Stored each, Map<Long, String> expected) {
    long number = before.number() + 1;
    if (each.number() != number) {
      return "Entry %d is missing: the next one there is %d.".formatted(number, each.number());
    }
    AuditRecord entry;
    try {
      entry = AuditCodec.unpack(each.entry());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return "Entry %d cannot be read.".formatted(number);
    }
    if (!entry.keyId().equals(key.id())) {
      return "Entry %d was written with another secret than PASSERBY_AUDIT_SECRET is now."
          .formatted(number);
    }
    if (entry.number() != number
        || !AuditKey.equal(key.next(before.mac(), each.entry()).hex(), each.mac().hex())) {
      return "Entry %d was changed, or one before it was.".formatted(number);
    }
    String mac = expected.getOrDefault(number, each.mac().hex());
    return AuditKey.equal(mac, each.mac().hex())
        ? ""
        : "Entry %d is another than its checkpoint says.".formatted(number);
  }

  private Future<Verdict> end(AuditHead last, Map<Long, String> expected) {
    for (long number : expected.keySet()) {
      if (number > last.number()) {
        return broken(
            "The audit ends with entry %d, but there is a checkpoint of entry %d."
                .formatted(last.number(), number));
      }
    }
    return reader
        .head()
        .compose(
            head -> {
              if (head.number() > last.number()) {
                // Perhaps they were written after the last page was read.
                return reader
                    .page(last.number())
                    .compose(
                        more ->
                            more.isEmpty()
                                ? broken(
                                    "The audit ends with entry %d, but its head is entry %d."
                                        .formatted(last.number(), head.number()))
                                : verify(last, expected));
              }
              return head.equals(last)
                  ? Future.succeededFuture(
                      new Verdict(true, "The audit is whole: %d entries.".formatted(last.number())))
                  : broken(
                      "The audit ends with entry %d, but its head is %s."
                          .formatted(
                              last.number(),
                              head.number() == last.number()
                                  ? "another"
                                  : "entry " + head.number()));
            });
  }

  private static Future<Verdict> broken(String sentence) {
    return Future.succeededFuture(new Verdict(false, sentence));
  }
}
