package io.faceattendance.attendance.internal;

import static io.faceattendance.attendance.internal.StoreFixture.data;
import static io.faceattendance.attendance.internal.StoreFixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.RemovalReceipt;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.SessionReport;
import io.faceattendance.attendance.SessionReport.Mismatch;
import io.faceattendance.attendance.SessionReport.Presence;
import io.faceattendance.match.TemplateScoring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {
  private static final SessionId MATHS = SessionId.of("maths");

  @TempDir Path folder;

  @Test
  void leavesNeitherIdNorNameNorCiphertextInAnyFile() throws IOException {
    Random random = new Random(5);
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      people.add(
          Person.of(
              "id-%03d-%x".formatted(i, random.nextInt()),
              "N\u00e4me-%d-%s".formatted(i, "x".repeat(random.nextInt(900)))));
    }
    try (AttendanceStore store = open(folder)) {
      people.forEach(person -> StoreFixture.enrol(store, person, 1 + random.nextInt(4)));
      store.record(
          SessionId.of("maths"),
          people.stream().map(p -> StoreFixture.present(p.id().value())).toList());
      Collections.shuffle(people, random);
      for (Person person : people.subList(0, 30)) {
        List<byte[]> traces = traces(store, person);
        traces.forEach(
            trace -> assertThat(StoreFixture.isInAFile(folder, trace)).as("before").isTrue());
        RemovalReceipt receipt = store.remove(person.id()).orElseThrow().receipt();
        assertThat(receipt.erased()).isTrue();
        assertThat(receipt.templates()).isEqualTo(traces.size() - 2);
        traces.forEach(
            trace -> assertThat(StoreFixture.isInAFile(folder, trace)).as("after").isFalse());
      }
      assertThat(store.people()).hasSize(30);
      assertThat(store.templates())
          .extracting(template -> template.person())
          .hasSameElementsAs(people.subList(30, 60).stream().map(Person::id).toList());
    }
  }

  @Test
  void leavesNoTraceOfANameThatIsTheIdToo() throws IOException {
    String name = "Amy-Adams-7c1f";
    PersonId amy = PersonId.of(name);
    byte[] trace = name.getBytes(StandardCharsets.UTF_8);
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, Person.of("s-2", "Bob"), 1);
      store.enrol(
          store.galleryVersion(),
          Person.of(name, name),
          List.of(StoreFixture.template(amy, 1)),
          9,
          List.of(new Resemblance(PersonId.of("s-2"), 0.7, Resemblance.Kind.OVERRIDDEN)));
      Fact mismatch = new Fact(amy, Fact.Kind.MISMATCH, StoreFixture.NOON, StoreFixture.evidence());
      store.record(MATHS, List.of(StoreFixture.present(name), mismatch));
      assertThat(StoreFixture.isInAFile(folder, trace)).isTrue();
      assertThat(store.remove(amy).orElseThrow().receipt().erased()).isTrue();
      assertThat(StoreFixture.isInAFile(folder, trace)).isFalse();
    }
    assertThat(StoreFixture.isInAFile(folder, trace)).isFalse();
  }

  /** A head knows everybody: it goes with the first of them. */
  @Test
  void leavesNothingOfAHeadThatKnewThePerson() throws IOException {
    Person ada = Person.of("id-ada-5f1c", "Ada-Lovelace-9a3b");
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, ada, 2);
      StoreFixture.enrol(store, Person.of("s-2", "Bob"), 2);
      byte[] plain = "id-ada-5f1c in the clear, as heads have it".getBytes(StandardCharsets.UTF_8);
      HeadBasis basis = store.heads().basis();
      assertThat(store.heads().put(StoreFixture.head(store), plain, basis)).isTrue();
      List<byte[]> traces = traces(store, ada);
      traces.add(headCiphertext(store));
      traces.forEach(
          trace -> assertThat(StoreFixture.isInAFile(folder, trace)).as("before").isTrue());
      assertThat(StoreFixture.isInAFile(folder, plain)).as("it is encrypted").isFalse();

      RemovalReceipt receipt = store.remove(ada.id()).orElseThrow().receipt();

      assertThat(receipt.headDeleted()).isTrue();
      assertThat(receipt.erased()).isTrue();
      assertThat(store.heads().status(TemplateScoring.BEST)).isEmpty();
      traces.forEach(
          trace -> assertThat(StoreFixture.isInAFile(folder, trace)).as("after").isFalse());
    }
  }

  private static byte[] headCiphertext(AttendanceStore store) {
    return store
        .database()
        .read(
            handle -> handle.createQuery("SELECT ciphertext FROM head").mapTo(byte[].class).one());
  }

  /** So many that SQLite rearranges its pages, which leaves copies of rows in them. */
  @Test
  void leavesNoTraceOfManyWhoCameAndWent() throws IOException {
    Random random = new Random(3);
    List<PersonId> people = new ArrayList<>();
    List<PersonId> removed = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      people.add(PersonId.of("id-%04d-%x".formatted(i, random.nextInt())));
    }
    try (AttendanceStore store = open(folder)) {
      store.database().write(handle -> insert(handle, people, random));
      Collections.shuffle(people, random);
      removed.addAll(people.subList(0, 1000));
      people.removeAll(removed);
      store.database().write(handle -> delete(handle, removed));
      store.database().emptyLog();
      assertThat(found(removed)).as("what makes the test worth while").isNotEmpty();
      removed.add(people.get(0));
      assertThat(store.remove(people.get(0)).orElseThrow().receipt().erased()).isTrue();
      assertThat(found(removed)).isEmpty();
    }
  }

  private static int insert(Handle handle, List<PersonId> people, Random random) {
    for (PersonId id : people) {
      String name = id + "x".repeat(random.nextInt(900));
      GallerySql.insertPerson(handle, Person.of(id.value(), name), StoreFixture.NOON);
    }
    return people.size();
  }

  private static int delete(Handle handle, List<PersonId> people) {
    people.forEach(person -> GallerySql.deletePerson(handle, person));
    return people.size();
  }

  private List<PersonId> found(List<PersonId> people) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : StoreFixture.filesOf(data(folder))) {
      text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    String all = text.toString();
    return people.stream().filter(person -> all.contains(person.value())).toList();
  }

  @Test
  void keepsTheEventsWithoutThePerson() {
    try (AttendanceStore store = open(folder)) {
      recordAda(store);
      store.remove(PersonId.of("s-1"));
      SessionReport report = store.report(MATHS).orElseThrow();
      assertThat(report.present()).extracting(Presence::person).containsExactly(Optional.empty());
      assertThat(report.mismatches())
          .extracting(Mismatch::claimed)
          .containsExactly(Optional.empty());
    }
  }

  private static void recordAda(AttendanceStore store) {
    PersonId ada = PersonId.of("s-1");
    StoreFixture.enrol(store, Person.of("s-1", "Ada"), 1);
    Fact mismatch = new Fact(ada, Fact.Kind.MISMATCH, StoreFixture.NOON, StoreFixture.evidence());
    store.record(MATHS, List.of(StoreFixture.present("s-1"), mismatch));
  }

  @Test
  void whoGetsTheIdOfSomebodyRemovedGetsNothingOfThePast() {
    Person bob = Person.of("s-1", "Bob");
    try (AttendanceStore store = open(folder)) {
      recordAda(store);
      store.remove(PersonId.of("s-1"));
      StoreFixture.enrol(store, bob, 1);
      assertThat(store.report(MATHS).orElseThrow().present())
          .extracting(Presence::person)
          .containsExactly(Optional.empty());
      assertThat(store.record(MATHS, List.of(StoreFixture.present("s-1"))))
          .containsExactly(Fact.Outcome.RECORDED);
      assertThat(store.report(MATHS).orElseThrow().present())
          .extracting(Presence::person)
          .containsExactly(Optional.empty(), Optional.of(bob));
    }
  }

  @Test
  void knowsNobodyToRemove() {
    try (AttendanceStore store = open(folder)) {
      long before = store.galleryVersion();
      assertThat(store.remove(PersonId.of("nobody"))).isEmpty();
      assertThat(store.galleryVersion()).isEqualTo(before);
    }
  }

  @Test
  void saysSoWhileAnotherReaderHoldsTheLogAndErasesAtTheNextRemoval()
      throws IOException, SQLException {
    Duration impatient = Duration.ofMillis(100);
    try (AttendanceStore store =
        AttendanceStore.open(
            data(folder), StoreFixture.keys(folder), Clock.systemUTC(), impatient)) {
      StoreFixture.enrol(store, Person.of("s-1", "Ada Lovelace"), 1);
      StoreFixture.enrol(store, Person.of("s-2", "Bob"), 1);
      List<byte[]> traces = traces(store, Person.of("s-1", "Ada Lovelace"));
      Path file = data(folder).resolve(AttendanceStore.FILE);
      try (Connection reader = Database.readOnlySource(file, impatient).getConnection()) {
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement();
            ResultSet rows = statement.executeQuery("SELECT id FROM people")) {
          assertThat(rows.next()).isTrue();
          assertThat(store.remove(PersonId.of("s-1")).orElseThrow().receipt().erased()).isFalse();
          assertThat(store.people()).hasSize(1);
        }
      }
      assertThat(store.remove(PersonId.of("s-2")).orElseThrow().receipt().erased()).isTrue();
      traces.forEach(trace -> assertThat(StoreFixture.isInAFile(folder, trace)).isFalse());
    }
  }

  private static List<byte[]> traces(AttendanceStore store, Person person) {
    List<byte[]> traces =
        new ArrayList<>(
            store
                .database()
                .read(
                    handle ->
                        handle
                            .createQuery(
                                "SELECT ciphertext FROM templates JOIN people p USING (person_key)"
                                    + " WHERE p.id = :id")
                            .bind("id", person.id().value())
                            .mapTo(byte[].class)
                            .list()));
    traces.add(person.name().getBytes(StandardCharsets.UTF_8));
    traces.add(person.id().value().getBytes(StandardCharsets.UTF_8));
    return traces;
  }
}
