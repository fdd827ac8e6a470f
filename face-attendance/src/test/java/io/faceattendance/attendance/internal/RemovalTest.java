package io.faceattendance.attendance.internal;

import static io.faceattendance.attendance.internal.StoreFixture.data;
import static io.faceattendance.attendance.internal.StoreFixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.RemovalReceipt;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.Stores;
import io.faceattendance.attendance.internal.sql.SqliteLocation;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.match.TemplateScoring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
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
    try (Vault vault = open(folder)) {
      for (Person person : people) {
        StoredPerson enrolled = StoreFixture.enrol(vault, person, 1 + random.nextInt(4));
        StoreFixture.recordBoth(vault, MATHS, enrolled.key());
      }
      Collections.shuffle(people, random);
      for (Person person : people.subList(0, 30)) {
        List<byte[]> traces = traces(vault, person);
        traces.forEach(
            trace -> assertThat(StoreFixture.isInAFile(folder, trace)).as("before").isTrue());
        RemovalReceipt receipt = new PeopleStore(vault).remove(person.id()).orElseThrow().receipt();
        assertThat(receipt.erased()).isTrue();
        assertThat(receipt.templates()).isEqualTo(traces.size() - 2);
        traces.forEach(
            trace -> assertThat(StoreFixture.isInAFile(folder, trace)).as("after").isFalse());
      }
      assertThat(new PeopleStore(vault).people()).hasSize(30);
      assertThat(new PeopleStore(vault).templates())
          .extracting(template -> template.person())
          .hasSameElementsAs(people.subList(30, 60).stream().map(Person::id).toList());
    }
  }

  @Test
  void leavesNoTraceOfANameThatIsTheIdToo() throws IOException {
    String name = "Amy-Adams-7c1f";
    PersonId amy = PersonId.of(name);
    byte[] trace = name.getBytes(StandardCharsets.UTF_8);
    try (Vault vault = open(folder)) {
      StoreFixture.enrol(vault, Person.of("s-2", "Bob"), 1);
      List<Resemblance> resembling =
          List.of(new Resemblance(PersonId.of("s-2"), 0.7, Resemblance.Kind.OVERRIDDEN));
      List<Template> templates = List.of(StoreFixture.template(amy, 1));
      StoredPerson enrolled =
          new PeopleStore(vault)
              .enrol(
                  StoreFixture.version(vault),
                  Person.of(name, name),
                  templates,
                  List.of(),
                  9,
                  resembling)
              .orElseThrow()
              .person();
      StoreFixture.recordBoth(vault, MATHS, enrolled.key());
      assertThat(StoreFixture.isInAFile(folder, trace)).isTrue();
      assertThat(new PeopleStore(vault).remove(amy).orElseThrow().receipt().erased()).isTrue();
      assertThat(StoreFixture.isInAFile(folder, trace)).isFalse();
    }
    assertThat(StoreFixture.isInAFile(folder, trace)).isFalse();
  }

  /** A head knows everybody: it goes with the first of them. */
  @Test
  void leavesNothingOfAHeadThatKnewThePerson() throws IOException {
    Person ada = Person.of("id-ada-5f1c", "Ada-Lovelace-9a3b");
    try (Vault vault = open(folder)) {
      StoreFixture.enrol(vault, ada, 2);
      StoreFixture.enrol(vault, Person.of("s-2", "Bob"), 2);
      byte[] plain = "id-ada-5f1c in the clear, as heads have it".getBytes(StandardCharsets.UTF_8);
      HeadStore heads = new HeadStore(vault);
      HeadBasis basis = heads.basis();
      assertThat(heads.put(StoreFixture.head(vault), plain, basis)).isTrue();
      List<byte[]> traces = traces(vault, ada);
      traces.add(vault.find(HeadStore.DOCUMENT).orElseThrow().content().toArray());
      traces.forEach(
          trace -> assertThat(StoreFixture.isInAFile(folder, trace)).as("before").isTrue());
      assertThat(StoreFixture.isInAFile(folder, plain)).as("it is encrypted").isFalse();

      RemovalReceipt receipt = new PeopleStore(vault).remove(ada.id()).orElseThrow().receipt();

      assertThat(receipt.headDeleted()).isTrue();
      assertThat(receipt.erased()).isTrue();
      assertThat(heads.status(TemplateScoring.BEST)).isEmpty();
      traces.forEach(
          trace -> assertThat(StoreFixture.isInAFile(folder, trace)).as("after").isFalse());
    }
  }

  /** So many that SQLite rearranges its pages, which leaves copies of rows in them. */
  @Test
  void leavesNoTraceOfManyWhoCameAndWent() throws IOException {
    Random random = new Random(3);
    List<StoredPerson> people = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      String id = "id-%04d-%x".formatted(i, random.nextInt());
      Person person = Person.of(id, id + "x".repeat(random.nextInt(900)));
      people.add(new StoredPerson(UUID.randomUUID(), person));
    }
    try (Vault vault = open(folder)) {
      Commit.Builder come = vault.change();
      people.forEach(one -> come.put(PersonJson.row(one.key(), one.person())));
      vault.rows().commit(come.build());
      Collections.shuffle(people, random);
      Commit.Builder go = vault.change();
      people.subList(0, 1000).forEach(one -> go.removePerson(one.key()));
      vault.rows().commit(go.build());
      assertThat(found(people.subList(0, 1000))).as("what makes the test worth while").isNotEmpty();
      PersonId last = people.get(1000).person().id();
      assertThat(new PeopleStore(vault).remove(last).orElseThrow().receipt().erased()).isTrue();
      assertThat(found(people.subList(0, 1001))).isEmpty();
      assertThat(found(people.subList(1001, 1500))).hasSize(499);
    }
  }

  private List<StoredPerson> found(List<StoredPerson> people) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : StoreFixture.filesOf(data(folder))) {
      text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    String all = text.toString();
    return people.stream().filter(one -> all.contains(one.person().id().value())).toList();
  }

  @Test
  void keepsTheEventsWithoutThePerson() {
    try (Vault vault = open(folder)) {
      StoredPerson ada = StoreFixture.enrol(vault, Person.of("s-1", "Ada"), 1);
      StoreFixture.recordBoth(vault, MATHS, ada.key());
      new PeopleStore(vault).remove(PersonId.of("s-1"));
      assertThat(vault.rows().events(EventQuery.all()))
          .extracting(EventRow::person)
          .containsExactly(ada.key(), ada.key());
      assertThat(vault.rows().people()).isEmpty();
    }
  }

  @Test
  void whoGetsTheIdOfSomebodyRemovedGetsNothingOfThePast() {
    try (Vault vault = open(folder)) {
      StoredPerson ada = StoreFixture.enrol(vault, Person.of("s-1", "Ada"), 1);
      StoreFixture.recordBoth(vault, MATHS, ada.key());
      new PeopleStore(vault).remove(PersonId.of("s-1"));
      StoredPerson bob = StoreFixture.enrol(vault, Person.of("s-1", "Bob"), 1);
      assertThat(vault.rows().events(EventQuery.of(bob.key()))).isEmpty();
      assertThat(StoreFixture.recordBoth(vault, MATHS, bob.key())).containsOnly(EventOutcome.FIRST);
      assertThat(StoreFixture.recordBoth(vault, MATHS, ada.key()))
          .as("who was recognised before the removal")
          .containsOnly(EventOutcome.NO_SUCH_PERSON);
    }
  }

  @Test
  void saysSoWhileAnotherReaderHoldsTheLogAndErasesAtTheNextRemoval()
      throws IOException, SQLException {
    Duration impatient = Duration.ofMillis(100);
    StoreLocation location = Stores.sqlite(data(folder), impatient);
    try (Vault vault = StoreFixture.open(location, StoreFixture.keys(folder))) {
      StoreFixture.enrol(vault, Person.of("s-1", "Ada Lovelace"), 1);
      StoreFixture.enrol(vault, Person.of("s-2", "Bob"), 1);
      List<byte[]> traces = traces(vault, Person.of("s-1", "Ada Lovelace"));
      Path file = data(folder).resolve(SqliteLocation.FILE);
      try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement();
            ResultSet rows = statement.executeQuery("SELECT id FROM people")) {
          assertThat(rows.next()).isTrue();
          assertThat(
                  new PeopleStore(vault)
                      .remove(PersonId.of("s-1"))
                      .orElseThrow()
                      .receipt()
                      .erased())
              .isFalse();
          assertThat(new PeopleStore(vault).people()).hasSize(1);
        }
      }
      assertThat(new PeopleStore(vault).remove(PersonId.of("s-2")).orElseThrow().receipt().erased())
          .isTrue();
      traces.forEach(trace -> assertThat(StoreFixture.isInAFile(folder, trace)).isFalse());
    }
  }

  private static List<byte[]> traces(Vault vault, Person person) {
    Optional<UUID> key = vault.rows().person(person.id()).map(PersonRow::key);
    List<byte[]> traces = new ArrayList<>();
    for (SealedRow row : vault.rows().sealed(SealedRow.TEMPLATE, key)) {
      traces.add(row.ciphertext().toArray());
    }
    traces.add(person.name().getBytes(StandardCharsets.UTF_8));
    traces.add(person.id().value().getBytes(StandardCharsets.UTF_8));
    return traces;
  }
}
