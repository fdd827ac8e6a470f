package io.faceattendance.attendance.internal;

import static io.faceattendance.attendance.internal.StoreFixture.NOON;
import static io.faceattendance.attendance.internal.StoreFixture.evidence;
import static io.faceattendance.attendance.internal.StoreFixture.mismatch;
import static io.faceattendance.attendance.internal.StoreFixture.present;
import static io.faceattendance.attendance.internal.StoreFixture.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.SessionReport;
import io.faceattendance.attendance.SessionReport.Mismatch;
import io.faceattendance.attendance.SessionReport.Presence;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final SessionId MATHS = SessionId.of("maths");

  private final InMemoryStore location = new InMemoryStore();
  private final Vault vault = open();
  private final EventStore events = new EventStore(vault);

  private Vault open() {
    return StoreFixture.open(location, StoreFixture.key(1));
  }

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void recordsEverySightingAndReportsTheFirst() {
    StoredPerson ada = StoreFixture.enrol(vault, Person.of("s-1", "Ada"), 1);
    Instant later = NOON.plusSeconds(60);
    assertThat(events.record(MATHS, List.of(present(ada), present(ada))))
        .containsExactly(EventOutcome.FIRST, EventOutcome.KNOWN);
    assertThat(events.record(MATHS, List.of(seen(ada.key(), later))))
        .containsExactly(EventOutcome.AGAIN);
    assertThat(vault.rows().events(EventQuery.all()))
        .extracting(EventRow::at)
        .containsExactly(NOON, later);
    assertThat(events.report(MATHS))
        .contains(
            new SessionReport(
                MATHS,
                List.of(new Presence(Optional.of(Person.of("s-1", "Ada")), NOON, evidence())),
                List.of()));
  }

  @Test
  void recordsAMismatchOnceForEachInstant() {
    StoredPerson ada = StoreFixture.enrol(vault, Person.of("s-1", "Ada"), 1);
    Instant later = NOON.plusSeconds(1);
    Fact first = mismatch(ada.key(), NOON);
    assertThat(events.record(MATHS, List.of(first, mismatch(ada.key(), later), first)))
        .containsExactly(EventOutcome.FIRST, EventOutcome.FIRST, EventOutcome.KNOWN);
    SessionReport report = events.report(MATHS).orElseThrow();
    assertThat(report.present()).isEmpty();
    assertThat(report.mismatches()).extracting(Mismatch::at).containsExactly(NOON, later);
    assertThat(events.record(MATHS, List.of(present(ada))))
        .as("a mismatch is no presence")
        .containsExactly(EventOutcome.FIRST);
  }

  @Test
  void recordsNothingAboutSomebodyWhoIsNotInTheStore() {
    assertThat(events.record(MATHS, List.of(seen(UUID.randomUUID(), NOON))))
        .containsExactly(EventOutcome.NO_SUCH_PERSON);
    assertThat(events.report(MATHS).orElseThrow().present()).isEmpty();
  }

  @Test
  void doesNotMarkWhoeverGotTheIdOfSomebodyWhoWasRecognised() {
    StoredPerson ada = StoreFixture.enrol(vault, Person.of("s-1", "Ada"), 1);
    Fact recognised = present(ada);
    PeopleStore people = new PeopleStore(vault);
    people.remove(ada.person().id());
    StoredPerson bob = StoreFixture.enrol(vault, Person.of("s-1", "Bob"), 1);
    assertThat(events.record(MATHS, List.of(recognised, present(bob))))
        .containsExactly(EventOutcome.NO_SUCH_PERSON, EventOutcome.FIRST);
  }

  @Test
  void tellsAnEmptySessionFromOneThatNeverWas() {
    events.record(MATHS, List.of());
    assertThat(events.report(MATHS)).contains(new SessionReport(MATHS, List.of(), List.of()));
    assertThat(events.report(SessionId.of("physics"))).isEmpty();
    assertThat(events.sessions()).containsExactly(MATHS);
  }

  @Test
  void eightThreadsOnTwoVaultsRecordEveryPresenceOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Vault second = open()) {
      List<StoredPerson> people = new ArrayList<>();
      for (int person = 0; person < 20; person++) {
        people.add(StoreFixture.enrol(vault, Person.of("s-" + person, "N" + person), 1));
      }
      List<Future<Integer>> recorded = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        EventStore store = new EventStore(thread % 2 == 0 ? vault : second);
        recorded.add(threads.submit(() -> recordAll(store, people)));
      }
      assertThat(sum(recorded)).as("facts that somebody was told are new").isEqualTo(20 * 5);
      for (int session = 0; session < 5; session++) {
        assertThat(events.report(SessionId.of("t-" + session)).orElseThrow().present()).hasSize(20);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int recordAll(EventStore store, List<StoredPerson> people) {
    int recorded = 0;
    for (StoredPerson person : people) {
      for (int session = 0; session < 5; session++) {
        EventOutcome outcome =
            store.record(SessionId.of("t-" + session), List.of(present(person))).get(0);
        recorded += outcome == EventOutcome.FIRST ? 1 : 0;
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
