package chat.passerby.packed;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The numbers by which the constants of an enum are written. Each is chosen once and never given to
 * another constant, so that the order of the enum and what was added to it mean nothing to another
 * build.
 */
public final class StableCodes<E extends Enum<E>> {
  private final ToIntFunction<E> codes;
  private final Map<Integer, E> constants = new HashMap<>();

  private StableCodes(ToIntFunction<E> codes) {
    this.codes = codes;
  }

  /**
   * Reads the codes once.
   *
   * @param codes the code of each constant, best a switch without a default; from 0 to 127
   * @throws IllegalArgumentException for a code that is out of this range or given twice
   */
  public static <E extends Enum<E>> StableCodes<E> of(Class<E> type, ToIntFunction<E> codes) {
    StableCodes<E> table = new StableCodes<>(codes);
    for (E constant : type.getEnumConstants()) {
      int code = codes.applyAsInt(constant);
      if (code < 0 || code > Byte.MAX_VALUE || table.constants.put(code, constant) != null) {
        throw new IllegalArgumentException(constant + " needs a code of its own.");
      }
    }
    return table;
  }

  /** The code of a constant. */
  public int of(E constant) {
    return codes.applyAsInt(constant);
  }

  /**
   * The constant of a code.
   *
   * @throws IllegalArgumentException for a code that this build does not know
   */
  public E constant(int code) {
    E constant = constants.get(code);
    if (constant == null) {
      throw new IllegalArgumentException("No constant has the code " + code + ".");
    }
    return constant;
  }
}
