package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.picture;
import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.FakeFaces.Drawn;
import io.faceattendance.attendance.report.AttendanceRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process in the middle of enrolling and marking, again and again on one data directory.
 * More rounds: {@code -Dface.crash.rounds=200}.
 */
class CrashTest {
  private static final int TEMPLATES = 3;
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedIsThereOnceAfterAKill() throws Exception {
    Random random = new Random(11);
    List<String> acknowledged = new ArrayList<>();
    int rounds = Integer.getInteger("face.crash.rounds", 5);
    for (int round = 0; round < rounds; round++) {
      acknowledged.addAll(linesUntilKilled(round, random));
      try (FaceAttendance attendance = AttendanceFixture.open(folder)) {
        assertEverythingIsThere(attendance, acknowledged);
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(rounds);
  }

  private List<String> linesUntilKilled(int round, Random random)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classpath(),
                CrashTest.class.getName(),
                folder.toString(),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      int wanted = 1 + random.nextInt(30);
      String line = reader.readLine();
      while (line != null) {
        lines.add(line);
        if (lines.size() == wanted) {
          TimeUnit.MICROSECONDS.sleep(random.nextInt(5000));
          child.toHandle().destroyForcibly(); // that of Process closes the stream as well
        }
        line = reader.readLine();
      }
    }
    assertThat(child.waitFor()).as("killed by signal 9").isEqualTo(137);
    return lines;
  }

  static String classpath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static void assertEverythingIsThere(
      FaceAttendance attendance, List<String> acknowledged) {
    assertThat(attendance.people())
        .as("no enrolment is half written")
        .allMatch(enrolled -> enrolled.templates() == TEMPLATES);
    for (String line : acknowledged) {
      String[] words = line.split(" ", -1);
      Person person = Person.of(words[1], "N");
      assertThat(attendance.person(person.id())).as(line).isPresent();
      if ("marked".equals(words[0])) {
        assertThat(attendance.report(SessionId.of(words[2])).orElseThrow().present())
            .extracting(AttendanceRow::person)
            .as(line)
            .containsExactly(Optional.of(person));
      }
    }
  }

  /** The process that is killed: says on standard output what has been done. */
  public static void main(String[] arguments) {
    int round = Integer.parseInt(arguments[1]);
    EnrolmentOptions options = EnrolmentOptions.defaults().allowingResemblance();
    try (FaceAttendance attendance = AttendanceFixture.open(Path.of(arguments[0]))) {
      for (int i = 0; i < 100_000; i++) {
        int face = 1 + i % 200;
        Person person = Person.of("p-%d-%d".formatted(round, i), "N");
        attendance.enrol(
            person,
            List.of(
                portrait(face),
                picture(Drawn.of(face).differing(5)),
                picture(Drawn.of(face).differing(6))),
            options);
        System.out.println("enrolled " + person.id());
        SessionId session = SessionId.of("t-%d-%d".formatted(round, i));
        attendance.mark(session, person.id(), portrait(face), NOON);
        System.out.println("marked " + person.id() + " " + session);
      }
    }
  }
}
