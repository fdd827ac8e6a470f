package io.faceattendance.attendance.store;

import static io.faceattendance.attendance.store.StoreRows.NOON;
import static io.faceattendance.attendance.store.StoreRows.change;
import static io.faceattendance.attendance.store.StoreRows.entry;
import static io.faceattendance.attendance.store.StoreRows.person;
import static io.faceattendance.attendance.store.StoreRows.seen;
import static io.faceattendance.attendance.store.StoreRows.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.testing.Concurrent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AttendanceStore} promises. An adapter's test extends it and says where an empty
 * store may be made; this class and those that it extends are published in the test jar of this
 * module. Besides, an adapter asserts its durability in tests of its own: a store that forgets what
 * it acknowledged when the power fails passes here.
 */
public abstract class AttendanceStoreContract extends RecordingContract {
  private static final int THREADS = 8;

  @Test
  void appendsOfSeveralThreadsAndOpenersMakeOneChain() {
    try (AttendanceStore second = open(header)) {
      AtomicInteger threads = new AtomicInteger();
      Concurrent.onThreads(
          THREADS,
          () -> {
            int thread = threads.getAndIncrement();
            AttendanceStore mine = thread % 2 == 0 ? store : second;
            for (int i = 0; i < 25; i++) {
              mine.commit(change().audit(entry(thread + "-" + i)).audit(entry("and")).build());
            }
            return thread;
          });
    }
    List<AuditRow> rows = store.audit(0, 10_000);
    assertThat(rows).hasSize(2 * 25 * THREADS);
    assertThat(StoreRows.verified(rows)).isEqualTo(store.auditHead());
  }

  @Test
  void ofSeveralWhoDecideOnOneVersionOneIsApplied() {
    for (int round = 0; round < 5; round++) {
      StoreVersion version = store.version();
      List<Boolean> applied =
          Concurrent.onThreads(
              THREADS,
              () -> {
                PersonRow somebody = person(UUID.randomUUID().toString());
                return store.commit(change().expecting(version).put(somebody).build()).applied();
              });
      assertThat(applied).containsOnlyOnce(true);
    }
    assertThat(store.people()).hasSize(5);
  }

  @Test
  void ofSeveralWhoEnrolOneIdOneSucceeds() {
    List<Boolean> added =
        Concurrent.onThreads(
            THREADS,
            () -> {
              try {
                return store.commit(change().put(person("s-1")).build()).applied();
              } catch (StoreException e) {
                return false;
              }
            });
    assertThat(added).containsOnlyOnce(true);
    assertThat(store.people()).hasSize(1);
  }

  /** Each thread marks all of it, in an order and in commits of its own. */
  @Test
  void theSameMarksFromSeveralThreadsCountOnce() {
    List<PersonRow> people =
        IntStream.range(0, Marks.PEOPLE).mapToObj(i -> person("s-" + i)).toList();
    put(people.toArray(PersonRow[]::new));
    AtomicInteger seeds = new AtomicInteger();
    Map<EventOutcome, Integer> outcomes = new EnumMap<>(EventOutcome.class);
    try (AttendanceStore second = open(header)) {
      Concurrent.onThreads(
              THREADS,
              () -> {
                int seed = seeds.getAndIncrement();
                return Marks.record(seed % 2 == 0 ? store : second, people, seed);
              })
          .stream()
          .flatMap(List::stream)
          .forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
    }
    assertThat(outcomes).isEqualTo(Marks.outcomes(THREADS));
    assertThat(store.events(EventQuery.all())).hasSize(Marks.MARKS);
    assertThat(store.sessions(SessionQuery.all())).hasSize(Marks.SESSIONS);
  }

  @Test
  void aChangeOfOneOpenerIsSeenByTheOther() {
    try (AttendanceStore second = open(header)) {
      StoreVersion before = second.version();
      PersonRow ada = put(person("s-1")).get(0);
      assertThat(second.version()).isNotEqualTo(before).isEqualTo(store.version());
      assertThat(second.people()).containsExactly(ada);
    }
  }

  @Test
  void closedItRefusesEverything() {
    store.close();
    store.close();
    List<Runnable> calls =
        List.of(
            store::header,
            store::version,
            store::people,
            () -> store.person(PersonId.of("s-1")),
            () -> store.sealed(SealedRow.TEMPLATE, Optional.empty()),
            () -> store.documents(""),
            () -> store.sessions(SessionQuery.all()),
            () -> store.events(EventQuery.all()),
            store::auditHead,
            () -> store.audit(0, 1),
            () -> store.commit(change().build()),
            store::erase);
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed"));
  }

  @Test
  void closesWhileCallsRun() {
    PersonRow ada = put(person("s-1")).get(0);
    store.commit(change().add(session("maths")).record(seen("maths", ada.key(), NOON)).build());
    EventRow known = seen("maths", ada.key(), NOON);
    Concurrent.closeUnderLoad(
        8,
        4,
        () -> open(header),
        open -> {
          assertThat(open.people()).containsExactly(ada);
          return open.commit(change().record(known).build()).events();
        },
        AttendanceStore::close,
        List.of(EventOutcome.KNOWN));
  }
}
