package io.faceattendance.attendance;

import static io.faceattendance.attendance.DomainFixture.MONDAY_9;
import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.AttendanceReport.PresentPerson;
import io.faceattendance.attendance.store.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two JVMs with the same key work through facades of their own on one PostgreSQL. */
class TwoFacadesTest {
  private static final int PEOPLE = 200;
  private static final int MARKS_OF_EACH = 2500;
  private static final String NOBODY = "nobody";

  private final PostgresServer server = PostgresServer.shared();
  private final String database = server.newDatabase();
  private Facade first;
  private Facade second;

  @BeforeEach
  void start() throws IOException {
    first = new Facade(child(1));
    second = new Facade(child(2));
  }

  @AfterEach
  void stop() throws Exception {
    first.close();
    second.close();
  }

  private Process child(int seed) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                CrashTest.classpath(),
                TwoFacadesTest.class.getName(),
                server.url(database),
                Integer.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .putAll(
            Map.of(
                "FACE_STORE_USER",
                PostgresServer.USER,
                "FACE_STORE_PASSWORD",
                PostgresServer.PASSWORD,
                "FACE_KEY",
                Base64.getEncoder().encodeToString(new byte[KeyProvider.KEY_BYTES])));
    return builder.start();
  }

  /** A process that is told what to do, a line each. */
  private record Facade(Process process) {
    void tell(String command) throws IOException {
      process.outputWriter(StandardCharsets.UTF_8).write(command + "\n");
      process.outputWriter(StandardCharsets.UTF_8).flush();
    }

    String answer() throws IOException {
      return process.inputReader(StandardCharsets.UTF_8).readLine();
    }

    String ask(String command) throws IOException {
      tell(command);
      return answer();
    }

    void close() throws IOException, InterruptedException {
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
    }
  }

  @Test
  void whatOneChangesTheOtherKnowsAtItsNextCall() throws Exception {
    Facade changing = first;
    Facade asked = second;
    assertThat(asked.ask("identify-all-the-time 0")).isEqualTo("begun");
    assertThat(changing.ask("identify-all-the-time 0")).isEqualTo("begun");
    for (int person = 0; person < 30; person++) {
      assertThat(changing.ask("enrol " + person)).isEqualTo("1");
      assertThat(asked.ask("identify " + person)).as("enrolled").isEqualTo("p-" + person);
      if (person % 2 == 0) {
        assertThat(changing.ask("remove " + person)).isEqualTo("1");
        assertThat(asked.ask("identify " + person)).as("removed").isEqualTo(NOBODY);
      }
      Facade other = changing;
      changing = asked;
      asked = other;
    }
    assertThat(first.ask("verify 0")).isEqualTo("true 30 0");
    assertThat(second.ask("verify 0")).isEqualTo("true 30 0");
  }

  @Test
  void bothMarkTheSamePeopleAndNobodyIsNewTwice() throws Exception {
    first.tell("enrol-half 0");
    second.tell("enrol-half 1");
    assertThat(first.answer()).isEqualTo("100");
    assertThat(second.answer()).isEqualTo("100");
    first.tell("mark 0");
    second.tell("mark 1");
    assertThat(Stream.of(first.answer(), second.answer()).flatMap(TwoFacadesTest::numbers))
        .as("marks that were new, of both")
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MARKS_OF_EACH).boxed().toList());
    assertCounts();
    first.tell("correct 0");
    second.tell("correct 1");
    assertThat(first.answer()).isEqualTo("corrected");
    assertThat(second.answer()).isEqualTo("corrected");
    assertThat(first.ask("verify 0")).isEqualTo("true 200 200");
    assertThat(second.ask("verify 0")).isEqualTo("true 200 200");
  }

  private static Stream<Integer> numbers(String line) {
    return Stream.of(line.split(" ", -1)).map(Integer::valueOf);
  }

  /** Of even numbers both report the same instant, which is one fact; of odd ones two. */
  private void assertCounts() throws IOException {
    for (int session = 0; PEOPLE * session < MARKS_OF_EACH; session++) {
      int marked = Math.min(PEOPLE, MARKS_OF_EACH - PEOPLE * session);
      assertThat(first.ask("count " + session))
          .isEqualTo("%d %d".formatted(marked, marked + marked / 2));
    }
  }

  /** A process that does as it is told. */
  public static void main(String[] arguments) throws IOException {
    Duration patience = Duration.ofSeconds(30);
    AttendanceOptions options =
        AttendanceFixture.options(Path.of("unused")).withKeys(KeyProvider.defaults());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (FaceAttendance attendance =
        FaceAttendance.open(Stores.of(arguments[0], System.getenv(), patience), options)) {
      Worker worker = new Worker(attendance, Long.parseLong(arguments[1]));
      String command = commands.readLine();
      while (command != null) {
        String[] words = command.split(" ", -1);
        System.out.println(worker.obey(words[0], Integer.parseInt(words[1])));
        command = commands.readLine();
      }
      worker.stop();
    }
  }

  /** What the process can do. */
  private static final class Worker {
    private static final EnrolmentOptions OPTIONS =
        EnrolmentOptions.defaults().allowingResemblance();

    private final FaceAttendance attendance;
    private final Random random;
    private final Thread identifying = new Thread(this::identifyAllTheTime);

    Worker(FaceAttendance attendance, long seed) {
      this.attendance = attendance;
      this.random = new Random(seed);
    }

    String obey(String command, int number) {
      return switch (command) {
        case "enrol" -> Integer.toString(enrol(number));
        case "remove" ->
            Integer.toString(attendance.remove(person(number).id()).orElseThrow().templates());
        case "identify" -> identify(number);
        case "identify-all-the-time" -> {
          identifying.start();
          yield "begun";
        }
        case "enrol-half" -> Integer.toString(halfOfAll(number).map(this::enrol).sum());
        case "mark" -> mark(number);
        case "correct" -> {
          halfOfAll(number).forEach(this::correct);
          yield "corrected";
        }
        case "count" -> count(session(number));
        case "verify" -> verify();
        default -> throw new IllegalArgumentException(command);
      };
    }

    void stop() {
      identifying.interrupt();
      try {
        identifying.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void identifyAllTheTime() {
      try {
        for (int next = 0; ; next++) {
          identify(next % 30);
          TimeUnit.MILLISECONDS.sleep(2);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static IntStream halfOfAll(int which) {
      return IntStream.range(0, PEOPLE).filter(person -> person % 2 == which);
    }

    private static Person person(int number) {
      return Person.of("p-" + number, "Person " + number);
    }

    private int enrol(int number) {
      return attendance.enrol(person(number), List.of(portrait(number + 1)), OPTIONS).added();
    }

    private String identify(int number) {
      return attendance.identify(portrait(number + 1)).get(0).person().stream()
          .map(person -> person.id().value())
          .findFirst()
          .orElse(NOBODY);
    }

    private static SessionId session(int number) {
      return SessionId.of("session-" + number);
    }

    /** The numbers of those marks that were new. */
    private String mark(int seconds) {
      List<Integer> marks = new ArrayList<>(IntStream.range(0, MARKS_OF_EACH).boxed().toList());
      Collections.shuffle(marks, random);
      return marks.stream()
          .filter(mark -> isNew(mark, MONDAY_9.plusSeconds(mark % 2 == 0 ? 0 : seconds)))
          .map(String::valueOf)
          .collect(Collectors.joining(" "));
    }

    private boolean isNew(int mark, Instant at) {
      int number = mark % PEOPLE;
      List<PresentPerson> present =
          attendance.mark(session(mark / PEOPLE), portrait(number + 1), at).present();
      assertThat(present).hasSize(1);
      assertThat(present.get(0).person()).isEqualTo(person(number));
      return !present.get(0).alreadyMarked();
    }

    private void correct(int number) {
      attendance
          .register()
          .correct(session(0), person(number).id(), CrashTest.EXCUSED, CrashTest.ILL);
    }

    private String count(SessionId session) {
      return "%d %d"
          .formatted(
              attendance.report(session).orElseThrow().present().size(),
              attendance.register().events(session).size());
    }

    private String verify() {
      return "%b %d %d"
          .formatted(
              attendance.audit().verify().intact(), audited("enrolled"), audited("corrected"));
    }

    private long audited(String action) {
      return attendance.audit().rows(0, 1000).stream()
          .filter(row -> row.entry().action().equals(action))
          .count();
    }
  }
}
