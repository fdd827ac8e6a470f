package io.faceattendance.benchmarks.attendance;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.AttendanceOptions;
import io.faceattendance.attendance.EnrolmentOptions;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.schedule.Schedule;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.Span;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.StoreLocation;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A store as a large institution has it after a year: {@value #PEOPLE} people in classes of {@value
 * #CLASS} and two halves, each with one template, {@value #SESSIONS} sessions on weekdays, each of
 * one half of the people, and one event of each person expected.
 */
final class LargeStore {
  static final int PEOPLE = 10_000;
  static final int SESSIONS = 200;
  static final int CLASS = 1_000;
  static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final LocalTime START = LocalTime.of(9, 0);

  private final StoreLocation location;
  private final AttendanceOptions options;

  LargeStore(StoreLocation location, AttendanceOptions options) {
    this.location = location;
    this.options = options;
  }

  /** How many events there are. */
  static int events() {
    return SESSIONS * PEOPLE / 2;
  }

  static GroupId half(int person) {
    return GroupId.of("half-" + person % 2);
  }

  static GroupId classOf(int person) {
    return GroupId.of("class-" + person / CLASS);
  }

  static SessionId session(int number) {
    return SessionId.of("lecture-%03d".formatted(number));
  }

  private static LocalDate day(int session) {
    return FIRST
        .plusWeeks(session / DayOfWeek.FRIDAY.getValue())
        .plusDays(session % DayOfWeek.FRIDAY.getValue());
  }

  void fill() {
    try (FaceAttendance attendance = FaceAttendance.open(location, options)) {
      enrol(attendance);
      for (int session = 0; session < SESSIONS; session++) {
        attendance.timetable().put(lecture(session));
      }
    }
    try (AttendanceStore store = location.exclusively(this::openRows)) {
      record(store);
    }
  }

  private AttendanceStore openRows() {
    return location.open(location.peek().orElseThrow());
  }

  private static void enrol(FaceAttendance attendance) {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(Person.of(id(i).value(), "Person " + i).withGroups(half(i), classOf(i)));
    }
    attendance.roster().put(people);
    EnrolmentOptions anyhow = EnrolmentOptions.defaults().allowingResemblance();
    for (int i = 0; i < PEOPLE; i++) {
      attendance.enrol(people.get(i), List.of(RandomFaces.picture(i)), anyhow);
    }
  }

  static PersonId id(int person) {
    return PersonId.of("p-%05d".formatted(person));
  }

  private static Session lecture(int number) {
    Instant start = day(number).atTime(START).atZone(ZONE).toInstant();
    return new Session(
        session(number),
        "Lecture " + number,
        Optional.empty(),
        day(number),
        ZONE,
        new TreeSet<>(List.of(half(number))),
        Optional.of(new Schedule(new Span(start, start.plus(Duration.ofHours(1))), List.of())),
        SessionRules.defaults(SessionRules.Kind.MARK_ONCE));
  }

  private static void record(AttendanceStore store) {
    List<PersonRow> people = store.people();
    Random random = new Random(1);
    for (int session = 0; session < SESSIONS; session++) {
      Commit.Builder commit =
          Commit.builder(
              (head, entry) -> {
                throw new IllegalStateException("nothing is audited here");
              });
      Instant start = day(session).atTime(START).atZone(ZONE).toInstant();
      for (int i = session % 2; i < PEOPLE; i += 2) {
        Instant at = start.plusSeconds(random.nextInt(1200) - 600);
        commit.record(seen(session(session), people.get(i).key(), at, random));
      }
      store.commit(commit.build());
    }
  }

  private static EventRow seen(SessionId session, UUID person, Instant at, Random random) {
    return new EventRow(
        new UUID(random.nextLong(), random.nextLong()),
        session,
        person,
        "seen",
        at.getEpochSecond() * 1_000_000,
        true,
        at,
        at,
        "face",
        Optional.empty(),
        Optional.empty(),
        "{}");
  }
}
