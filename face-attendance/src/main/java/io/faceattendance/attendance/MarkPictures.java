package io.faceattendance.attendance;

import io.faceattendance.BoundingBox;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.PersonJson;
import io.faceattendance.attendance.internal.PictureStore;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.store.Commit;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The best face of each person in the photos of a mark, if pictures are kept: cut out while the
 * photos go by, so that none of them has to stay in memory. Not thread-safe.
 */
final class MarkPictures {
  private final Vault vault;
  private final PictureStore store;
  private final boolean keeps;
  private final Map<UUID, Cut> best = new HashMap<>();

  /** A face that was cut out. */
  private record Cut(PersonId person, double similarity, Image face) {}

  MarkPictures(Vault vault, boolean keeps) {
    this.vault = vault;
    this.store = new PictureStore(vault);
    this.keeps = keeps;
  }

  /** Looks at the faces of a photo; of equally good ones the first is kept. */
  void offer(Image photo, List<Marking.Seen> faces) {
    for (Marking.Seen seen : faces) {
      if (seen.key().isPresent()) {
        double similarity = Marking.evidence(seen.face()).similarity();
        PersonId person = seen.face().person().orElseThrow().id();
        offer(photo, seen.key().get(), person, similarity, seen.face().face().box());
      }
    }
  }

  /** Looks at one face. */
  void offer(Image photo, UUID key, PersonId person, double similarity, BoundingBox box) {
    Cut before = best.get(key);
    if (keeps && (before == null || similarity > before.similarity())) {
      best.put(key, new Cut(person, similarity, FaceCrop.of(photo, box)));
    }
  }

  /** Adds the pictures of whose consent was not withdrawn meanwhile. */
  void addTo(Commit.Builder change, List<AttendanceEvent> events) {
    if (best.isEmpty()) {
      return;
    }
    change.expecting(vault.rows().version());
    for (AttendanceEvent event : events) {
      Cut cut = best.get(event.person());
      if (cut != null && mayBeKept(event.person(), cut.person())) {
        change.put(store.seal(id(event), event.person(), cut.face()));
      }
    }
  }

  private boolean mayBeKept(UUID key, PersonId person) {
    return vault
        .rows()
        .person(person)
        .filter(row -> row.key().equals(key))
        .map(PersonJson::person)
        .filter(row -> row.consent().map(Consent::holds).orElse(true))
        .isPresent();
  }

  /** The same for the same fact, so that a mark that is repeated adds no second picture. */
  private static UUID id(AttendanceEvent event) {
    String fact =
        "%s/%s/%s/%s".formatted(event.session(), event.person(), event.kind(), event.at());
    return UUID.nameUUIDFromBytes(fact.getBytes(StandardCharsets.UTF_8));
  }
}
