package io.faceattendance.attendance.internal.sql;

import static io.faceattendance.attendance.store.StoreRows.change;
import static io.faceattendance.attendance.store.StoreRows.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.Stores;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.Marks;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.PostgresServer;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.attendance.store.StoreRows;
import io.faceattendance.attendance.store.StoreVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two JVMs enrol the same people and record the same marks in one PostgreSQL at the same time. */
class TwoProcessesTest {
  private static final int WRITERS = 2;

  private final PostgresServer server = PostgresServer.shared();
  private final String database = server.newDatabase();

  @Test
  void countEverybodyAndEveryMarkOnce() throws Exception {
    Map<EventOutcome, Integer> outcomes = new EnumMap<>(EventOutcome.class);
    int enrolled = 0;
    try (AttendanceStore store = open(server.location(database))) {
      assertThat(store.version()).isEqualTo(new StoreVersion(0, 0, 0));
      for (String line : linesOfAllWriters()) {
        String[] words = line.split(" ", -1);
        int count = Integer.parseInt(words[1]);
        if ("enrolled".equals(words[0])) {
          enrolled += count;
        } else {
          outcomes.merge(EventOutcome.valueOf(words[0]), count, Integer::sum);
        }
      }
      assertThat(store.version().gallery())
          .as("what others did is seen by who opened before")
          .isEqualTo(Marks.PEOPLE);
      assertThat(store.people()).hasSize(Marks.PEOPLE);
      assertThat(store.events(EventQuery.all())).hasSize(Marks.MARKS);
      assertThat(deadlocks(store)).isZero();
    }
    assertThat(enrolled).isEqualTo(Marks.PEOPLE);
    assertThat(outcomes).isEqualTo(Marks.outcomes(WRITERS));
  }

  private static int deadlocks(AttendanceStore store) {
    return ((SqlStore) store)
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
                    .mapTo(Integer.class)
                    .one());
  }

  private List<String> linesOfAllWriters() throws IOException, InterruptedException {
    List<Process> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(start(i));
    }
    for (Process writer : writers) {
      assertThat(reader(writer).readLine()).isEqualTo("open");
    }
    for (Process writer : writers) {
      writer.getOutputStream().close(); // both begin
    }
    List<String> lines = new ArrayList<>();
    for (Process writer : writers) {
      reader(writer).lines().forEach(lines::add);
      assertThat(writer.waitFor()).isZero();
    }
    return lines;
  }

  private static BufferedReader reader(Process writer) {
    return writer.inputReader(StandardCharsets.UTF_8); // the same one whenever it is asked for
  }

  private Process start(int seed) throws IOException {
    String plain = System.getProperty("java.class.path");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", plain),
                TwoProcessesTest.class.getName(),
                server.url(database),
                Integer.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("FACE_STORE_USER", PostgresServer.USER);
    builder.environment().put("FACE_STORE_PASSWORD", PostgresServer.PASSWORD);
    return builder.start();
  }

  private static AttendanceStore open(StoreLocation location) {
    return location.exclusively(() -> location.open(location.peek().orElseGet(StoreRows::header)));
  }

  /** A writer: says what it did on standard output. */
  public static void main(String[] arguments) throws IOException {
    Duration patience = Duration.ofSeconds(30);
    try (AttendanceStore store = open(Stores.of(arguments[0], System.getenv(), patience))) {
      System.out.println("open");
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      System.out.println("enrolled " + enrol(store));
      Map<EventOutcome, Integer> outcomes = new EnumMap<>(EventOutcome.class);
      Marks.record(store, store.people(), Long.parseLong(arguments[1]))
          .forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
      outcomes.forEach((outcome, count) -> System.out.println(outcome + " " + count));
    }
  }

  private static int enrol(AttendanceStore store) {
    int enrolled = 0;
    for (int i = 0; i < Marks.PEOPLE; i++) {
      if (enrol(store, person("s-" + i))) {
        enrolled++;
      }
    }
    return enrolled;
  }

  /** Decided on a version; false if the other was first. */
  private static boolean enrol(AttendanceStore store, PersonRow person) {
    while (true) {
      StoreVersion version = store.version();
      if (store.person(person.id()).isPresent()) {
        return false;
      }
      Commit change = change().expecting(version).put(person).build();
      try {
        if (store.commit(change).applied()) {
          return true;
        }
      } catch (StoreException e) {
        throw new AssertionError("the version should have told that somebody came", e);
      }
    }
  }
}
