package io.faceattendance.attendance.internal;

import static io.faceattendance.attendance.internal.StoreFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GalleryChangesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "O'Brien \"Bob\"; DROP TABLE people;--",
        "100 %_\\ %s {0}",
        "../../etc/passwd",
        "\ud83d\udc69\u200d\ud83c\udfeb e\u0301 \u0645\u0631\u062d\u0628\u0627",
        " leading and trailing "
      })
  void givesBackNamesExactly(String name) {
    Person person = Person.of("../s'1 %", name);
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, person, 2);
    }
    try (AttendanceStore store = open(folder)) {
      assertThat(store.people()).containsExactly(new EnrolledPerson(person, 2));
      assertThat(store.person(person.id())).contains(new EnrolledPerson(person, 2));
    }
  }

  @Test
  void keepsTheLongestNameAndRefusesWhatItCannotKeep() {
    String longest = "n".repeat(Person.LONGEST_NAME);
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, Person.of("s-1", longest), 0);
      assertThat(store.people().get(0).person().name()).isEqualTo(longest);
    }
    for (String name : List.of("", "  ", longest + "n", "a\nb", "a\u0000b", "half \ud83d")) {
      assertThatThrownBy(() -> Person.of("s-1", name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void writesNothingIfSomebodyElseEnrolledMeanwhile() {
    Person ada = Person.of("s-1", "Ada");
    Person bob = Person.of("s-2", "Bob");
    try (AttendanceStore first = open(folder);
        AttendanceStore second = open(folder)) {
      long version = first.galleryVersion();
      StoreFixture.enrol(second, bob, 1);
      List<Template> templates = List.of(StoreFixture.template(ada.id(), 1));
      assertThat(first.enrol(version, ada, templates, 9, List.of())).isEmpty();
      assertThat(first.people()).extracting(EnrolledPerson::person).containsExactly(bob);
      assertThat(first.enrol(first.galleryVersion(), ada, templates, 9, List.of()))
          .contains(List.of());
      assertThat(second.people()).hasSize(2);
    }
  }

  @Test
  void anEnrolmentThatFailsHalfWayLeavesNothing() {
    Person ada = Person.of("s-1", "Ada");
    Template template = StoreFixture.template(ada.id(), 1);
    try (AttendanceStore store = open(folder)) {
      List<Template> sameIdTwice = List.of(template, template);
      assertThatThrownBy(() -> store.enrol(0, ada, sameIdTwice, 9, List.of()))
          .isInstanceOf(StoreException.class);
      assertThat(store.people()).isEmpty();
      assertThat(store.galleryVersion()).isZero();
    }
  }

  @Test
  void recordsWhomAnEnrolmentResembles() {
    Person ada = Person.of("s-1", "Ada");
    PersonId eve = PersonId.of("s-9");
    List<Resemblance> both =
        List.of(
            new Resemblance(eve, 0.8, Resemblance.Kind.OVERRIDDEN),
            new Resemblance(eve, 0.5, Resemblance.Kind.SUSPICIOUS));
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, Person.of("s-9", "Eve"), 1);
      store.enrol(1, ada, List.of(StoreFixture.template(ada.id(), 1)), 9, both);
      List<String> rows =
          store
              .database()
              .read(
                  handle ->
                      handle
                          .createQuery(
                              "SELECT action || ' ' || p.id || ' ' || o.id || ' ' || similarity"
                                  + " FROM audit a JOIN people p USING (person_key)"
                                  + " JOIN people o ON o.person_key = a.other_person_key")
                          .mapTo(String.class)
                          .list());
      assertThat(rows)
          .containsExactly(
              "enrolled-despite-resemblance s-1 s-9 0.8", "enrolled-suspicious s-1 s-9 0.5");
    }
  }

  @Test
  void keepsTheNewestTemplatesOfAPersonAndLeavesNoByteOfTheOthers() throws IOException {
    Person ada = Person.of("s-1", "Ada");
    Template first = StoreFixture.template(ada.id(), 1);
    Template second = StoreFixture.template(ada.id(), 2);
    Template third = StoreFixture.template(ada.id(), 3);
    Template fifth = StoreFixture.template(ada.id(), 5);
    Template fourth = StoreFixture.template(ada.id(), 4);
    try (AttendanceStore store = open(folder)) {
      StoreFixture.enrol(store, Person.of("s-2", "Bob"), 2);
      assertThat(store.enrol(1, ada, List.of(first, second), 2, List.of())).contains(List.of());
      List<byte[]> before = ciphertexts(store, first.id(), second.id());
      assertThat(store.enrol(2, ada, List.of(third), 2, List.of())).contains(List.of(first.id()));
      assertThat(StoreFixture.isInAFile(folder, before.get(0))).isFalse();
      assertThat(StoreFixture.isInAFile(folder, before.get(1))).isTrue();
      assertThat(store.enrol(3, ada, List.of(first, fifth, fourth), 2, List.of()).orElseThrow())
          .as("even one that came with the newest")
          .containsExactlyInAnyOrder(first.id(), second.id(), third.id());
    }
    try (AttendanceStore store = open(folder)) {
      assertThat(store.templates(ada.id()))
          .extracting(Template::id)
          .containsExactly(fifth.id(), fourth.id());
      assertThat(store.templates()).hasSize(4);
    }
  }

  private static List<byte[]> ciphertexts(AttendanceStore store, UUID... templates) {
    return store
        .database()
        .read(
            handle ->
                Stream.of(templates)
                    .map(
                        id ->
                            handle
                                .createQuery("SELECT ciphertext FROM templates WHERE id = :id")
                                .bind("id", id.toString())
                                .mapTo(byte[].class)
                                .one())
                    .toList());
  }

  @Test
  void fourOpenersOfANewDirectoryAtOnceGetTheSameStore() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<AttendanceStore>> opening =
          threads.invokeAll(java.util.Collections.nCopies(4, () -> open(folder)));
      java.util.Set<java.util.UUID> ids = new java.util.HashSet<>();
      for (Future<AttendanceStore> store : opening) {
        ids.add(store.get().id());
        store.get().close();
      }
      assertThat(ids).hasSize(1);
      assertThat(StoreFixture.filesOf(folder.resolve("keys"))).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }
}
