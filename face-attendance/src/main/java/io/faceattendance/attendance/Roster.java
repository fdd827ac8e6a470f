package io.faceattendance.attendance;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.PersonJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.PersonRow;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The people of an institution, enrolled or not. Thread-safe; part of a {@link FaceAttendance}. */
public final class Roster {
  private final Owned owned;
  private final Vault vault;

  Roster(Owned owned, Vault vault) {
    this.owned = owned;
    this.vault = vault;
  }

  /**
   * Adds people and brings those who are here up to date, all in one transaction: names and
   * everything else become as given. Nobody is removed. A row without a consent leaves the consent
   * as it is. A consent that was withdrawn stays withdrawn whatever the new row says: {@link
   * Privacy#grantConsent} gives it again.
   *
   * @param people as they shall be; each id once
   * @return what became of them
   * @throws IllegalArgumentException if an id occurs twice, or the consent of somebody who is here
   *     shall be withdrawn: {@link Privacy#withdrawConsent} does that, and deletes the templates
   */
  public RosterChange put(List<Person> people) {
    requireEachOnce(people);
    return owned.whileOpen(() -> store(people));
  }

  private static void requireEachOnce(List<Person> people) {
    Set<PersonId> seen = new HashSet<>();
    for (Person person : people) {
      if (!seen.add(person.id())) {
        throw new IllegalArgumentException(
            "expected each id once, got %s twice: remove one of the rows".formatted(person.id()));
      }
    }
  }

  private RosterChange store(List<Person> people) {
    while (true) {
      Commit.Builder change = vault.change().expecting(vault.rows().version());
      RosterChange result = compare(people, change);
      if (result.added() + result.changed() == 0) {
        return result;
      }
      Map<String, Integer> counts = Map.of("added", result.added(), "changed", result.changed());
      change.audit(vault.audit("roster", Optional.empty(), counts));
      if (vault.rows().commit(change.build()).applied()) {
        return result;
      }
    }
  }

  private RosterChange compare(List<Person> people, Commit.Builder change) {
    Map<PersonId, PersonRow> here =
        vault.rows().people().stream()
            .collect(Collectors.toMap(PersonRow::id, Function.identity()));
    int added = 0;
    int changed = 0;
    for (Person person : people) {
      PersonRow row = here.get(person.id());
      if (row == null) {
        added++;
        change.put(PersonJson.row(UUID.randomUUID(), person));
        continue;
      }
      Person before = PersonJson.person(row);
      Person after = withConsentOf(before, person);
      if (!after.equals(before)) {
        changed++;
        change.put(PersonJson.row(row.key(), after));
      }
    }
    return new RosterChange(added, changed, people.size() - added - changed);
  }

  private static Person withConsentOf(Person before, Person person) {
    Optional<Consent> kept = before.consent();
    boolean stays = kept.isPresent() && (person.consent().isEmpty() || !kept.get().holds());
    Person after = stays ? person.withConsent(kept.get()) : person;
    if (!stays && after.consent().filter(consent -> !consent.holds()).isPresent()) {
      throw new IllegalArgumentException(
          "expected a consent that holds for %s: withdraw it by Privacy.withdrawConsent"
              .formatted(person.id()));
    }
    return after;
  }

  /**
   * What became of a roster.
   *
   * @param added how many are new
   * @param changed how many have other details than before
   * @param unchanged how many were the same already
   */
  public record RosterChange(int added, int changed, int unchanged) {}
}
