package chat.passerby.gateway.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file that a client asks for (RFC 9110, section 14.1.2).
 *
 * @param first the first byte, counted from 0
 * @param last the last byte, which is part of it
 */
record ByteRange(int first, int last) {
  private static final Pattern FORM = Pattern.compile("bytes\\s*=\\s*(\\d*)\\s*-\\s*(\\d*)");

  /** More digits than the length of any file has. */
  private static final int MAX_DIGITS = 18;

  /** What a {@code Range} header asks of a file. */
  sealed interface Wish {}

  /** The whole: several parts are asked for, or the header is not one of ours (section 14.2). */
  record Whole() implements Wish {}

  record Part(ByteRange range) implements Wish {}

  /** Nothing of what is asked for is in the file: 416. */
  record Outside() implements Wish {}

  static Wish of(String header, int length) {
    Matcher parts = FORM.matcher(header.strip());
    if (!parts.matches()) {
      return new Whole();
    }
    Optional<Long> from = number(parts.group(1));
    Optional<Long> to = number(parts.group(2));
    if (from.isPresent()) {
      long last = to.orElse(Long.MAX_VALUE);
      return last < from.get() ? new Whole() : within(from.get(), last, length);
    }
    // The last bytes; of a file that is shorter, all.
    return to.<Wish>map(count -> count == 0 ? new Outside() : suffix(count, length))
        .orElseGet(Whole::new);
  }

  int length() {
    return last - first + 1;
  }

  private static Wish suffix(long count, int length) {
    return within(Math.max(0, length - count), Long.MAX_VALUE, length);
  }

  private static Wish within(long from, long to, int length) {
    return from >= length
        ? new Outside()
        : new Part(new ByteRange((int) from, (int) Math.min(to, length - 1L)));
  }

  private static Optional<Long> number(String digits) {
    if (digits.isEmpty()) {
      return Optional.empty();
    }
    String bare = digits.replaceFirst("^0+(?=.)", "");
    return Optional.of(bare.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(bare));
  }
}
