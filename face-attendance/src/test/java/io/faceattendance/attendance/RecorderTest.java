package io.faceattendance.attendance;

import static io.faceattendance.attendance.DomainFixture.MONDAY_9;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.BoundingBox;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.report.SessionReport;
import io.faceattendance.attendance.report.SessionReport.Mismatch;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.StoreLocation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  private static final SessionId MATHS = SessionId.of("maths");
  private static final Evidence EVIDENCE =
      new Evidence(0.75, 0.5, 1, new BoundingBox(1.5, 2, 30, 40));

  @TempDir Path folder;
  private DomainFixture domain;
  private Recorder recorder;
  private Session maths;
  private UUID ada;

  /** Which storage. */
  StoreLocation location(Path folder) {
    return new InMemoryStore();
  }

  @BeforeEach
  void open() {
    domain = DomainFixture.open(location(folder));
    recorder = recorder(domain);
    maths = recorder.session(MATHS, MONDAY_9);
    domain.roster.put(List.of(Person.of("s-1", "Ada")));
    ada = key("s-1");
  }

  @AfterEach
  void close() {
    domain.close();
  }

  private static Recorder recorder(DomainFixture domain) {
    return new Recorder(domain.vault, new Sessions(domain.vault, DomainFixture.BERLIN));
  }

  private UUID key(String id) {
    return domain.vault.rows().person(PersonId.of(id)).map(PersonRow::key).orElseThrow();
  }

  private AttendanceEvent seen(UUID person, Instant at) {
    return recorder.event(maths, person, Kind.SEEN, at, Source.FACE, Optional.of(EVIDENCE));
  }

  private AttendanceEvent mismatch(Instant at) {
    return recorder.event(maths, ada, Kind.MISMATCH, at, Source.CLAIM, Optional.of(EVIDENCE));
  }

  private List<Recorder.Result> record(AttendanceEvent... events) {
    return recorder.record(maths, List.of(events), change -> {});
  }

  @Test
  void recordsEverySightingOnceAndSaysWhatItMeans() {
    AttendanceEvent first = seen(ada, MONDAY_9);
    Recorder.Result result = record(first).get(0);
    assertThat(result.outcome()).isEqualTo(EventOutcome.FIRST);
    assertThat(result.before()).isFalse();
    assertThat(result.recorded().orElseThrow().answer()).isEqualTo(Answer.ACCEPTED);
    Recorder.Result same = record(seen(ada, MONDAY_9)).get(0);
    assertThat(same.outcome()).isEqualTo(EventOutcome.KNOWN);
    assertThat(same.recorded().orElseThrow().event()).isEqualTo(first);
    Recorder.Result again = record(seen(ada, MONDAY_9.plusSeconds(60))).get(0);
    assertThat(again.outcome()).isEqualTo(EventOutcome.AGAIN);
    assertThat(again.before()).isTrue();
    assertThat(again.recorded().orElseThrow().answer()).isEqualTo(Answer.DUPLICATE);
    assertThat(domain.vault.rows().events(EventQuery.all()))
        .extracting(EventRow::at)
        .containsExactly(MONDAY_9, MONDAY_9.plusSeconds(60));
  }

  @Test
  void recordsAMismatchOnceForEachInstantAndItIsNoPresence() {
    Instant later = MONDAY_9.plusSeconds(1);
    assertThat(record(mismatch(MONDAY_9), mismatch(later), mismatch(MONDAY_9)))
        .extracting(Recorder.Result::outcome)
        .containsExactly(EventOutcome.FIRST, EventOutcome.FIRST, EventOutcome.KNOWN);
    SessionReport report = domain.reports.session(MATHS).orElseThrow();
    assertThat(report.present()).isEmpty();
    assertThat(report.mismatches())
        .containsExactly(
            new Mismatch(Optional.of(Person.of("s-1", "Ada")), MONDAY_9, EVIDENCE),
            new Mismatch(Optional.of(Person.of("s-1", "Ada")), later, EVIDENCE));
    Recorder.Result seen = record(seen(ada, MONDAY_9)).get(0);
    assertThat(seen.outcome()).isEqualTo(EventOutcome.FIRST);
    assertThat(record(mismatch(later.plusSeconds(1))).get(0).recorded().orElseThrow().answer())
        .isEqualTo(Answer.NOT_PRESENCE);
  }

  @Test
  void recordsNothingAboutWhoeverIsNotInTheStoreOrGotTheIdOfSomebodyElse() {
    AttendanceEvent recognised = seen(ada, MONDAY_9);
    domain.remove("s-1");
    domain.roster.put(List.of(Person.of("s-1", "Bob")));
    List<Recorder.Result> results = record(recognised, seen(key("s-1"), MONDAY_9));
    assertThat(results)
        .extracting(Recorder.Result::outcome)
        .containsExactly(EventOutcome.NO_SUCH_PERSON, EventOutcome.FIRST);
    assertThat(results.get(0).recorded()).isEmpty();
    assertThat(domain.register.events(MATHS)).hasSize(1);
  }

  @Test
  void aSessionWithoutEventsIsRecordedToo() {
    assertThat(domain.timetable.session(MATHS)).isEmpty();
    assertThat(record()).isEmpty();
    assertThat(domain.timetable.session(MATHS)).contains(maths);
  }

  @Test
  void eightThreadsRecordEveryFactOnce() throws Exception {
    domain.roster.put(
        IntStream.range(0, 20).mapToObj(i -> Person.of("t-" + i, "Person " + i)).toList());
    List<UUID> people = IntStream.range(0, 20).mapToObj(i -> key("t-" + i)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> running = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        running.add(threads.submit(() -> recordAll(people)));
      }
      int first = 0;
      for (Future<Integer> one : running) {
        first += one.get();
      }
      assertThat(first).as("facts that somebody was told are new").isEqualTo(20 * 5);
    } finally {
      threads.shutdownNow();
    }
    assertThat(domain.reports.session(MATHS).orElseThrow().present()).hasSize(20);
    assertThat(domain.register.events(MATHS)).hasSize(20 * 5);
  }

  private int recordAll(List<UUID> people) {
    int recorded = 0;
    for (UUID person : people) {
      for (int second = 0; second < 5; second++) {
        EventOutcome outcome = record(seen(person, MONDAY_9.plusSeconds(second))).get(0).outcome();
        boolean isNew = outcome == EventOutcome.FIRST || outcome == EventOutcome.AGAIN;
        recorded += isNew ? 1 : 0;
      }
    }
    return recorded;
  }
}
