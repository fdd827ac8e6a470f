package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.BoundingBox;
import io.faceattendance.attendance.internal.PersonJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.PersonRow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarkPicturesTest {
  private static final Person ADA = Person.of("s-1", "Ada").withConsent(Consent.of("form 1"));
  private static final BoundingBox BOX = new BoundingBox(10, 10, 60, 60);

  private final Vault vault =
      Vault.open(
          new InMemoryStore(),
          KeyProvider.of(new byte[KeyProvider.KEY_BYTES]),
          Clock.systemUTC(),
          true);
  private final MarkPictures pictures = new MarkPictures(vault, true);
  private final PersonRow row = PersonJson.row(UUID.randomUUID(), ADA);

  @AfterEach
  void close() {
    vault.close();
  }

  private void put(PersonRow person) {
    vault.rows().commit(vault.change().put(person).build());
  }

  private Commit change() {
    AttendanceEvent event =
        new AttendanceEvent(
            UUID.randomUUID(),
            SessionId.of("maths"),
            row.key(),
            AttendanceEvent.Kind.SEEN,
            Instant.EPOCH,
            Instant.EPOCH,
            AttendanceEvent.Source.FACE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Commit.Builder change = vault.change();
    pictures.addTo(change, List.of(event));
    return change.build();
  }

  @Test
  void areAddedOnTheVersionOnWhichTheConsentWasLookedAt() {
    put(row);
    pictures.offer(portrait(50), row.key(), ADA.id(), 0.9, BOX);
    Commit change = change();
    assertThat(change.sealed()).hasSize(1);
    assertThat(change.expectedGallery()).hasValue(vault.rows().version().gallery());
  }

  @Test
  void areNotAddedOfWhoWithdrewTheConsentSinceTheFaceWasRecognised() {
    put(row);
    pictures.offer(portrait(50), row.key(), ADA.id(), 0.9, BOX);
    new Privacy(new Owned(), vault).withdrawConsent(ADA.id());
    assertThat(change().sealed()).isEmpty();
  }

  @Test
  void areNotAddedOfWhoWasRemovedEvenIfSomebodyGotTheId() {
    put(PersonJson.row(UUID.randomUUID(), ADA));
    pictures.offer(portrait(50), row.key(), ADA.id(), 0.9, BOX);
    assertThat(change().sealed()).isEmpty();
  }

  @Test
  void leaveTheChangeAsItIsIfNoneAreKept() {
    put(row);
    MarkPictures none = new MarkPictures(vault, false);
    none.offer(portrait(50), row.key(), ADA.id(), 0.9, BOX);
    Commit.Builder change = vault.change();
    none.addTo(change, List.of());
    assertThat(change.build().expectedGallery()).isEmpty();
  }
}
