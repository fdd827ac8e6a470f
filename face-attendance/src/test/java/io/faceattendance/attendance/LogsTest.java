package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.picture;
import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.FakeFaces.Drawn;
import io.faceattendance.attendance.Privacy.Retention;
import io.faceattendance.attendance.Register.Decision;
import io.faceattendance.attendance.internal.PersonJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.store.PostgresServer;
import io.faceattendance.attendance.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Names, reasons and faces stay out of the log, and names are stored as they are. */
class LogsTest {
  private static final String NAME = "Xanthippe Qwyzzle";
  private static final String REFERENCE = "form Qwyzzle-77";
  private static final String REASON = "her aunt Zyxwort was ill";
  private static final Person PERSON = Person.of("s-1", NAME);
  private static final SessionId MATHS = SessionId.of("maths");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<String> ODD =
      List.of(
          "O'Neill; DROP TABLE people; --",
          "the \"quoted\" % _ \\ $1 {} name",
          "../../../etc/passwd",
          "<script>alert('x')</script>",
          "\u202Eright to left",
          "Zo\u00eb \ud83d\ude42 \ud83d\udc69\u200d\ud83d\udcbb",
          "Zoe\u0308",
          "\u674e\u96f7",
          " ends with blanks ",
          "x".repeat(998) + "\ud83d\ude42");

  @TempDir Path folder;

  private StoreLocation sqlite() {
    return Stores.sqlite(folder.resolve("data"), Duration.ofSeconds(10));
  }

  @Test
  void saysNothingOfWhoWasThereAndWhy() throws IOException {
    List<String> log = new ArrayList<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    appender.start();
    try {
      doEverything();
    } finally {
      root.detachAppender(appender);
      root.setLevel(before);
    }
    appender.list.forEach(event -> log.addAll(words(event)));
    assertThat(log).as("something is logged at all").isNotEmpty();
    assertThat(log)
        .noneSatisfy(
            line -> assertThat(line).containsAnyOf("Xanthippe", "Qwyzzle", "Zyxwort", "aunt"));
    assertThat(log)
        .as("no vector")
        .noneSatisfy(line -> assertThat(line).containsPattern("(-?0\\.\\d+[,; ]+){4}"));
  }

  private static List<String> words(ILoggingEvent event) {
    List<String> words = new ArrayList<>();
    words.add(event.getFormattedMessage());
    for (IThrowableProxy e = event.getThrowableProxy(); e != null; e = e.getCause()) {
      words.add(String.valueOf(e.getMessage()));
    }
    return words;
  }

  private void doEverything() throws IOException {
    AttendanceOptions options = AttendanceFixture.options(folder).keepingPictures(true, true);
    try (FaceAttendance attendance = FaceAttendance.open(sqlite(), options)) {
      attendance.roster().put(List.of(PERSON));
      attendance.privacy().requireConsent(true);
      attendance.privacy().grantConsent(PERSON.id(), REFERENCE);
      attendance.enrol(PERSON, portrait(50), picture());
      attendance.enrol(Person.of("s-1", "Another Qwyzzle"), portrait(50));
      attendance.enrol(Person.of("s-2", "Double Qwyzzle"), portrait(50));
      attendance.mark(MATHS, picture(Drawn.of(50), Drawn.of(200)), NOON);
      attendance.mark(MATHS, PERSON.id(), portrait(200), NOON);
      Correction excused = new Correction(Status.EXCUSED, Optional.empty(), Optional.empty());
      attendance.register().correct(MATHS, PERSON.id(), excused, new Decision("teacher-1", REASON));
      attendance.archives().exportTo(folder.resolve("archive"), new byte[32]);
      attendance.privacy().withdrawConsent(PERSON.id());
      Retention day =
          new Retention(
              Optional.of(Period.ofDays(1)), Optional.of(Period.ofDays(1)), Optional.empty());
      attendance.privacy().retain(day, false);
      attendance.remove(PERSON.id());
    }
  }

  @Test
  void oddNamesAreStoredAsTheyAreOnSqlite() {
    requireStored(sqlite());
  }

  @Test
  void oddNamesAreStoredAsTheyAreOnPostgres() {
    PostgresServer server = PostgresServer.shared();
    requireStored(server.location(server.newDatabase()));
  }

  private void requireStored(StoreLocation location) {
    AttendanceOptions options = AttendanceFixture.options(folder).withoutModels();
    List<Person> people = new ArrayList<>();
    for (String name : ODD) {
      Consent consent = Consent.of("form of " + Character.toString(name.strip().codePointAt(0)));
      people.add(Person.of("s-" + people.size(), name).withConsent(consent));
    }
    try (FaceAttendance attendance = FaceAttendance.open(location, options)) {
      attendance.roster().put(people);
      for (Person person : people) {
        assertThat(attendance.person(person.id()).orElseThrow().person()).isEqualTo(person);
      }
      assertThat(attendance.people()).hasSize(people.size());
    }
    try (Vault vault = Vault.open(location, options.keys(), Clock.systemUTC(), false)) {
      assertThat(vault.rows().people())
          .extracting(PersonJson::person)
          .containsExactlyInAnyOrderElementsOf(people);
    }
  }

  @Test
  void aNameThatIsTooLongIsRefusedWithoutBeingQuoted() {
    for (String name : List.of("y".repeat(1001), "y".repeat(10_000))) {
      assertThatThrownBy(() -> Person.of("s-1", name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected a name of 1 to 1000 characters")
          .hasMessageContaining("got " + name.length())
          .hasMessageNotContaining("yyy");
    }
    assertThat(Person.of("s-1", "y".repeat(1000)).name()).hasSize(1000);
    assertThatThrownBy(() -> PersonId.of("y".repeat(10_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("yyy");
  }
}
