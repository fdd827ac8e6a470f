package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.AuditEntry;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.SealedRow;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeopleStoreTest {
  private static final Person ADA = Person.of("s-1", "Ada");
  private static final Person BOB = Person.of("s-2", "Bob");

  private final InMemoryStore location = new InMemoryStore();
  private final Vault vault = StoreFixture.open(location, StoreFixture.key(1));
  private final PeopleStore people = new PeopleStore(vault);

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void givesBackPeopleAndTemplates() {
    StoreFixture.enrol(vault, BOB, 2);
    StoreFixture.enrol(vault, ADA, 0);
    assertThat(people.people())
        .containsExactly(new EnrolledPerson(ADA, 0), new EnrolledPerson(BOB, 2));
    assertThat(people.person(BOB.id())).contains(new EnrolledPerson(BOB, 2));
    assertThat(people.templates(BOB.id()))
        .allSatisfy(one -> assertThat(one.person()).isEqualTo(BOB.id()))
        .extracting(one -> one.embedding().cosine(StoreFixture.embedding(0)))
        .first()
        .satisfies(cosine -> assertThat(cosine).isCloseTo(1, within(1e-7)));
    assertThat(people.snapshot().templates()).isEqualTo(people.templates()).hasSize(2);
    assertThat(people.spaces()).containsExactly(StoreFixture.SPACE.id());
  }

  @Test
  void leavesTheRowOfAPersonWhoIsHereAsItIs() {
    Person inAGroup = ADA.withGroups(GroupId.of("7b"));
    StoredPerson first = StoreFixture.enrol(vault, inAGroup, 1);
    StoredPerson second = StoreFixture.enrol(vault, ADA, 1);
    assertThat(second).isEqualTo(first);
    assertThat(people.people()).containsExactly(new EnrolledPerson(inAGroup, 2));
  }

  @Test
  void writesNothingIfSomebodyElseEnrolledMeanwhile() {
    long version = StoreFixture.version(vault);
    List<Template> templates = List.of(StoreFixture.template(ADA.id(), 1));
    try (Vault other = StoreFixture.open(location, StoreFixture.key(1))) {
      StoreFixture.enrol(other, BOB, 1);
    }
    assertThat(people.enrol(version, ADA, templates, List.of(), 9, List.of())).isEmpty();
    assertThat(people.people()).extracting(EnrolledPerson::person).containsExactly(BOB);
    assertThat(people.enrol(StoreFixture.version(vault), ADA, templates, List.of(), 9, List.of()))
        .isPresent();
    assertThat(people.people()).hasSize(2);
  }

  @Test
  void keepsTheNewestTemplatesOfAPerson() {
    Template first = StoreFixture.template(ADA.id(), 1);
    Template second = StoreFixture.template(ADA.id(), 2);
    Template third = StoreFixture.template(ADA.id(), 3);
    Template fourth = StoreFixture.template(ADA.id(), 4);
    Template fifth = StoreFixture.template(ADA.id(), 5);
    assertThat(enrol(List.of(first, second))).isEmpty();
    assertThat(enrol(List.of(third))).containsExactly(first.id());
    Template sixth = StoreFixture.template(ADA.id(), 6);
    assertThat(enrol(List.of(sixth, fifth, fourth)))
        .as("even one that came with the newest")
        .containsExactly(second.id(), third.id(), sixth.id());
    assertThat(people.templates(ADA.id()))
        .extracting(Template::id)
        .containsExactly(fifth.id(), fourth.id());
  }

  private List<UUID> enrol(List<Template> templates) {
    return people
        .enrol(StoreFixture.version(vault), ADA, templates, List.of(), 2, List.of())
        .orElseThrow()
        .replaced();
  }

  @Test
  void recordsEnrolmentsAndWhomTheyResemble() {
    StoredPerson eve = StoreFixture.enrol(vault, Person.of("s-9", "Eve"), 3);
    List<Resemblance> both =
        List.of(
            new Resemblance(PersonId.of("s-9"), 0.8, Resemblance.Kind.OVERRIDDEN),
            new Resemblance(PersonId.of("s-9"), 0.5, Resemblance.Kind.SUSPICIOUS));
    UUID ada =
        people
            .enrol(
                StoreFixture.version(vault),
                ADA,
                List.of(StoreFixture.template(ADA.id(), 1)),
                List.of(),
                9,
                both)
            .orElseThrow()
            .person()
            .key();
    people.remove(eve.person().id());
    String other = "{\"other\":\"" + eve.key() + "\",\"similarity\":";
    assertThat(vault.rows().audit(0, 10))
        .extracting(AuditRow::entry)
        .containsExactly(
            entry("enrolled", eve.key(), "{\"templates\":3}"),
            entry("enrolled", ada, "{\"templates\":1}"),
            entry("enrolled_despite_resemblance", ada, other + "0.8}"),
            entry("enrolled_suspicious", ada, other + "0.5}"),
            entry("removed", eve.key(), "{\"templates\":3}"));
  }

  private static AuditEntry entry(String action, UUID person, String details) {
    return new AuditEntry(StoreFixture.NOON, action, Optional.of(person), details);
  }

  @Test
  void removesAPersonWithEverythingAndTheHead() {
    StoredPerson ada = StoreFixture.enrol(vault, ADA, 2);
    StoreFixture.enrol(vault, BOB, 1);
    HeadStore heads = new HeadStore(vault);
    heads.put(StoreFixture.head(vault), new byte[5], heads.basis());
    PeopleStore.Removal removal = people.remove(ADA.id()).orElseThrow();
    assertThat(removal.receipt().templates()).isEqualTo(2);
    assertThat(removal.receipt().headDeleted()).isTrue();
    assertThat(removal.receipt().erased()).isTrue();
    assertThat(removal.version()).isEqualTo(vault.rows().version());
    assertThat(vault.rows().sealed(SealedRow.TEMPLATE, Optional.of(ada.key()))).isEmpty();
    assertThat(vault.find(HeadStore.DOCUMENT)).isEmpty();
    assertThat(people.remove(BOB.id()).orElseThrow().receipt().headDeleted()).isFalse();
  }

  @Test
  void knowsNobodyToRemove() {
    long before = StoreFixture.version(vault);
    assertThat(people.remove(PersonId.of("nobody"))).isEmpty();
    assertThat(StoreFixture.version(vault)).isEqualTo(before);
  }

  @Test
  void readsTemplatesOfTheFirstFormatWhichAreBoundToTheId() {
    StoredPerson ada = StoreFixture.enrol(vault, ADA, 0);
    Template template = StoreFixture.template(ADA.id(), 7);
    SealedRow first = firstFormat(ada.key(), ADA.id(), template);
    StoreFixture.tamper(location, change -> change.put(first));
    assertThat(people.templates()).containsExactly(template);
    assertThat(vault.open(first)).isEqualTo(TemplateCodec.encode(template.embedding()));
    SealedRow ofBob = firstFormat(ada.key(), BOB.id(), template);
    StoreFixture.tamper(location, change -> change.put(ofBob));
    assertThatThrownBy(people::templates)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be read");
  }

  private SealedRow firstFormat(UUID key, PersonId person, Template template) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) 1);
    AesGcm cipher = new AesGcm(new StoreKey(bytes, vault.id()).templates());
    byte[] nonce = cipher.newNonce();
    byte[] about =
        new Parts()
            .add(1)
            .add(template.id().toString())
            .add(person.value())
            .add(StoreFixture.SPACE.id())
            .bytes();
    byte[] sealed = cipher.seal(nonce, about, TemplateCodec.encode(template.embedding()));
    return new SealedRow(
        template.id(),
        key,
        SealedRow.TEMPLATE,
        StoreFixture.SPACE.id(),
        1,
        Bytes.of(nonce),
        Bytes.of(sealed),
        StoreFixture.NOON);
  }
}
