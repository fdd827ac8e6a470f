package io.faceattendance.cli;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.Consent;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/**
 * A roster: people and their details as a CSV file. A column that is there holds for everybody in
 * the file, an empty value included; what has no column stays as it is stored.
 */
final class RosterFile {
  private static final String EXTERNAL = "external_";
  private static final List<String> REQUIRED = List.of("id", "name");
  private static final Set<String> KNOWN =
      Set.of("id", "name", "groups", "active_from", "active_to", "consent");

  private final Map<PersonId, Person> stored;
  private final Map<PersonId, Long> lines = new HashMap<>();
  private final Set<String> ignored = new TreeSet<>();

  private RosterFile(Map<PersonId, Person> stored) {
    this.stored = stored;
  }

  /**
   * What a file says.
   *
   * @param people as they shall be
   * @param ignored columns that mean nothing here
   */
  record Contents(List<Person> people, List<String> ignored) {}

  /**
   * Reads all of it.
   *
   * @param stored the people who are in the store
   */
  static Contents read(Path file, List<Person> stored) throws IOException {
    RosterFile roster =
        new RosterFile(stored.stream().collect(Collectors.toMap(Person::id, person -> person)));
    List<Person> people = CsvRow.readNamingEveryBadRow(file, REQUIRED, roster::person);
    return new Contents(people, List.copyOf(roster.ignored));
  }

  private Person person(CsvRow row) {
    row.columns().stream().filter(column -> !isKnown(column)).forEach(ignored::add);
    try {
      PersonId id = PersonId.of(row.text("id"));
      Long before = lines.putIfAbsent(id, row.line());
      if (before != null) {
        throw row.bad("every id once", "%s as in line %d".formatted(id, before));
      }
      return person(row, Optional.ofNullable(stored.get(id)), id);
    } catch (IllegalArgumentException | TypeConversionException e) {
      throw row.bad(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isKnown(String column) {
    return KNOWN.contains(column.toLowerCase(Locale.ROOT)) || isExternal(column);
  }

  private static boolean isExternal(String column) {
    return column.toLowerCase(Locale.ROOT).startsWith(EXTERNAL)
        && column.length() > EXTERNAL.length();
  }

  private static Person person(CsvRow row, Optional<Person> before, PersonId id) {
    return new Person(
        id,
        row.text("name"),
        row.has("groups") ? groups(row) : before.map(Person::groups).orElseGet(TreeSet::new),
        externalIds(row, before),
        row.has("active_from") ? date(row, "active_from") : before.flatMap(Person::activeFrom),
        row.has("active_to") ? date(row, "active_to") : before.flatMap(Person::activeTo),
        row.has("consent") ? consent(row, before) : before.flatMap(Person::consent));
  }

  private static SortedSet<GroupId> groups(CsvRow row) {
    String groups = row.text("groups");
    if (groups.contains(",")) {
      throw row.bad("groups separated by ;", "'%s'".formatted(groups));
    }
    return Arrays.stream(groups.split(";", -1))
        .map(String::strip)
        .filter(group -> !group.isEmpty())
        .map(GroupId::of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedMap<String, String> externalIds(CsvRow row, Optional<Person> before) {
    SortedMap<String, String> ids = new TreeMap<>();
    before.ifPresent(person -> ids.putAll(person.externalIds()));
    for (String column : row.columns()) {
      if (isExternal(column)) {
        String system = column.substring(EXTERNAL.length());
        ids.remove(system);
        value(row, column).ifPresent(id -> ids.put(system, id));
      }
    }
    return ids;
  }

  private static Optional<LocalDate> date(CsvRow row, String column) {
    return value(row, column).map(TimeConverters::date);
  }

  /** One that was withdrawn stays so. */
  private static Optional<Consent> consent(CsvRow row, Optional<Person> before) {
    Optional<String> reference = value(row, "consent");
    Optional<Consent> same =
        before
            .flatMap(Person::consent)
            .filter(given -> reference.equals(Optional.of(given.reference())));
    return same.isPresent() ? same : reference.map(Consent::of);
  }

  private static Optional<String> value(CsvRow row, String column) {
    return Optional.of(row.text(column)).filter(text -> !text.isEmpty());
  }
}
