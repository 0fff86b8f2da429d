package chat.passerby;

/** Starts one Passerby node. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("hi");
  }
}
