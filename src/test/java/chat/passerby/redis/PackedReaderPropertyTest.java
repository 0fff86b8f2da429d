package chat.passerby.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What {@link PackedWriter} writes is what {@link PackedReader} reads, and nothing else is. */
class PackedReaderPropertyTest {
  /** One value of each kind that can be packed. */
  private record Values(
      byte tag, boolean flag, long number, String text, List<String> texts, Buffer bytes) {
    Buffer packed() {
      return new PackedWriter()
          .tag(tag)
          .flag(flag)
          .number(number)
          .text(text)
          .texts(texts)
          .bytes(bytes)
          .packed();
    }

    static Values read(PackedReader in) {
      return new Values((byte) in.tag(), in.flag(), in.number(), in.text(), in.texts(), in.bytes());
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void values_written_areReadTheSame(@ForAll("values") Values values) {
    PackedReader in = new PackedReader(values.packed());
    assertFalse(in.atEnd());
    assertEquals(values, Values.read(in));
    assertTrue(in.atEnd());
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void values_cutShortAnywhere_areRefused(@ForAll("values") Values values) {
    Buffer packed = values.packed();
    for (int length = 0; length < packed.length(); length++) {
      PackedReader in = new PackedReader(packed.getBuffer(0, length));
      RuntimeException refusal = assertThrows(RuntimeException.class, () -> Values.read(in));
      assertTrue(
          refusal instanceof IndexOutOfBoundsException
              || refusal instanceof IllegalArgumentException,
          refusal.toString());
    }
  }

  @Example
  void length_beyondTheMessage_isRefusedBeforeAnythingIsSetAside() {
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 9}) {
      Buffer packed = Buffer.buffer().appendInt(length).appendString("8 bytes!");
      assertThrows(IllegalArgumentException.class, () -> new PackedReader(packed).text());
      assertThrows(IllegalArgumentException.class, () -> new PackedReader(packed).bytes());
      assertThrows(IllegalArgumentException.class, () -> new PackedReader(packed).texts());
    }
  }

  @Example
  void bytes_read_areACopy() {
    Buffer packed = new PackedWriter().bytes(Buffer.buffer("before")).packed();
    Buffer read = new PackedReader(packed).bytes();
    packed.setString(Integer.BYTES, "behind");
    assertEquals(Buffer.buffer("before"), read);
  }

  @Provide
  Arbitrary<Values> values() {
    // Lone surrogates have no UTF-8, and no text that is packed has any.
    Arbitrary<String> texts =
        Arbitraries.strings().all().ofMaxLength(30).map(text -> text.replaceAll("\\p{Cs}", ""));
    return Combinators.combine(
            Arbitraries.bytes(),
            Arbitraries.of(true, false),
            Arbitraries.longs(),
            texts,
            texts.list().ofMaxSize(5),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(100).map(Buffer::buffer))
        .as(Values::new);
  }
}
