package chat.passerby.fault;

import chat.passerby.fault.VisitorRecord.Kind;

/** Writes a record by hand. */
final class Diary {
  private final VisitorRecord record;
  private long now;
  private int link;

  Diary(String visitor) {
    record = new VisitorRecord(visitor);
  }

  VisitorRecord record() {
    return record;
  }

  /** What follows happens then. */
  Diary at(long millis) {
    now = millis;
    return this;
  }

  Diary comes(String node) {
    return comes(node, "idle", "", 1);
  }

  Diary comes(String node, String state, String room, long epoch) {
    link++;
    add(Kind.OPENED, new Frame("node", "", "", 0, node));
    return add(Kind.GOT, new Frame("welcome", room, record.visitor(), epoch, state));
  }

  Diary drops() {
    return closed(1006);
  }

  Diary closed(int code) {
    return add(Kind.ENDED, new Frame("end", "", "", code, ""));
  }

  Diary banned() {
    return add(Kind.BANNED, new Frame("ban", "", "", 0, ""));
  }

  Diary finds() {
    return sends("find", "");
  }

  Diary sends(String type, String room) {
    return add(Kind.SENT, new Frame(type, room, "", 0, ""));
  }

  Diary matched(String room) {
    return gets("matched", room);
  }

  Diary left(String room, String reason) {
    return add(Kind.GOT, new Frame("left", room, "", 0, reason));
  }

  Diary gets(String type, String room) {
    return gets(type, room, 0);
  }

  Diary gets(String type, String room, long number) {
    return add(Kind.GOT, type.equals("chat") ? chat(room, number) : frame(type, room, number));
  }

  private static Frame frame(String type, String room, long number) {
    return new Frame(type, room, "", number, "");
  }

  Diary says(String room, int number) {
    return add(Kind.SENT, chat(room, number));
  }

  /** Gets it and shows it. */
  Diary hears(String room, int number) {
    return add(Kind.GOT, chat(room, number)).add(Kind.SHOWN, chat(room, number));
  }

  Diary acks(String room, int number) {
    return add(Kind.SENT, new Frame("ack", room, "id" + number, 0, ""));
  }

  Diary acked(String room, int number) {
    return add(Kind.GOT, new Frame("ack", room, "id" + number, 0, ""));
  }

  Diary refused(String code, int number) {
    return add(Kind.GOT, new Frame("error", "", "id" + number, 0, code));
  }

  /** It is left open whether a request was carried out. */
  Diary unavailable(String request) {
    return add(Kind.GOT, new Frame("error", "", request, 2_000, "unavailable"));
  }

  private static Frame chat(String room, long number) {
    return Frame.chat(room, "id" + number, "hello " + number);
  }

  private Diary add(Kind kind, Frame frame) {
    record.add(now, link, kind, frame);
    return this;
  }
}
