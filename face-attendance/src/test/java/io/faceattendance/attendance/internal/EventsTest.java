package io.faceattendance.attendance.internal;

import static io.faceattendance.attendance.internal.StoreFixture.NOON;
import static io.faceattendance.attendance.internal.StoreFixture.evidence;
import static io.faceattendance.attendance.internal.StoreFixture.open;
import static io.faceattendance.attendance.internal.StoreFixture.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.SessionReport;
import io.faceattendance.attendance.SessionReport.Mismatch;
import io.faceattendance.attendance.SessionReport.Presence;
import io.faceattendance.attendance.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
  private static final SessionId MATHS = SessionId.of("maths");

  @TempDir Path folder;

  @Test
  void recordsAPresenceOnceAndKeepsTheFirst() {
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, Person.of("s-1", "Ada"), 1);
      Fact later =
          new Fact(PersonId.of("s-1"), Fact.Kind.PRESENT, NOON.plusSeconds(60), evidence());
      assertThat(store.record(MATHS, List.of(present("s-1"), present("s-1"))))
          .containsExactly(Fact.Outcome.RECORDED, Fact.Outcome.KNOWN);
      assertThat(store.record(MATHS, List.of(later))).containsExactly(Fact.Outcome.KNOWN);
      assertThat(store.report(MATHS))
          .contains(
              new SessionReport(
                  MATHS,
                  List.of(new Presence(Optional.of(Person.of("s-1", "Ada")), NOON, evidence())),
                  List.of()));
    }
  }

  @Test
  void recordsAMismatchOnceForEachInstant() {
    Fact first = new Fact(PersonId.of("s-1"), Fact.Kind.MISMATCH, NOON, evidence());
    Instant later = NOON.plusSeconds(1);
    Fact second = new Fact(PersonId.of("s-1"), Fact.Kind.MISMATCH, later, evidence());
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, Person.of("s-1", "Ada"), 1);
      store.record(MATHS, List.of(first, second, first));
      SessionReport report = store.report(MATHS).orElseThrow();
      assertThat(report.present()).isEmpty();
      assertThat(report.mismatches()).extracting(Mismatch::at).containsExactly(NOON, later);
    }
  }

  @Test
  void recordsNothingAboutSomebodyWhoIsNotInTheStore() {
    try (AttendanceStore store = open(folder)) {
      assertThat(store.record(MATHS, List.of(present("gone"))))
          .containsExactly(Fact.Outcome.NO_SUCH_PERSON);
      assertThat(store.report(MATHS).orElseThrow().present()).isEmpty();
    }
  }

  @Test
  void tellsAnEmptySessionFromOneThatNeverWas() {
    try (AttendanceStore store = open(folder)) {
      store.record(MATHS, List.of());
      assertThat(store.report(MATHS)).contains(new SessionReport(MATHS, List.of(), List.of()));
      assertThat(store.report(SessionId.of("physics"))).isEmpty();
      assertThat(store.sessions()).containsExactly(MATHS);
    }
  }

  @Test
  void refusesToChangeOrDeleteFacts() {
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, Person.of("s-1", "Ada"), 1);
      store.record(MATHS, List.of(present("s-1")));
      store.remove(PersonId.of("s-1"));
      for (String statement :
          List.of(
              "UPDATE events SET person_key = 'another'",
              "DELETE FROM events",
              "INSERT OR REPLACE INTO events SELECT * FROM events",
              "UPDATE audit SET person_key = 'another'",
              "DELETE FROM audit")) {
        assertThatThrownBy(() -> store.database().write(handle -> handle.execute(statement)))
            .as(statement)
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("append-only");
      }
    }
  }

  @Test
  void eightThreadsOnTwoConnectionsRecordEveryPresenceOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (AttendanceStore first = open(folder);
        AttendanceStore second = open(folder)) {
      for (int person = 0; person < 20; person++) {
        StoreFixture.enrol(first, Person.of("s-" + person, "N" + person), 1);
      }
      List<Future<Integer>> recorded = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        AttendanceStore store = thread % 2 == 0 ? first : second;
        recorded.add(threads.submit(() -> recordAll(store)));
      }
      assertThat(sum(recorded)).as("facts that somebody was told are new").isEqualTo(20 * 5);
      for (int session = 0; session < 5; session++) {
        assertThat(second.report(SessionId.of("t-" + session)).orElseThrow().present()).hasSize(20);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int recordAll(AttendanceStore store) {
    int recorded = 0;
    for (int person = 0; person < 20; person++) {
      for (int session = 0; session < 5; session++) {
        List<Fact> fact = List.of(present("s-" + person));
        Fact.Outcome outcome = store.record(SessionId.of("t-" + session), fact).get(0);
        recorded += outcome == Fact.Outcome.RECORDED ? 1 : 0;
      }
    }
    return recorded;
  }

  private static int sum(List<Future<Integer>> numbers)
      throws InterruptedException, ExecutionException {
    int sum = 0;
    for (Future<Integer> number : numbers) {
      sum += number.get();
    }
    return sum;
  }
}
