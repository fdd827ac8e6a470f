package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.picture;
import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.FakeFaces.Drawn;
import io.faceattendance.attendance.Register.Decision;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.store.StoreLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process in the middle of enrolling, marking, correcting, removing and changing the
 * roster, again and again on one store. More rounds: {@code -Dface.crash.rounds=200}.
 */
class CrashTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  static final Decision ILL = new Decision("office", "ill");
  static final Correction EXCUSED =
      new Correction(Status.EXCUSED, Optional.empty(), Optional.empty());

  @TempDir Path folder;
  private final CrashLedger ledger = new CrashLedger();

  /** Which storage, as a URL for the process that is killed. */
  String url() {
    return "jdbc:sqlite:" + folder.resolve("data");
  }

  /** What that process needs besides. */
  Map<String, String> environment() {
    return Map.of();
  }

  /** Returns when the storage has done with the process that was killed. */
  void awaitTheEndOfItsWork() throws InterruptedException {}

  @Test
  void whatWasAcknowledgedIsThereOnceAndNothingIsThereByHalfAfterAKill() throws Exception {
    Random random = new Random(Long.getLong("face.crash.seed", 11));
    int rounds = Integer.getInteger("face.crash.rounds", 4);
    for (int round = 0; round < rounds; round++) {
      ledger.take(linesUntilKilled(round, random));
      try (FaceAttendance attendance = open(folder, location(url(), environment()))) {
        assertThat(attendance.audit().verify().intact()).as("round %d", round).isTrue();
      }
      awaitTheEndOfItsWork();
      assertLedger(round);
    }
    assertThat(ledger.acknowledged()).isGreaterThan(rounds);
    System.out.printf("%s: %d rounds, %s%n", getClass().getSimpleName(), rounds, ledger);
  }

  private void assertLedger(int round) {
    StoreLocation location = location(url(), environment());
    try (Vault vault = Vault.open(location, keys(folder), Clock.systemUTC(), false)) {
      ledger.settle(vault.rows());
      ledger.assertIs(vault.rows(), "round " + round);
    }
    try (FaceAttendance attendance = open(folder, location)) {
      assertThat(attendance.people()).hasSize(ledger.people());
      assertThat(attendance.register().events(session(round))).hasSize(ledger.events(round));
      assertThat(attendance.audit().verify().intact()).isTrue();
    }
  }

  private List<String> linesUntilKilled(int round, Random random)
      throws IOException, InterruptedException {
    int wanted = 1 + random.nextInt(60);
    int microseconds = random.nextInt(5000);
    Process child = start(round);
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = child.inputReader(StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      while (line != null) {
        lines.add(line);
        if (lines.size() == wanted) {
          TimeUnit.MICROSECONDS.sleep(microseconds);
          child.toHandle().destroyForcibly(); // that of Process closes the stream as well
        }
        line = reader.readLine();
      }
    }
    assertThat(child.waitFor()).as("killed by signal 9").isEqualTo(137);
    return lines;
  }

  private Process start(int round) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classpath(),
                CrashTest.class.getName(),
                folder.toString(),
                url(),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment());
    return builder.start();
  }

  static String classpath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static StoreLocation location(String url, Map<String, String> environment) {
    return Stores.of(url, environment, PATIENCE);
  }

  private static KeyProvider keys(Path folder) {
    return KeyProvider.inFolder(folder.resolve("keys"));
  }

  private static FaceAttendance open(Path folder, StoreLocation location) {
    return FaceAttendance.open(location, AttendanceFixture.options(folder));
  }

  private static SessionId session(int round) {
    return SessionId.of(CrashLedger.session(round));
  }

  /** The process that is killed: says on standard output what it begins and what is done. */
  public static void main(String[] arguments) {
    StoreLocation location = location(arguments[1], System.getenv());
    int round = Integer.parseInt(arguments[2]);
    try (FaceAttendance attendance = open(Path.of(arguments[0]), location)) {
      List<PersonId> earlier =
          new ArrayList<>(attendance.people().stream().map(one -> one.person().id()).toList());
      Collections.shuffle(earlier, new Random(round));
      for (int i = 0; i < 100_000; i++) {
        work(
            attendance,
            round,
            i,
            i < earlier.size() ? Optional.of(earlier.get(i)) : Optional.empty());
      }
    }
  }

  private static void work(
      FaceAttendance attendance, int round, int number, Optional<PersonId> earlier) {
    Person person = Person.of("p-%d-%d".formatted(round, number), CrashLedger.NAME);
    Person other = Person.of("q-%d-%d".formatted(round, number), CrashLedger.NAME);
    int face = 1 + number % 200;
    saying("enrol " + person.id(), () -> enrol(attendance, person, face));
    saying(
        "mark %s %d".formatted(person.id(), round),
        () -> attendance.mark(session(round), person.id(), portrait(face), NOON));
    saying(
        "correct %s %d".formatted(person.id(), round),
        () -> attendance.register().correct(session(round), person.id(), EXCUSED, ILL));
    Person renamed = Person.of(person.id().value(), CrashLedger.NEW_NAME);
    saying(
        "list %s %s".formatted(person.id(), other.id()),
        () -> attendance.roster().put(List.of(renamed, other)));
    earlier.ifPresent(gone -> saying("remove " + gone, () -> attendance.remove(gone)));
  }

  private static void enrol(FaceAttendance attendance, Person person, int face) {
    attendance.enrol(
        person,
        List.of(
            portrait(face),
            picture(Drawn.of(face).differing(5)),
            picture(Drawn.of(face).differing(6))),
        EnrolmentOptions.defaults().allowingResemblance());
  }

  private static void saying(String what, Runnable work) {
    System.out.println(CrashLedger.BEGIN + " " + what + CrashLedger.END);
    work.run();
    System.out.println(CrashLedger.DONE + " " + what + CrashLedger.END);
  }
}
