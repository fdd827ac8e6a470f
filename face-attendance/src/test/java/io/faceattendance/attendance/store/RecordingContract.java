package io.faceattendance.attendance.store;

import static io.faceattendance.attendance.store.EventOutcome.AGAIN;
import static io.faceattendance.attendance.store.EventOutcome.FIRST;
import static io.faceattendance.attendance.store.EventOutcome.KNOWN;
import static io.faceattendance.attendance.store.EventOutcome.NO_SUCH_PERSON;
import static io.faceattendance.attendance.store.StoreRows.NOON;
import static io.faceattendance.attendance.store.StoreRows.change;
import static io.faceattendance.attendance.store.StoreRows.correction;
import static io.faceattendance.attendance.store.StoreRows.entry;
import static io.faceattendance.attendance.store.StoreRows.person;
import static io.faceattendance.attendance.store.StoreRows.sealed;
import static io.faceattendance.attendance.store.StoreRows.seen;
import static io.faceattendance.attendance.store.StoreRows.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a store promises of sessions, events and the audit log. */
public abstract class RecordingContract extends GalleryContract {

  private List<EventOutcome> record(EventRow... events) {
    Commit.Builder change = change();
    List.of(events).forEach(change::record);
    return store.commit(change.build()).events();
  }

  private UUID enrolled(String id) {
    return put(person(id)).get(0).key();
  }

  private void add(SessionRow... sessions) {
    Commit.Builder change = change();
    List.of(sessions).forEach(change::add);
    store.commit(change.build());
  }

  private List<String> ids(SessionQuery query) {
    return store.sessions(query).stream().map(row -> row.id().value()).toList();
  }

  @Test
  void sessionsComeByStartThenById() {
    SessionRow stored = session("stored");
    add(
        session("later", NOON.plusSeconds(60)),
        session("\uD83D\uDE00", NOON.minusSeconds(60)),
        session("\uFB00", NOON.minusSeconds(60)),
        session("b", NOON.minusSeconds(60)),
        stored);
    assertThat(ids(SessionQuery.all()))
        .containsExactly("b", "\uFB00", "\uD83D\uDE00", "stored", "later");
    assertThat(ids(SessionQuery.between(NOON, NOON.plusSeconds(60)))).containsExactly("stored");
    assertThat(ids(SessionQuery.between(NOON.minusSeconds(60), NOON.minusSeconds(59)))).hasSize(3);
    assertThat(ids(new SessionQuery(Optional.empty(), Optional.of(NOON), Optional.empty())))
        .containsExactly("stored", "later");
    assertThat(store.sessions(SessionQuery.of(stored.id()))).containsExactly(stored);
    assertThat(store.sessions(SessionQuery.of(SessionId.of("store%")))).isEmpty();
  }

  @Test
  void aSessionThatIsThereIsLeftUnlessItIsReplaced() {
    SessionRow first = session("maths", NOON);
    add(first);
    SessionRow other = session("maths", NOON.plusSeconds(1));
    add(other);
    assertThat(store.sessions(SessionQuery.all())).containsExactly(first);
    store.commit(change().put(other).put(session("art")).build());
    assertThat(store.sessions(SessionQuery.of(other.id()))).containsExactly(other);
    assertThat(ids(SessionQuery.all())).containsExactly("art", "maths");
  }

  @Test
  void aSessionWithEventsIsNotRemoved() {
    UUID ada = enrolled("s-1");
    add(session("maths"), session("art"));
    record(seen("maths", ada, NOON));
    store.commit(
        change()
            .removeSession(SessionId.of("maths"))
            .removeSession(SessionId.of("art"))
            .removeSession(SessionId.of("never there"))
            .build());
    assertThat(ids(SessionQuery.all())).containsExactly("maths");
  }

  @Test
  void eventsComeBackAsTheyWereInTheOrderOfRecording() {
    UUID ada = enrolled("s-1");
    UUID bob = enrolled("s-2");
    add(session("maths"), session("art"));
    EventRow late = seen("maths", bob, NOON.plusSeconds(9));
    EventRow early = seen("maths", ada, NOON);
    EventRow elsewhere = seen("art", ada, NOON);
    EventRow corrected = correction("maths", ada, early.id(), Long.MIN_VALUE);
    assertThat(record(late, early, elsewhere)).containsExactly(FIRST, FIRST, FIRST);
    record(corrected);
    assertThat(store.events(EventQuery.all())).containsExactly(late, early, elsewhere, corrected);
    assertThat(store.events(EventQuery.of(ada))).containsExactly(early, elsewhere, corrected);
    Set<SessionId> maths = Set.of(SessionId.of("maths"));
    assertThat(store.events(EventQuery.of(maths))).containsExactly(late, early, corrected);
    assertThat(store.events(EventQuery.of(maths, Set.of(bob)))).containsExactly(late);
    assertThat(store.events(EventQuery.of(maths, Set.of(bob, ada))))
        .containsExactly(late, early, corrected);
    assertThat(store.events(EventQuery.of(maths, Set.of()))).isEmpty();
    assertThat(store.events(EventQuery.ofId(elsewhere.id()))).containsExactly(elsewhere);
    assertThat(store.events(EventQuery.ofId(UUID.randomUUID()))).isEmpty();
    assertThat(store.events(EventQuery.of(Set.of()))).isEmpty();
  }

  @Test
  void answersWhatBecameOfEachEvent() {
    UUID ada = enrolled("s-1");
    add(session("maths"));
    EventRow first = seen("maths", ada, NOON.plusSeconds(5));
    EventRow same = seen("maths", ada, NOON.plusSeconds(5));
    EventRow again = seen("maths", ada, NOON);
    EventRow corrected = correction("maths", ada, first.id(), 7);
    EventRow nobody = seen("maths", UUID.randomUUID(), NOON);
    assertThat(record(corrected, nobody, first, again, same))
        .containsExactly(FIRST, NO_SUCH_PERSON, FIRST, AGAIN, KNOWN);
    assertThat(record(same, corrected, seen("maths", ada, NOON.plusSeconds(9)), nobody))
        .containsExactly(KNOWN, KNOWN, AGAIN, NO_SUCH_PERSON);
    assertThat(store.events(EventQuery.all())).hasSize(4).startsWith(corrected, first, again);
  }

  @Test
  void aFactThatSaysNothingOfPresenceDoesNotMakeTheNextOneASecond() {
    UUID ada = enrolled("s-1");
    add(session("maths"));
    assertThat(record(correction("maths", ada, UUID.randomUUID(), 1))).containsExactly(FIRST);
    assertThat(record(seen("maths", ada, NOON))).containsExactly(FIRST);
  }

  @Test
  void refusesEventsOfAnUnknownSessionAsAWhole() {
    UUID ada = enrolled("s-1");
    StoreVersion before = store.version();
    Commit commit =
        change()
            .put(person("s-2"))
            .add(session("maths"))
            .record(seen("maths", ada, NOON))
            .record(seen("physics", ada, NOON))
            .audit(entry("marked"))
            .build();
    assertThatThrownBy(() -> store.commit(commit))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("physics");
    assertThat(store.version()).isEqualTo(before);
    assertThat(store.people()).hasSize(1);
    assertThat(store.sessions(SessionQuery.all())).isEmpty();
    assertThat(store.events(EventQuery.all())).isEmpty();
    assertThat(store.auditHead()).isEqualTo(AuditHead.EMPTY);
  }

  @Test
  void eventsStayWhenThePersonGoes() {
    UUID ada = enrolled("s-1");
    add(session("maths"));
    EventRow event = seen("maths", ada, NOON);
    record(event);
    store.commit(change().removePerson(ada).build());
    assertThat(store.events(EventQuery.of(ada))).containsExactly(event);
    assertThat(record(seen("maths", ada, NOON.plusSeconds(1)))).containsExactly(NO_SUCH_PERSON);
  }

  @Test
  void retentionDeletesWhatHappenedBeforeAndSessionsThatAreEmptyThen() {
    UUID ada = enrolled("s-1");
    UUID bob = enrolled("s-2");
    add(session("old"), session("new"));
    Instant first = NOON.plusSeconds(10);
    EventRow stays = seen("new", bob, first);
    record(seen("old", ada, NOON), seen("new", ada, first.minusNanos(1000)), stays);
    store.commit(change().deleteEventsBefore(first).build());
    assertThat(store.events(EventQuery.all())).containsExactly(stays);
    assertThat(ids(SessionQuery.all())).containsExactly("new");
    assertThat(record(seen("new", ada, first))).as("as if never seen there").containsExactly(FIRST);
    assertThat(record(seen("new", bob, first.plusSeconds(1)))).containsExactly(AGAIN);
  }

  @Test
  void whatIsOutdatedIsCountedAndGoesOnlyIfItIsStillThat() {
    UUID ada = enrolled("s-1");
    Instant first = NOON.plusSeconds(10);
    store.commit(
        change()
            .add(session("empty"))
            .add(session("old"))
            .add(session("both"))
            .add(session("later", NOON)) // ends in an hour
            .build());
    EventRow stays = seen("both", ada, first);
    record(seen("old", ada, NOON), seen("both", ada, NOON), seen("later", ada, NOON), stays);
    Outdated found = store.outdated(first);
    assertThat(found).isEqualTo(new Outdated(first, 3, 2));

    record(seen("old", ada, NOON.plusSeconds(1))); // backdated
    StoreVersion before = store.version();
    assertThat(store.commit(change().delete(found).put(person("s-2")).build()))
        .isEqualTo(new CommitResult(false, List.of(), before));
    assertThat(store.people()).hasSize(1);

    Outdated now = store.outdated(first);
    assertThat(now.events()).isEqualTo(4);
    assertThat(store.commit(change().delete(now).build()).applied()).isTrue();
    assertThat(store.events(EventQuery.all())).containsExactly(stays);
    assertThat(ids(SessionQuery.all())).containsExactlyInAnyOrder("both", "later");
    assertThat(store.outdated(first)).isEqualTo(new Outdated(first, 0, 0));
  }

  @Test
  void notesGoWithTheEventsThatTheyAreAbout() {
    UUID ada = enrolled("s-1");
    add(session("maths"));
    EventRow old = seen("maths", ada, NOON);
    EventRow stays = seen("maths", ada, NOON.plusSeconds(10));
    record(old, stays);
    SealedRow kept = sealed(ada, SealedRow.NOTE, stays.id().toString());
    SealedRow ofAnotherKind = sealed(ada, SealedRow.TEMPLATE, old.id().toString());
    store.commit(
        change()
            .put(sealed(ada, SealedRow.NOTE, old.id().toString()))
            .put(kept)
            .put(ofAnotherKind)
            .build());
    store.commit(change().deleteEventsBefore(stays.at()).build());
    assertThat(store.sealed(SealedRow.NOTE, Optional.empty())).containsExactly(kept);
    assertThat(store.sealed(SealedRow.TEMPLATE, Optional.empty())).containsExactly(ofAnotherKind);
  }

  @Test
  void retentionKeepsThatSomebodyWasThereWhoHasALaterEvent() {
    UUID ada = enrolled("s-1");
    add(session("maths"));
    record(seen("maths", ada, NOON), seen("maths", ada, NOON.plusSeconds(20)));
    store.commit(change().deleteEventsBefore(NOON.plusSeconds(10)).build());
    assertThat(record(seen("maths", ada, NOON.plusSeconds(30)))).containsExactly(AGAIN);
  }

  @Test
  void eventsOfThousandsOfSessionsAndPeopleAreFoundAtOnce() {
    UUID ada = enrolled("s-1");
    Commit.Builder change = change();
    Set<SessionId> asked = new HashSet<>();
    List<EventRow> expected = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      SessionId id = SessionId.of("session-" + i);
      if (i % 100 == 0) {
        EventRow event = seen(id.value(), ada, NOON.plusSeconds(20_000 - i));
        change.add(session(id.value())).record(event);
        expected.add(event);
      }
      asked.add(id);
    }
    store.commit(change.build());
    assertThat(store.events(EventQuery.of(asked))).containsExactlyElementsOf(expected);
    Set<UUID> people = new HashSet<>(Set.of(ada));
    for (int i = 0; i < 20_000; i++) {
      people.add(new UUID(0, i));
    }
    assertThat(store.events(EventQuery.of(asked, people))).containsExactlyElementsOf(expected);
  }

  @Test
  void theAuditLogIsContinuedFromItsHead() {
    store.commit(change().audit(entry("one")).audit(entry("two")).build());
    store.commit(change().audit(new AuditEntry(NOON, "three", Optional.empty(), "{}")).build());
    List<AuditRow> rows = store.audit(0, 10);
    assertThat(rows).extracting(row -> row.entry().action()).containsExactly("one", "two", "three");
    assertThat(StoreRows.verified(rows)).isEqualTo(store.auditHead());
    assertThat(store.audit(1, 1)).containsExactly(rows.get(1));
    assertThat(store.audit(3, 10)).isEmpty();
  }

  @Test
  void aSealThatFailsChangesNothing() {
    AuditSeal failing =
        (head, entry) -> {
          throw new StoreException("no seal");
        };
    Commit commit = Commit.builder(failing).put(person("s-1")).audit(entry("added")).build();
    assertThatThrownBy(() -> store.commit(commit))
        .isInstanceOf(StoreException.class)
        .hasMessage("no seal");
    assertThat(store.people()).isEmpty();
    assertThat(store.auditHead()).isEqualTo(AuditHead.EMPTY);
  }
}
