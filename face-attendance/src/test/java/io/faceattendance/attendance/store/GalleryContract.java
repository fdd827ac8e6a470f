package io.faceattendance.attendance.store;

import static io.faceattendance.attendance.store.StoreRows.NOON;
import static io.faceattendance.attendance.store.StoreRows.bytes;
import static io.faceattendance.attendance.store.StoreRows.change;
import static io.faceattendance.attendance.store.StoreRows.entry;
import static io.faceattendance.attendance.store.StoreRows.person;
import static io.faceattendance.attendance.store.StoreRows.sealed;
import static io.faceattendance.attendance.store.StoreRows.seen;
import static io.faceattendance.attendance.store.StoreRows.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a store promises of its header, people, sealed records, documents and versions. */
public abstract class GalleryContract extends StoreContractBase {

  @Test
  void peekingFindsTheHeaderThatTheStoreWasMadeWith() {
    assertThat(location().peek()).contains(header);
    assertThat(store.header()).isEqualTo(header);
  }

  @Test
  void openedAgainItIsTheSameStore() {
    PersonRow ada = put(person("s-1")).get(0);
    try (AttendanceStore second = open(StoreRows.header())) {
      assertThat(second.header()).isEqualTo(header);
      assertThat(second.people()).containsExactly(ada);
    }
    store.close();
    try (AttendanceStore third = open(StoreRows.header())) {
      assertThat(third.header()).isEqualTo(header);
      assertThat(third.people()).containsExactly(ada);
    }
  }

  @Test
  void theHeaderIsReplacedAndKeepsItsId() {
    StoreHeader rotated = new StoreHeader(header.id(), bytes("other"), header.createdAt());
    store.commit(change().header(rotated).build());
    assertThat(store.header()).isEqualTo(rotated);
    assertThat(location().peek()).contains(rotated);
  }

  @Test
  void anEmptyStoreHasNothing() {
    assertThat(store.version()).isEqualTo(new StoreVersion(0, 0, 0));
    assertThat(store.people()).isEmpty();
    assertThat(store.person(PersonId.of("s-1"))).isEmpty();
    assertThat(store.sealed(SealedRow.TEMPLATE, Optional.empty())).isEmpty();
    assertThat(store.documents("")).isEmpty();
    assertThat(store.sessions(SessionQuery.all())).isEmpty();
    assertThat(store.events(EventQuery.all())).isEmpty();
    assertThat(store.auditHead()).isEqualTo(AuditHead.EMPTY);
    assertThat(store.audit(0, 10)).isEmpty();
  }

  @Test
  void galleryCountsCommitsThatChangePeopleRecordsDocumentsOrTheHeader() {
    PersonRow ada = person("s-1");
    SealedRow picture = sealed(ada.key(), SealedRow.PICTURE, "image/png");
    List<Commit> changes =
        List.of(
            change().put(ada).put(person("s-2")).build(),
            change().put(picture).build(),
            change().put(new DocumentRow("head", bytes("h"))).build(),
            change().removeDocument("head").build(),
            change().header(header).build(),
            change().removeSealed(picture.id()).build());
    List<Integer> searches = List.of(1, 1, 2, 3, 4, 4); // none depends on a picture
    for (int i = 0; i < changes.size(); i++) {
      StoreVersion after = store.commit(changes.get(i)).version();
      assertThat(after)
          .isEqualTo(new StoreVersion(i + 1, 0, searches.get(i)))
          .isEqualTo(store.version());
    }
  }

  @Test
  void templatesCountsCommitsThatPutOrRemoveTemplatesOrRemovePeople() {
    PersonRow ada = put(person("s-1")).get(0);
    SealedRow template = sealed(ada.key(), SealedRow.TEMPLATE, "space");
    assertThat(store.commit(change().put(template).build()).version().templates()).isEqualTo(1);
    assertThat(store.commit(change().removeSealed(UUID.randomUUID()).build()).version().templates())
        .isEqualTo(1);
    assertThat(store.commit(change().removeSealed(template.id()).build()).version().templates())
        .isEqualTo(2);
    assertThat(store.commit(change().removePerson(ada.key()).build()).version())
        .isEqualTo(new StoreVersion(5, 3, 4));
  }

  @Test
  void recordingLeavesTheVersion() {
    PersonRow ada = put(person("s-1")).get(0);
    StoreVersion before = store.version();
    CommitResult result =
        store.commit(
            change()
                .add(session("maths"))
                .put(session("art"))
                .record(seen("maths", ada.key(), NOON))
                .audit(entry("marked"))
                .build());
    assertThat(result.version()).isEqualTo(before).isEqualTo(store.version());
  }

  @Test
  void aCommitOnAnotherVersionChangesNothing() {
    PersonRow ada = put(person("s-1")).get(0);
    StoreVersion old = store.version();
    put(person("s-2"));
    CommitResult refused =
        store.commit(
            change()
                .expecting(old)
                .removePerson(ada.key())
                .put(person("s-3"))
                .put(new DocumentRow("head", bytes("h")))
                .add(session("maths"))
                .record(seen("maths", ada.key(), NOON))
                .audit(entry("removed"))
                .build());
    assertThat(refused).isEqualTo(new CommitResult(false, List.of(), store.version()));
    assertThat(store.people()).extracting(row -> row.id().value()).containsExactly("s-1", "s-2");
    assertThat(store.documents("")).isEmpty();
    assertThat(store.sessions(SessionQuery.all())).isEmpty();
    assertThat(store.auditHead()).isEqualTo(AuditHead.EMPTY);
    Commit onThis = change().expecting(store.version()).put(person("s-3")).build();
    assertThat(store.commit(onThis).applied()).isTrue();
  }

  @Test
  void peopleComeByTheBytesOfTheirIds() {
    String beyondTheFirstPlane = "\uD83D\uDE00";
    String lateInTheFirstPlane = "\uFB00";
    put(
        person(beyondTheFirstPlane),
        person("b"),
        person(lateInTheFirstPlane),
        person("é"),
        person("B"),
        person("a b"),
        person("ab"));
    assertThat(store.people())
        .extracting(row -> row.id().value())
        .containsExactly("B", "a b", "ab", "b", "é", lateInTheFirstPlane, beyondTheFirstPlane);
  }

  @Test
  void aPersonIsFoundByTheWholeIdAlone() {
    PersonRow ada = put(person("s_1"), person("sX1"), person("S_1"), person("s_12")).get(0);
    assertThat(store.person(PersonId.of("s_1"))).contains(ada);
    assertThat(store.person(PersonId.of("s_"))).isEmpty();
  }

  @Test
  void aPersonIsReplacedUnderTheSameKey() {
    PersonRow ada = put(person("s-1")).get(0);
    SealedRow template = sealed(ada.key(), SealedRow.TEMPLATE, "space");
    store.commit(change().put(template).build());
    PersonRow renamed = new PersonRow(ada.key(), PersonId.of("s-9"), "Ada", "{\"groups\":[]}");
    put(renamed);
    assertThat(store.people()).containsExactly(renamed);
    assertThat(store.sealed(SealedRow.TEMPLATE, Optional.of(ada.key()))).containsExactly(template);
  }

  @Test
  void refusesAnIdThatSomebodyElseHas() {
    PersonRow ada = put(person("s-1")).get(0);
    StoreVersion before = store.version();
    assertThatThrownBy(() -> put(person("s-2"), person("s-1")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("s-1")
        .hasMessageContaining("nobody else has");
    assertThat(store.people()).containsExactly(ada);
    assertThat(store.version()).isEqualTo(before);
  }

  @Test
  void anIdIsFreeInTheCommitThatRemovesItsOwner() {
    PersonRow ada = put(person("s-1")).get(0);
    PersonRow bob = person("s-1");
    store.commit(change().removePerson(ada.key()).put(bob).build());
    assertThat(store.people()).containsExactly(bob);
  }

  @Test
  void namesComeBackAsTheyWere() {
    List<String> odd =
        List.of(
            "'; DROP TABLE people; --",
            "\"quoted\" `name` %s %1$s _%",
            "../../etc/passwd \\ C:\\",
            "\uD83D\uDC69\u200D\uD83D\uDD2C \uD83C\uDFF3\uFE0F",
            "\u202E\u05E9\u05DC\u05D5\u05DD\u202C \u0645\u0631\u062D\u0628\u0627",
            "e\u0301 \u00E9",
            ":name ? ?1 $1 <name> {x}",
            "x".repeat(1000),
            "\uD83D\uDE00".repeat(500));
    for (String name : odd) {
      PersonRow row = new PersonRow(UUID.randomUUID(), id(name), name, details(name));
      put(row);
      assertThat(store.person(row.id())).contains(row);
      assertThat(store.people()).contains(row);
    }
  }

  private static PersonId id(String name) {
    return PersonId.of(
        name.codePointCount(0, name.length()) > 100 ? "long " + name.hashCode() : name);
  }

  private static String details(String name) {
    return "{\"note\":\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
  }

  @Test
  void sealedRecordsComeInTheOrderInWhichTheyWerePut() {
    List<PersonRow> people = put(person("s-1"), person("s-2"));
    UUID ada = people.get(0).key();
    SealedRow first = sealed(people.get(1).key(), SealedRow.TEMPLATE, "space");
    SealedRow second = sealed(ada, SealedRow.TEMPLATE, "space");
    SealedRow third = sealed(ada, SealedRow.TEMPLATE, "other");
    SealedRow picture = sealed(ada, SealedRow.PICTURE, "image/png");
    store.commit(change().put(first).put(second).build());
    store.commit(change().put(picture).put(third).build());
    assertThat(store.sealed(SealedRow.TEMPLATE, Optional.empty()))
        .containsExactly(first, second, third);
    assertThat(store.sealed(SealedRow.TEMPLATE, Optional.of(ada))).containsExactly(second, third);
    assertThat(store.sealed(SealedRow.PICTURE, Optional.empty())).containsExactly(picture);
    assertThat(store.sealed("temp%", Optional.empty())).isEmpty();
  }

  @Test
  void aReplacedRecordKeepsItsPlace() {
    UUID ada = put(person("s-1")).get(0).key();
    SealedRow first = sealed(ada, SealedRow.TEMPLATE, "space");
    SealedRow second = sealed(ada, SealedRow.TEMPLATE, "space");
    SealedRow again =
        new SealedRow(first.id(), ada, "template", "new", 3, bytes("n"), bytes("c"), NOON);
    store.commit(change().put(first).put(second).build());
    store.commit(change().put(again).build());
    assertThat(store.sealed(SealedRow.TEMPLATE, Optional.empty())).containsExactly(again, second);
  }

  @Test
  void sealedRecordsGoWithThePerson() {
    List<PersonRow> people = put(person("s-1"), person("s-2"));
    SealedRow gone = sealed(people.get(0).key(), SealedRow.NOTE, "x");
    SealedRow stays = sealed(people.get(1).key(), SealedRow.NOTE, "x");
    store.commit(change().put(gone).put(stays).build());
    store.commit(change().removePerson(people.get(0).key()).build());
    assertThat(store.people()).containsExactly(people.get(1));
    assertThat(store.sealed(SealedRow.NOTE, Optional.empty())).containsExactly(stays);
  }

  @Test
  void aRecordOfSomebodyWhoIsNotHereIsSkipped() {
    UUID ada = put(person("s-1")).get(0).key();
    SealedRow kept = sealed(ada, SealedRow.NOTE, "x");
    store.commit(change().put(sealed(UUID.randomUUID(), SealedRow.NOTE, "x")).put(kept).build());
    assertThat(store.sealed(SealedRow.NOTE, Optional.empty())).containsExactly(kept);
  }

  @Test
  void documentsAreFoundByThePlainBeginningOfTheirNames() {
    for (String name : List.of("a%b", "axb", "a_c", "ayc", "A%", "template/1", "template/2")) {
      store.commit(change().put(new DocumentRow(name, bytes(name))).build());
    }
    assertThat(names("a%")).containsExactly("a%b");
    assertThat(names("a_")).containsExactly("a_c");
    assertThat(names("template/")).containsExactly("template/1", "template/2");
    assertThat(names("")).hasSize(7).first().isEqualTo("A%");
    assertThat(names("z")).isEmpty();
  }

  private List<String> names(String prefix) {
    return store.documents(prefix).stream().map(DocumentRow::name).toList();
  }

  @Test
  void documentsAreFoundByPrefixesThatEndInTheLastCharacters() {
    String last = Character.toString(Character.MAX_CODE_POINT);
    for (String name : List.of("a", "a" + last, "a" + last + "b", "a\uD7FF", "a\uE000", "b")) {
      store.commit(change().put(new DocumentRow(name, bytes(name))).build());
    }
    assertThat(names("a" + last)).containsExactly("a" + last, "a" + last + "b");
    assertThat(names("a\uD7FF")).containsExactly("a\uD7FF");
    assertThat(names("a")).hasSize(5);
  }

  @Test
  void aDocumentIsReplacedAndRemoved() {
    store.commit(change().put(new DocumentRow("head", bytes("1"))).build());
    store.commit(change().put(new DocumentRow("head", bytes("2"))).build());
    assertThat(store.documents("")).containsExactly(new DocumentRow("head", bytes("2")));
    store.commit(change().removeDocument("head").removeDocument("never there").build());
    assertThat(store.documents("")).isEmpty();
  }

  @Test
  void erasesWithoutLosingWhatIsThere() {
    PersonRow ada = put(person("s-1")).get(0);
    assertThat(store.erase()).isTrue();
    assertThat(store.people()).containsExactly(ada);
  }
}
