package io.faceattendance.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Roster.RosterChange;
import io.faceattendance.attendance.internal.PersonJson;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.attendance.store.StoreVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {
  private static final GroupId FIRST_YEAR = GroupId.of("1a");
  private static final Person ADA = Person.of("s-1", "Ada").withGroups(FIRST_YEAR);
  private static final Person BOB = Person.of("s-2", "Bob");

  @TempDir Path folder;
  private DomainFixture domain;

  /** Which storage. */
  StoreLocation location(Path folder) {
    return new InMemoryStore();
  }

  @BeforeEach
  void open() {
    domain = DomainFixture.open(location(folder));
  }

  @AfterEach
  void close() {
    domain.close();
  }

  private Optional<Person> stored(Person person) {
    return domain.vault.rows().person(person.id()).map(PersonJson::person);
  }

  private PersonRow row(Person person) {
    return domain.vault.rows().person(person.id()).orElseThrow();
  }

  @Test
  void addsPeopleAndKeepsEverythingThatIsSaidOfThem() {
    Person full =
        ADA.withActive(
                Optional.of(LocalDate.of(2026, 9, 1)), Optional.of(LocalDate.of(2027, 7, 31)))
            .withConsent(Consent.of("form 12"));
    assertThat(domain.roster.put(List.of(full, BOB))).isEqualTo(new RosterChange(2, 0, 0));
    assertThat(stored(ADA)).contains(full);
    assertThat(stored(BOB)).contains(BOB);
  }

  @Test
  void changesNamesAndDetailsOfTheSamePersonAndRemovesNobody() {
    domain.roster.put(List.of(ADA, BOB));
    PersonRow before = row(ADA);
    Person married = Person.of("s-1", "Ada King").withGroups(GroupId.of("2a"));
    assertThat(domain.roster.put(List.of(married, Person.of("s-3", "Eve"))))
        .isEqualTo(new RosterChange(1, 1, 0));
    assertThat(stored(ADA)).contains(married);
    assertThat(row(ADA).key()).isEqualTo(before.key());
    assertThat(domain.vault.rows().people()).hasSize(3);
  }

  @Test
  void commitsNothingWhereNothingChanges() {
    domain.roster.put(List.of(ADA, BOB));
    StoreVersion before = domain.vault.rows().version();
    int audited = domain.audit().size();
    assertThat(domain.roster.put(List.of(BOB, ADA))).isEqualTo(new RosterChange(0, 0, 2));
    assertThat(domain.roster.put(List.of())).isEqualTo(new RosterChange(0, 0, 0));
    assertThat(domain.vault.rows().version()).isEqualTo(before);
    assertThat(domain.audit()).hasSize(audited);
  }

  @Test
  void theAuditLogHoldsCountsAndNobodysId() {
    domain.roster.put(List.of(ADA, BOB));
    assertThat(domain.audit()).containsExactly("roster {\"added\":2,\"changed\":0}");
  }

  @Test
  void aConsentThatWasWithdrawnStaysWithdrawnWhateverTheRowSays() {
    Consent withdrawn = new Consent("form 12", Optional.of(Instant.parse("2026-10-01T12:00:00Z")));
    domain.roster.put(List.of(ADA.withConsent(withdrawn)));
    domain.roster.put(List.of(ADA.withConsent(Consent.of("form 12"))));
    assertThat(stored(ADA).orElseThrow().consent()).contains(withdrawn);
    domain.roster.put(List.of(ADA.withConsent(Consent.of("form 99"))));
    assertThat(stored(ADA).orElseThrow().consent()).contains(withdrawn);
    domain.roster.put(List.of(ADA));
    assertThat(stored(ADA).orElseThrow().consent()).contains(withdrawn);
  }

  @Test
  void aRowWithoutConsentLeavesItAndARowWithAnotherReplacesIt() {
    domain.roster.put(List.of(ADA.withConsent(Consent.of("form 12"))));
    domain.roster.put(List.of(ADA));
    assertThat(stored(ADA).orElseThrow().consent()).contains(Consent.of("form 12"));
    domain.roster.put(List.of(ADA.withConsent(Consent.of("form 13"))));
    assertThat(stored(ADA).orElseThrow().consent()).contains(Consent.of("form 13"));
  }

  @Test
  void doesNotWithdrawAConsentAsTheTemplatesWouldStay() {
    domain.roster.put(List.of(ADA.withConsent(Consent.of("form 12"))));
    Consent withdrawn = new Consent("form 12", Optional.of(Instant.EPOCH));
    assertThatThrownBy(() -> domain.roster.put(List.of(BOB, ADA.withConsent(withdrawn))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("withdrawConsent");
    assertThat(stored(BOB)).isEmpty();
  }

  @Test
  void refusesAnIdThatOccursTwice() {
    assertThatThrownBy(() -> domain.roster.put(List.of(ADA, BOB, ADA)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s-1 twice");
    assertThat(domain.vault.rows().people()).isEmpty();
  }

  @Test
  void rostersPutAtTheSameTimeLoseNobodyAndMakeNobodyTwice() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<RosterChange>> running = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        List<Person> part =
            IntStream.range(10 * thread, 10 * thread + 20)
                .mapToObj(i -> Person.of("p-" + i, "Person " + i))
                .toList();
        running.add(threads.submit(() -> domain.roster.put(part)));
      }
      int added = 0;
      for (Future<RosterChange> one : running) {
        added += one.get().added();
      }
      assertThat(added).isEqualTo(90);
    } finally {
      threads.shutdownNow();
    }
    assertThat(domain.vault.rows().people())
        .extracting(PersonRow::id)
        .hasSize(90)
        .doesNotHaveDuplicates();
    assertThat(domain.vault.rows().person(PersonId.of("p-89"))).isPresent();
  }

  @Test
  void isClosedWithTheFacade() {
    domain.close();
    assertThatThrownBy(() -> domain.roster.put(List.of(ADA)))
        .isInstanceOf(IllegalStateException.class);
  }
}
