package io.faceattendance.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Privacy.Retention;
import io.faceattendance.attendance.Privacy.RetentionResult;
import io.faceattendance.attendance.internal.HeadStore;
import io.faceattendance.attendance.internal.PersonJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.SessionQuery;
import io.faceattendance.attendance.store.SessionRow;
import io.faceattendance.attendance.store.StoreVersion;
import io.faceattendance.attendance.store.WatchedStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyTest {
  private static final String HEAD = HeadStore.DOCUMENT;
  private static final Instant NOW = Instant.parse("2026-11-22T23:30:00Z");
  private static final Instant FIRST_KEPT = Instant.parse("2026-10-23T00:00:00Z");
  private static final Instant LAST_GONE = FIRST_KEPT.minus(Duration.ofNanos(1000));
  private static final PersonId ADA = PersonId.of("s-1");
  private static final PersonId BOB = PersonId.of("s-2");

  private Runnable afterLook = () -> {};

  private final Vault vault =
      Vault.open(
          new WatchedStore(new InMemoryStore(), this::called),
          KeyProvider.of(new byte[KeyProvider.KEY_BYTES]),
          Clock.fixed(NOW, ZoneOffset.UTC),
          true);
  private final Privacy privacy = new Privacy(new Owned(), vault);

  private void called(String method) {
    if (method.equals("outdated")) {
      afterLook.run();
    }
  }

  @AfterEach
  void close() {
    vault.close();
  }

  private PersonRow put(Person person) {
    PersonRow row = PersonJson.row(UUID.randomUUID(), person);
    commit(vault.change().put(row));
    return row;
  }

  private void commit(Commit.Builder change) {
    vault.rows().commit(change.build());
  }

  private UUID seal(PersonRow person, String kind, String label, Instant at) {
    UUID id = UUID.randomUUID();
    commit(
        vault
            .change()
            .put(
                vault.seal(
                    id, person.key(), Optional.of(person.id()), kind, label, at, new byte[9])));
    return id;
  }

  private void putHead() {
    commit(vault.change().put(vault.seal(HEAD, new byte[9])));
  }

  private List<String> documents() {
    return vault.rows().documents("").stream().map(DocumentRow::name).toList();
  }

  private List<UUID> sealed(String kind) {
    return vault.rows().sealed(kind, Optional.empty()).stream().map(SealedRow::id).toList();
  }

  private AuditRow lastAudit() {
    List<AuditRow> rows = vault.rows().audit(0, 1000);
    return rows.get(rows.size() - 1);
  }

  private Person person(PersonId id) {
    return PersonJson.person(vault.rows().person(id).orElseThrow());
  }

  private void session(String id, Optional<Instant> end, Instant createdAt) {
    commit(
        vault
            .change()
            .add(
                new SessionRow(
                    SessionId.of(id),
                    end.map(e -> e.minus(Duration.ofHours(1))),
                    end,
                    createdAt,
                    "{}")));
  }

  private UUID event(String session, PersonRow person, Instant at) {
    UUID id = UUID.randomUUID();
    commit(
        vault
            .change()
            .record(
                new EventRow(
                    id,
                    SessionId.of(session),
                    person.key(),
                    "corrected",
                    id.getLeastSignificantBits(),
                    false,
                    at,
                    NOW,
                    "manual",
                    Optional.empty(),
                    Optional.empty(),
                    "{}")));
    return id;
  }

  @Test
  void requiresNoConsentUntilToldTo() {
    assertThat(privacy.requiresConsent()).isFalse();
    privacy.requireConsent(true);
    assertThat(privacy.requiresConsent()).isTrue();
    assertThat(lastAudit().entry().action()).isEqualTo("consent_policy");
    assertThat(lastAudit().entry().details()).isEqualTo("{\"required\":true}");
    StoreVersion version = vault.rows().version();
    privacy.requireConsent(true);
    assertThat(vault.rows().version()).as("nothing to change").isEqualTo(version);
    privacy.requireConsent(false);
    assertThat(privacy.requiresConsent()).isFalse();
  }

  @Test
  void recordsAConsentWithoutPuttingItIntoTheLog() {
    put(Person.of("s-1", "Ada"));
    Person after = privacy.grantConsent(ADA, "form 17 of Ada");
    assertThat(after.consent()).contains(Consent.of("form 17 of Ada"));
    assertThat(person(ADA)).isEqualTo(after);
    assertThat(lastAudit().entry().action()).isEqualTo("consent_granted");
    assertThat(lastAudit().entry().details()).isEqualTo("{}");
    long rows = vault.rows().auditHead().rows();
    privacy.grantConsent(ADA, "form 17 of Ada");
    assertThat(vault.rows().auditHead().rows()).isEqualTo(rows);
  }

  @Test
  void aWithdrawalDeletesTemplatesPicturesAndTheHead() {
    PersonRow ada = put(Person.of("s-1", "Ada").withConsent(Consent.of("form 17")));
    PersonRow bob = put(Person.of("s-2", "Bob"));
    seal(ada, SealedRow.TEMPLATE, "space", NOW);
    seal(ada, SealedRow.TEMPLATE, "space", NOW);
    seal(ada, SealedRow.PICTURE, "image/jpeg", NOW);
    UUID note = seal(ada, SealedRow.NOTE, "event", NOW);
    UUID ofBob = seal(bob, SealedRow.TEMPLATE, "space", NOW);
    session("maths", Optional.empty(), NOW);
    event("maths", ada, NOW);
    putHead();

    RemovalReceipt receipt = privacy.withdrawConsent(ADA);

    assertThat(receipt).isEqualTo(new RemovalReceipt(ADA, 2, true, true));
    assertThat(person(ADA).consent()).contains(new Consent("form 17", Optional.of(NOW)));
    assertThat(sealed(SealedRow.TEMPLATE)).containsExactly(ofBob);
    assertThat(sealed(SealedRow.PICTURE)).isEmpty();
    assertThat(sealed(SealedRow.NOTE)).containsExactly(note);
    assertThat(documents()).doesNotContain(HEAD);
    assertThat(vault.rows().events(EventQuery.all())).hasSize(1);
    assertThat(lastAudit().entry().action()).isEqualTo("consent_withdrawn");
    assertThat(lastAudit().entry().person()).contains(ada.key());
    assertThat(lastAudit().entry().details())
        .isEqualTo("{\"head_deleted\":true,\"pictures\":1,\"templates\":2}");
  }

  @Test
  void aSecondWithdrawalChangesNothing() {
    put(Person.of("s-1", "Ada").withConsent(Consent.of("form 17")));
    privacy.withdrawConsent(ADA);
    StoreVersion version = vault.rows().version();
    assertThat(privacy.withdrawConsent(ADA).templates()).isZero();
    assertThat(vault.rows().version()).isEqualTo(version);
  }

  @Test
  void whoNeverGaveAConsentCanWithdrawIt() {
    PersonRow ada = put(Person.of("s-1", "Ada"));
    seal(ada, SealedRow.TEMPLATE, "space", NOW);
    assertThat(privacy.withdrawConsent(ADA).templates()).isEqualTo(1);
    assertThat(person(ADA).consent().orElseThrow().holds()).isFalse();
  }

  @Test
  void aConsentGivenAgainHolds() {
    put(Person.of("s-1", "Ada").withConsent(Consent.of("form 17")));
    privacy.withdrawConsent(ADA);
    assertThat(privacy.grantConsent(ADA, "form 18").consent()).contains(Consent.of("form 18"));
  }

  @Test
  void whoIsNotHereIsRefused() {
    assertThatThrownBy(() -> privacy.grantConsent(ADA, "form"))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("s-1");
    assertThatThrownBy(() -> privacy.withdrawConsent(ADA)).isInstanceOf(FaceException.class);
  }

  private static Retention retention(String events, String people, String pictures) {
    return new Retention(period(events), period(people), period(pictures));
  }

  private static Optional<Period> period(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Period.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0D", "P-1D", "P1M-1D", "P1001Y", "P400000D"})
  void aPeriodThatIsNoneIsRefused(String period) {
    assertThatThrownBy(() -> retention("", "", period))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a retention");
    assertThatThrownBy(() -> retention("", period, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> retention(period, "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private PersonRow lastActive(String id, String day) {
    return put(
        Person.of(id, "Somebody")
            .withActive(Optional.empty(), Optional.of(day).map(LocalDate::parse)));
  }

  @Test
  void peopleGoWhoseLastDayIsLongerAgo() {
    PersonRow ada = lastActive("s-1", "2026-10-22");
    lastActive("s-2", "2026-10-23");
    put(Person.of("s-3", "Eve"));
    seal(ada, SealedRow.TEMPLATE, "space", NOW);
    seal(ada, SealedRow.PICTURE, "image/jpeg", NOW);
    putHead();
    RetentionResult result = sameOnTrial(retention("", "P30D", ""));
    assertThat(result).isEqualTo(new RetentionResult(NOW, List.of(ADA), 1, 1, 0, 0, true));
    assertThat(vault.rows().people())
        .extracting(PersonRow::id)
        .containsExactly(BOB, PersonId.of("s-3"));
    assertThat(sealed(SealedRow.TEMPLATE)).isEmpty();
    assertThat(documents()).doesNotContain(HEAD);
  }

  /** A trial changes nothing and says what the run then does. */
  private RetentionResult sameOnTrial(Retention retention) {
    StoreVersion version = vault.rows().version();
    long audit = vault.rows().auditHead().rows();
    RetentionResult trial = privacy.retain(retention, true);
    assertThat(vault.rows().version()).isEqualTo(version);
    assertThat(vault.rows().auditHead().rows()).isEqualTo(audit);
    RetentionResult run = privacy.retain(retention, false);
    assertThat(run).usingRecursiveComparison().ignoringFields("erased").isEqualTo(trial);
    assertThat(trial.erased()).isFalse();
    assertThat(vault.rows().auditHead().rows()).isEqualTo(audit + 1);
    RetentionResult again = privacy.retain(retention, false);
    assertThat(again)
        .as("nothing is left to do")
        .isEqualTo(new RetentionResult(NOW, List.of(), 0, 0, 0, 0, false));
    assertThat(vault.rows().auditHead().rows()).isEqualTo(audit + 1);
    return run;
  }

  @Test
  void picturesGoThatAreOlder() {
    PersonRow ada = put(Person.of("s-1", "Ada"));
    seal(ada, SealedRow.PICTURE, "image/jpeg", LAST_GONE);
    UUID kept = seal(ada, SealedRow.PICTURE, "image/jpeg", FIRST_KEPT);
    UUID template = seal(ada, SealedRow.TEMPLATE, "space", LAST_GONE);
    putHead();
    assertThat(sameOnTrial(retention("", "", "P30D")).pictures()).isEqualTo(1);
    assertThat(sealed(SealedRow.PICTURE)).containsExactly(kept);
    assertThat(sealed(SealedRow.TEMPLATE)).containsExactly(template);
    assertThat(documents()).contains(HEAD);
  }

  @Test
  void eventsGoWithTheirReasonsAndSessionsWithoutEvents() {
    PersonRow ada = put(Person.of("s-1", "Ada"));
    session("old", Optional.of(LAST_GONE), NOW);
    session("unscheduled", Optional.empty(), LAST_GONE);
    session("long", Optional.of(FIRST_KEPT), LAST_GONE);
    session("corrected", Optional.of(LAST_GONE), LAST_GONE);
    session("stored-late", Optional.empty(), NOW);
    UUID gone = event("old", ada, LAST_GONE);
    UUID kept = event("corrected", ada, FIRST_KEPT);
    event("long", ada, LAST_GONE);
    seal(ada, SealedRow.NOTE, gone.toString(), LAST_GONE);
    UUID note = seal(ada, SealedRow.NOTE, kept.toString(), LAST_GONE);

    RetentionResult result = sameOnTrial(retention("P30D", "", ""));

    assertThat(result.events()).isEqualTo(2);
    assertThat(result.sessions()).isEqualTo(2);
    assertThat(vault.rows().sessions(SessionQuery.all()))
        .extracting(session -> session.id().value())
        .containsExactlyInAnyOrder("long", "corrected", "stored-late");
    assertThat(vault.rows().events(EventQuery.all()))
        .extracting(EventRow::id)
        .containsExactly(kept);
    assertThat(sealed(SealedRow.NOTE)).containsExactly(note);
  }

  @Test
  void theLogSaysHowMuchWentAndHowLongIsKept() {
    lastActive("s-1", "2020-01-01");
    privacy.retain(retention("P2Y", "P1M", "P30D"), false);
    assertThat(lastAudit().entry().action()).isEqualTo("retention");
    assertThat(lastAudit().entry().details())
        .isEqualTo(
            "{\"events\":0,\"events_kept\":\"P2Y\",\"people\":1,\"people_kept\":\"P1M\","
                + "\"pictures\":0,\"pictures_kept\":\"P30D\",\"sessions\":0,\"templates\":0}");
  }

  @Test
  void anEventThatIsRecordedAfterTheLookIsCounted() {
    PersonRow ada = put(Person.of("s-1", "Ada"));
    session("old", Optional.of(LAST_GONE), NOW);
    event("old", ada, LAST_GONE);
    afterLook =
        () -> {
          afterLook = () -> {};
          event("old", ada, LAST_GONE);
        };
    RetentionResult result = privacy.retain(retention("P30D", "", ""), false);
    assertThat(result.events()).isEqualTo(2);
    assertThat(lastAudit().entry().details()).contains("\"events\":2");
    assertThat(vault.rows().events(EventQuery.all())).isEmpty();
  }

  @Test
  void givesUpIfTheStoreIsChangedAllTheTime() {
    PersonRow ada = put(Person.of("s-1", "Ada"));
    session("old", Optional.of(LAST_GONE), NOW);
    afterLook = () -> event("old", ada, LAST_GONE);
    assertThatThrownBy(() -> privacy.retain(retention("P30D", "", ""), false))
        .isInstanceOf(StoreFailedException.class)
        .hasMessageContaining("try again");
    assertThat(vault.rows().events(EventQuery.all())).isNotEmpty();
  }

  @Test
  void withoutPeriodsNothingGoes() {
    PersonRow ada = lastActive("s-1", "1999-01-01");
    seal(ada, SealedRow.PICTURE, "image/jpeg", Instant.EPOCH);
    session("old", Optional.empty(), Instant.EPOCH);
    long audit = vault.rows().auditHead().rows();
    RetentionResult result = privacy.retain(retention("", "", ""), false);
    assertThat(result).isEqualTo(new RetentionResult(NOW, List.of(), 0, 0, 0, 0, false));
    assertThat(vault.rows().auditHead().rows()).isEqualTo(audit);
  }
}
