package io.faceattendance.attendance.store;

import static io.faceattendance.attendance.store.StoreRows.NOON;
import static io.faceattendance.attendance.store.StoreRows.change;
import static io.faceattendance.attendance.store.StoreRows.seen;
import static io.faceattendance.attendance.store.StoreRows.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The same 5,000 marks of 200 people, recorded by several at once: five of each in each session.
 */
public final class Marks {
  /** How many people there are. */
  public static final int PEOPLE = 200;

  /** How many sessions there are. */
  public static final int SESSIONS = 5;

  /** How many marks there are. */
  public static final int MARKS = 5000;

  private static final int LARGEST_COMMIT = 60;

  private Marks() {}

  /**
   * Records all marks, in an order and in commits that the seed gives.
   *
   * @param store where
   * @param people of whom
   * @param seed of this writer
   * @return what became of each mark
   */
  public static List<EventOutcome> record(
      AttendanceStore store, List<PersonRow> people, long seed) {
    Random random = new Random(seed);
    List<EventRow> marks = marks(people);
    Collections.shuffle(marks, random);
    List<EventOutcome> outcomes = new ArrayList<>();
    int from = 0;
    while (from < marks.size()) {
      int to = Math.min(marks.size(), from + 1 + random.nextInt(LARGEST_COMMIT));
      Commit.Builder change = change();
      for (EventRow event : marks.subList(from, to)) {
        change.add(session(event.session().value())).record(event);
      }
      outcomes.addAll(store.commit(change.build()).events());
      from = to;
    }
    return outcomes;
  }

  private static List<EventRow> marks(List<PersonRow> people) {
    List<EventRow> marks = new ArrayList<>();
    for (int i = 0; i < MARKS; i++) {
      int mark = i / (PEOPLE * SESSIONS);
      String session = "session-" + i / PEOPLE % SESSIONS;
      marks.add(seen(session, people.get(i % PEOPLE).key(), NOON.plusSeconds(mark)));
    }
    return marks;
  }

  /**
   * What becomes of the marks of all writers together.
   *
   * @param writers how many record all of them
   * @return how often there is each outcome
   */
  public static Map<EventOutcome, Integer> outcomes(int writers) {
    return Map.of(
        EventOutcome.FIRST, PEOPLE * SESSIONS,
        EventOutcome.AGAIN, MARKS - PEOPLE * SESSIONS,
        EventOutcome.KNOWN, (writers - 1) * MARKS);
  }
}
