package chat.passerby.fault;

import chat.passerby.fault.Violation.Kind;
import chat.passerby.fault.VisitorRecord.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of one side's messages in a room. */
final class DeliveryCheck {
  /** Who hears nothing for so long on connections that stand has lost something. */
  private static final long PATIENCE_MILLIS = 25_000;

  private final Stay from;
  private final Stay to;
  private final Findings findings;

  private DeliveryCheck(Stay from, Stay to, Findings findings) {
    this.from = from;
    this.to = to;
    this.findings = findings;
  }

  static void check(Stay from, Stay to, Findings findings) {
    DeliveryCheck check = new DeliveryCheck(from, to, findings);
    if (check.copies()) {
      check.order();
    }
    check.screen();
    check.fate();
    check.acks();
  }

  /** Each copy that arrives was sent, as it is, and has not arrived before. */
  private boolean copies() {
    boolean once = true;
    Map<String, Integer> left = new HashMap<>();
    Map<String, String> texts = new HashMap<>();
    for (Entry sent : from.sent) {
      left.merge(sent.frame().id(), 1, Integer::sum);
      texts.put(sent.frame().id(), sent.frame().detail());
    }
    for (Entry got : to.got) {
      Frame chat = got.frame();
      if (!texts.containsKey(chat.id())) {
        wrong(Kind.MISDELIVERED, "gets " + chat + ", which nobody there sent", got);
      } else if (!texts.get(chat.id()).equals(chat.detail())) {
        wrong(Kind.MISDELIVERED, "gets " + chat + ", which was another text", got);
      } else if (left.merge(chat.id(), -1, Integer::sum) < 0) {
        once = false;
        wrong(Kind.DOUBLED, "gets " + chat + " more often than it was sent", got);
      }
    }
    return once;
  }

  /** What arrives is what was sent with gaps: no copy overtakes another. */
  private void order() {
    int next = 0;
    for (Entry got : to.got) {
      int at = next;
      while (at < from.sent.size() && !from.sent.get(at).frame().id().equals(got.frame().id())) {
        at++;
      }
      if (at == from.sent.size()) {
        wrong(Kind.REORDERED, "gets " + got.frame() + " after what was sent later", got);
        return;
      }
      next = at + 1;
    }
  }

  /** What a person sees: each message once, in the order in which it was written. */
  private void screen() {
    Set<String> seen = new HashSet<>();
    long last = 0;
    for (Entry shown : to.shown) {
      Frame chat = shown.frame();
      if (!seen.add(chat.id())) {
        wrong(Kind.DOUBLED, "shows " + chat + " twice", shown);
      } else if (chat.number() < last) {
        wrong(Kind.REORDERED, "shows " + chat + " after " + last, shown);
      }
      last = Math.max(last, chat.number());
      findings.tally.shown++;
    }
  }

  /** What was not shown: its sender was told, or nobody could have been. */
  private void fate() {
    Map<String, Entry> lastCopies = new HashMap<>();
    from.sent.forEach(sent -> lastCopies.put(sent.frame().id(), sent));
    findings.tally.messages += lastCopies.size();
    for (Entry copy : lastCopies.values()) {
      Frame chat = copy.frame();
      if (to.hasShown(chat.id())) {
        continue;
      }
      if (from.isOpen() && to.isOpen()) {
        wrong(Kind.LOST, "is still there and never got " + chat, copy);
      } else if (!from.wasRefused(chat.id(), copy.millis())) {
        if (isOvertaken(copy)) {
          wrong(Kind.LOST, "never got " + chat + ", but what was sent after it", copy);
        } else if (hadTime(copy)) {
          wrong(Kind.LOST, "never got " + chat + " though there was time", copy);
        }
      }
    }
  }

  /** Whether a later copy arrived, while neither side changed its connection. */
  private boolean isOvertaken(Entry copy) {
    List<Entry> sent = from.sent;
    for (Entry later : sent.subList(sent.indexOf(copy) + 1, sent.size())) {
      for (Entry got : to.got) {
        boolean its = got.frame().id().equals(later.frame().id()) && got.millis() >= later.millis();
        if (its && later.link() == copy.link() && to.story.isSteady(copy.millis(), got.millis())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the chat went on for long, on the same connections. */
  private boolean hadTime(Entry copy) {
    long over = Math.min(Math.min(from.asked, to.asked), Math.min(from.ended, to.ended));
    long until = copy.millis() + PATIENCE_MILLIS;
    return over > until
        && until < findings.end
        && from.story.isSteady(copy.millis(), until)
        && to.story.isSteady(copy.millis(), until);
  }

  /** Each ack is for something that the sender sent and its partner has shown. */
  private void acks() {
    Set<String> sent = new HashSet<>();
    from.sent.forEach(entry -> sent.add(entry.frame().id()));
    for (String id : from.acked) {
      if (!sent.contains(id) || !to.hasShown(id)) {
        findings.add(
            new Violation(
                Kind.MISDELIVERED,
                from + " is told that " + id + " was shown, and it was not",
                List.of()));
      }
    }
    for (Entry shown : to.shown) {
      if (from.isOpen() && to.isOpen() && !from.acked.contains(shown.frame().id())) {
        wrong(Kind.LOST, "showed " + shown.frame() + " and its sender was never told", shown);
      }
    }
  }

  private void wrong(Kind kind, String what, Entry entry) {
    findings.add(
        new Violation(
            kind, to + " " + what, Evidence.of(to.room, entry.millis(), from.story, to.story)));
  }
}
