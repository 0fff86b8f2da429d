package chat.passerby.packed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quicktheories.QuickTheory.qt;

import chat.passerby.Gens;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

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

  @Test
  void values_written_areReadTheSame() {
    qt().withExamples(300).forAll(values()).checkAssert(PackedReaderPropertyTest::assertReadBack);
  }

  private static void assertReadBack(Values values) {
    PackedReader in = new PackedReader(values.packed());
    assertFalse(in.atEnd());
    assertEquals(values, Values.read(in));
    assertTrue(in.atEnd());
  }

  @Test
  void values_cutShortAnywhere_areRefused() {
    qt().withExamples(50).forAll(values()).checkAssert(PackedReaderPropertyTest::assertCutsRefused);
  }

  private static void assertCutsRefused(Values values) {
    Buffer packed = values.packed();
    Refusals.assertCutsRefused(packed, packed.length(), cut -> Values.read(new PackedReader(cut)));
  }

  @Test
  void length_beyondTheMessage_isRefusedBeforeAnythingIsSetAside() {
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 9}) {
      Buffer packed = Buffer.buffer().appendInt(length).appendString("8 bytes!");
      assertThrows(IllegalArgumentException.class, () -> new PackedReader(packed).text());
      assertThrows(IllegalArgumentException.class, () -> new PackedReader(packed).bytes());
      assertThrows(IllegalArgumentException.class, () -> new PackedReader(packed).texts());
    }
  }

  @Test
  void bytes_read_areACopy() {
    Buffer packed = new PackedWriter().bytes(Buffer.buffer("before")).packed();
    Buffer read = new PackedReader(packed).bytes();
    packed.setString(Integer.BYTES, "behind");
    assertEquals(Buffer.buffer("before"), read);
  }

  private static Gen<Values> values() {
    Gen<Byte> tags = Generate.bytes(Byte.MIN_VALUE, Byte.MAX_VALUE, (byte) 0);
    // Lone surrogates have no UTF-8, and no text that is packed has any.
    Gen<String> texts = Gens.unicode(30);
    Gen<List<String>> lists = Gens.lists(texts, 0, 5);
    return in ->
        new Values(
            tags.generate(in),
            Generate.booleans().generate(in),
            Gens.longs().generate(in),
            texts.generate(in),
            lists.generate(in),
            Buffer.buffer(Gens.bytes(100).generate(in)));
  }
}
