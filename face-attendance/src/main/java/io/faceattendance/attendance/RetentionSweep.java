package io.faceattendance.attendance;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Privacy.Retention;
import io.faceattendance.attendance.Privacy.RetentionResult;
import io.faceattendance.attendance.internal.HeadStore;
import io.faceattendance.attendance.internal.PersonJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.Outdated;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is older than it may be. One person's pictures are in memory at a time, and no events;
 * looking changes nothing.
 */
final class RetentionSweep {
  private final Vault vault;
  private final AttendanceStore rows;
  private final Retention retention;
  private final Instant now;
  private final StoreVersion version;
  private final List<PersonRow> people = new ArrayList<>();
  private final Set<UUID> sealed = new HashSet<>();
  private int templates;
  private int pictures;
  private Optional<Outdated> outdated = Optional.empty();

  private RetentionSweep(Vault vault, Retention retention) {
    this.vault = vault;
    this.rows = vault.rows();
    this.retention = retention;
    this.now = vault.now();
    this.version = rows.version(); // first: what changes after it makes the commit fail
  }

  static RetentionSweep look(Vault vault, Retention retention) {
    RetentionSweep sweep = new RetentionSweep(vault, retention);
    sweep.findPeople();
    sweep.findPictures();
    sweep.findEvents();
    return sweep;
  }

  private LocalDate firstDay(Period kept) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC).minus(kept);
  }

  private Instant first(Period kept) {
    return firstDay(kept).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private void findPeople() {
    retention.people().map(this::firstDay).ifPresent(this::findPeopleBefore);
    Set<UUID> keys = people.stream().map(PersonRow::key).collect(Collectors.toSet());
    for (UUID key : keys) {
      templates += rows.sealed(SealedRow.TEMPLATE, Optional.of(key)).size();
      pictures += rows.sealed(SealedRow.PICTURE, Optional.of(key)).size();
    }
  }

  private void findPeopleBefore(LocalDate first) {
    for (PersonRow row : rows.people()) {
      if (PersonJson.person(row).activeTo().filter(first::isAfter).isPresent()) {
        people.add(row);
      }
    }
  }

  private void findPictures() {
    Set<UUID> going = people.stream().map(PersonRow::key).collect(Collectors.toSet());
    retention.pictures().map(this::first).ifPresent(first -> findPicturesBefore(first, going));
  }

  private void findPicturesBefore(Instant first, Set<UUID> going) {
    for (PersonRow person : rows.people()) { // all pictures at once would not fit into memory
      if (!going.contains(person.key())) {
        for (SealedRow row : rows.sealed(SealedRow.PICTURE, Optional.of(person.key()))) {
          if (row.createdAt().isBefore(first)) {
            sealed.add(row.id());
            pictures++;
          }
        }
      }
    }
  }

  private void findEvents() {
    outdated = retention.events().map(this::first).map(rows::outdated);
  }

  /** Empty if nothing is too old. */
  Optional<Commit> change() {
    if (people.isEmpty() && sealed.isEmpty() && sessions() == 0 && events() == 0) {
      return Optional.empty();
    }
    Commit.Builder change = vault.change().expecting(version);
    people.forEach(person -> change.removePerson(person.key()));
    sealed.forEach(change::removeSealed);
    if (templates > 0) {
      HeadStore.remove(change);
    }
    outdated.ifPresent(change::delete);
    outdated.ifPresent(gone -> Sessions.retainFrom(gone.before(), vault, change));
    return Optional.of(change.audit(vault.audit("retention", Optional.empty(), words())).build());
  }

  private long events() {
    return outdated.map(Outdated::events).orElse(0L);
  }

  private long sessions() {
    return outdated.map(Outdated::sessions).orElse(0L);
  }

  private Map<String, Object> words() {
    Map<String, Object> words = new TreeMap<>();
    words.put("people", people.size());
    words.put("templates", templates);
    words.put("pictures", pictures);
    words.put("events", events());
    words.put("sessions", sessions());
    retention.events().ifPresent(kept -> words.put("events_kept", kept.toString()));
    retention.people().ifPresent(kept -> words.put("people_kept", kept.toString()));
    retention.pictures().ifPresent(kept -> words.put("pictures_kept", kept.toString()));
    return words;
  }

  RetentionResult result(boolean erased) {
    List<PersonId> ids = people.stream().map(PersonRow::id).toList();
    return new RetentionResult(
        now, ids, templates, pictures, events(), Math.toIntExact(sessions()), erased);
  }
}
