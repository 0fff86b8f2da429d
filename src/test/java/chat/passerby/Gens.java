package chat.passerby;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

/**
 * Generators that several properties use. QuickTheories 0.26 shrinks what they are made of, prints
 * the seed of a property that is false, and plays it again with {@code -DQT_SEED=<seed>}.
 */
public final class Gens {
  private Gens() {}

  /** Texts of these UTF-16 characters, half surrogates among them if they are given. */
  public static Gen<String> texts(String characters, int minLength, int maxLength) {
    Gen<Integer> lengths = Generate.range(minLength, maxLength);
    Gen<Integer> places = Generate.range(0, characters.length() - 1);
    return in -> {
      StringBuilder text = new StringBuilder();
      for (int left = lengths.generate(in); left > 0; left--) {
        text.append(characters.charAt(places.generate(in)));
      }
      return text.toString();
    };
  }

  /** Texts of any characters that UTF-8 has. */
  public static Gen<String> unicode(int maxLength) {
    Gen<Integer> lengths = Generate.range(0, maxLength);
    Gen<Integer> ascii = Generate.range(0, 0x7F);
    Gen<Integer> any =
        Generate.range(0, Character.MAX_CODE_POINT)
            .map(point -> 0xD800 <= point && point <= 0xDFFF ? 'x' : point);
    Gen<Integer> points = ascii.mix(any);
    return in -> {
      StringBuilder text = new StringBuilder();
      for (int left = lengths.generate(in); left > 0; left--) {
        text.appendCodePoint(points.generate(in));
      }
      return text.toString();
    };
  }

  /** What session, device, room and node are called. */
  public static Gen<String> ids() {
    return texts("abcXYZ019._~:-", 1, 64);
  }

  public static Gen<byte[]> bytes(int maxLength) {
    return Generate.byteArrays(
        Generate.range(0, maxLength), Generate.bytes(Byte.MIN_VALUE, Byte.MAX_VALUE, (byte) 0));
  }

  public static Gen<Long> longs() {
    return Generate.longRange(Long.MIN_VALUE, Long.MAX_VALUE, 0);
  }

  /** Sources of chance for what is not worth shrinking. */
  public static Gen<Random> randoms() {
    return Generate.longRange(0, Integer.MAX_VALUE).map(seed -> new Random(seed));
  }

  public static <T> Gen<List<T>> lists(Gen<? extends T> of, int minSize, int maxSize) {
    Gen<Integer> sizes = Generate.range(minSize, maxSize);
    return in -> {
      List<T> list = new ArrayList<>();
      for (int left = sizes.generate(in); left > 0; left--) {
        list.add(of.generate(in));
      }
      return List.copyOf(list);
    };
  }

  /** At most so many, all different, in any order. */
  public static <T> Gen<Set<T>> sets(Gen<? extends T> of, int maxSize) {
    return Gens.<T>lists(of, 0, maxSize).map(list -> new LinkedHashSet<>(list));
  }

  public static <K, V> Gen<Map<K, V>> maps(Gen<K> keys, Gen<V> values, int maxSize) {
    Gen<Integer> sizes = Generate.range(0, maxSize);
    return in -> {
      Map<K, V> map = new LinkedHashMap<>();
      for (int left = sizes.generate(in); left > 0; left--) {
        map.put(keys.generate(in), values.generate(in));
      }
      return Map.copyOf(map);
    };
  }

  /** One of several; what stands there twice comes twice as often. */
  public static <T> Gen<T> oneOf(List<Gen<? extends T>> gens) {
    Gen<Integer> places = Generate.range(0, gens.size() - 1);
    return in -> gens.get(places.generate(in)).generate(in);
  }
}
