package io.faceattendance.attendance;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.Text;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who can be enrolled. The name is stored exactly as given, whatever quotes, slashes or emoji it
 * has; all of this stands in the store's table of people and nowhere else.
 *
 * @param id the application's key of the person
 * @param name 1 to {@value #LONGEST_NAME} UTF-16 units, not blank, without control characters
 * @param groups to which the person belongs, in their order
 * @param externalIds the person's ids in other systems, by the system's name, in their order; names
 *     and ids of 1 to 200 UTF-16 units
 * @param activeFrom the first day on which the person is expected; empty for ever before
 * @param activeTo the last day on which the person is expected; empty for ever after
 * @param consent to being recognised
 */
public record Person(
    PersonId id,
    String name,
    SortedSet<GroupId> groups,
    SortedMap<String, String> externalIds,
    Optional<LocalDate> activeFrom,
    Optional<LocalDate> activeTo,
    Optional<Consent> consent) {
  /** The most UTF-16 units that a name may have. */
  public static final int LONGEST_NAME = 1000;

  private static final int LONGEST_EXTERNAL_ID = 200;

  /**
   * Checks the components.
   *
   * @param id as above
   * @param name as above
   * @param groups as above; copied
   * @param externalIds as above; copied
   * @param activeFrom as above
   * @param activeTo as above
   * @param consent as above
   */
  public Person {
    Text.require("name", name, LONGEST_NAME);
    groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    externalIds = Collections.unmodifiableSortedMap(new TreeMap<>(externalIds));
    externalIds.forEach(Person::requireExternalId);
    if (activeFrom.isPresent()
        && activeTo.isPresent()
        && activeTo.get().isBefore(activeFrom.get())) {
      throw new IllegalArgumentException(
          "expected person %s to be active from a day to the same or a later one, got %s to %s"
              .formatted(id, activeFrom.get(), activeTo.get()));
    }
  }

  private static void requireExternalId(String system, String id) {
    Text.require("name of an external id", system, LONGEST_EXTERNAL_ID);
    Text.require("external id", id, LONGEST_EXTERNAL_ID);
  }

  /**
   * A person without anything but id and name.
   *
   * @param id the application's key, as {@link PersonId} allows it
   * @param name the name
   * @return the person
   * @throws IllegalArgumentException if the id or the name is not allowed
   */
  public static Person of(String id, String name) {
    return new Person(
        PersonId.of(id),
        name,
        new TreeSet<>(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The same person in other groups.
   *
   * @param chosen all groups of the person
   * @return the person
   */
  public Person withGroups(GroupId... chosen) {
    return new Person(
        id, name, new TreeSet<>(List.of(chosen)), externalIds, activeFrom, activeTo, consent);
  }

  /**
   * The same person with another consent.
   *
   * @param given the consent
   * @return the person
   */
  public Person withConsent(Consent given) {
    return new Person(id, name, groups, externalIds, activeFrom, activeTo, Optional.of(given));
  }

  /**
   * The same person, expected on other days.
   *
   * @param from the first day; empty for ever before
   * @param to the last day; empty for ever after
   * @return the person
   */
  public Person withActive(Optional<LocalDate> from, Optional<LocalDate> to) {
    return new Person(id, name, groups, externalIds, from, to, consent);
  }

  /**
   * Whether the person is expected on a day.
   *
   * @param day the day of a session
   * @return false before the first and after the last active day
   */
  public boolean isActiveOn(LocalDate day) {
    return activeFrom.filter(day::isBefore).isEmpty() && activeTo.filter(day::isAfter).isEmpty();
  }

  /** Names the id only: names do not belong in a log. */
  @Override
  public String toString() {
    return "Person[" + id + "]";
  }
}
