package io.faceattendance.attendance;

import static io.faceattendance.attendance.DomainFixture.MONDAY_9;
import static io.faceattendance.attendance.FakeFaces.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.AttendanceReport.PresentPerson;
import io.faceattendance.attendance.FakeFaces.Drawn;
import io.faceattendance.attendance.report.SessionReport;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.StoreLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 8 threads enrol 200 people and mark 5,000 times through one facade. */
class ManyThreadsTest {
  private static final int THREADS = 8;
  private static final int PEOPLE = 200;
  private static final int SESSIONS = 25;

  @TempDir Path folder;

  /** Which storage. */
  StoreLocation location(Path below) {
    return new InMemoryStore();
  }

  @Test
  void nobodyIsLostAndNothingIsCountedTwice() throws Exception {
    try (FaceAttendance attendance =
        FaceAttendance.open(location(folder), AttendanceFixture.options(folder))) {
      assertThat(all(PEOPLE, person -> enrol(attendance, person))).isEqualTo(PEOPLE);
      assertThat(attendance.people()).hasSize(PEOPLE).allMatch(person -> person.templates() == 1);
      assertThat(all(PEOPLE * SESSIONS, mark -> mark(attendance, mark)))
          .as("marks that somebody was told are accepted and new")
          .isEqualTo(PEOPLE * SESSIONS);
      for (int session = 0; session < SESSIONS; session++) {
        SessionReport report = attendance.report(session(session)).orElseThrow();
        assertThat(report.present()).hasSize(PEOPLE);
        assertThat(attendance.register().events(session(session))).hasSize(PEOPLE);
      }
    }
  }

  /** Each number once, by all threads in turns; the sum of the answers. */
  private static long all(int count, IntToLongFunction call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Long>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        IntStream mine = IntStream.iterate(thread, i -> i < count, i -> i + THREADS);
        running.add(threads.submit(() -> mine.mapToLong(call::applyAsLong).sum()));
      }
      long sum = 0;
      for (Future<Long> one : running) {
        sum += one.get();
      }
      return sum;
    } finally {
      threads.shutdownNow();
    }
  }

  private static SessionId session(int number) {
    return SessionId.of("session-" + number);
  }

  /** A face of its own for each of 200 people: 1 to 200. */
  private static long enrol(FaceAttendance attendance, int number) {
    Person person = Person.of("p-" + number, "Person " + number);
    return attendance
        .enrol(
            person,
            List.of(picture(Drawn.of(number + 1))),
            EnrolmentOptions.defaults().allowingResemblance())
        .added();
  }

  private static long mark(FaceAttendance attendance, int number) {
    int person = number % PEOPLE;
    AttendanceReport report =
        attendance.mark(session(number / PEOPLE), picture(Drawn.of(person + 1)), MONDAY_9);
    return report.present().stream().filter(one -> isNew(one, person)).count();
  }

  private static boolean isNew(PresentPerson one, int person) {
    return one.person().id().value().equals("p-" + person)
        && !one.alreadyMarked()
        && one.answer() == Answer.ACCEPTED;
  }
}
