package chat.passerby;

/**
 * What {@code java -jar} runs. It is compiled for Java 8, so that whoever has an older Java than
 * Passerby needs reads which one that is, and not that a class file has the wrong version.
 */
public final class Launcher {
  private static final int NEEDED = 21;

  private Launcher() {}

  /** Runs {@code Main}, or says in one sentence why it cannot and exits with 1. */
  public static void main(String[] args) throws Exception {
    String version = System.getProperty("java.specification.version", "");
    if (!isEnough(version)) {
      System.err.println(
          "Passerby needs a JDK "
              + NEEDED
              + " or newer, and this is Java "
              + version
              + ": install one, such as Temurin from https://adoptium.net, and start it with its"
              + " java.");
      System.exit(1);
    }
    Class.forName("chat.passerby.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }

  /** Before 9 versions were named 1.8; a name that is none is left to speak for itself. */
  static boolean isEnough(String version) {
    try {
      return Integer.parseInt(version) >= NEEDED;
    } catch (NumberFormatException e) {
      return !version.startsWith("1.");
    }
  }
}
