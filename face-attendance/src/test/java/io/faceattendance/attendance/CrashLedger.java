package io.faceattendance.attendance;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a store has to hold by what the processes said that were killed. */
final class CrashLedger {
  static final String NAME = "N";
  static final String NEW_NAME = "Renamed";
  static final String BEGIN = "begin";
  static final String DONE = "done";

  /** A line without it is cut off: nobody was told. */
  static final String END = " .";

  private static final int TEMPLATES = 3;
  private static final String SEEN = "seen";
  private static final String CORRECTED = "corrected";

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Long> templates = new HashMap<>();
  private final Map<String, Long> notes = new HashMap<>();
  private final Map<String, UUID> keys = new HashMap<>();

  /** As session, person and kind. */
  private final Map<List<String>, Long> events = new HashMap<>();

  private final Map<String, Long> audited = new TreeMap<>();
  private final Map<String, Integer> unknown = new TreeMap<>();
  private Optional<String> open = Optional.empty();
  private int acknowledged;

  static String session(Object round) {
    return "t-" + round;
  }

  int acknowledged() {
    return acknowledged;
  }

  int people() {
    return names.size();
  }

  int events(int round) {
    return (int) events.keySet().stream().filter(e -> e.get(0).equals(session(round))).count();
  }

  /** Takes in what a process said until it was killed. */
  void take(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" ", 2);
      if (!line.endsWith(END)) {
        return;
      }
      String what = words[1].substring(0, words[1].length() - END.length());
      if (words[0].equals(DONE)) {
        acknowledged++;
        apply(what);
        open = Optional.empty();
      } else {
        open = Optional.of(what);
      }
    }
  }

  private void apply(String what) {
    String[] words = what.split(" ", -1);
    String person = words[1];
    switch (words[0]) {
      case "enrol" -> {
        names.put(person, NAME);
        templates.put(person, (long) TEMPLATES);
        audit("enrolled");
      }
      case "mark" -> events.merge(List.of(session(words[2]), person, SEEN), 1L, Long::sum);
      case "correct" -> {
        events.merge(List.of(session(words[2]), person, CORRECTED), 1L, Long::sum);
        notes.merge(person, 1L, Long::sum);
        audit(CORRECTED);
      }
      case "list" -> {
        names.put(person, NEW_NAME);
        names.put(words[2], NAME);
        audit("roster");
      }
      case "remove" -> {
        assertThat(names.remove(person)).as(what).isNotNull();
        templates.remove(person);
        notes.remove(person);
        audit("removed");
      }
      default -> throw new AssertionError(what);
    }
  }

  private void audit(String action) {
    audited.merge(action, 1L, Long::sum);
  }

  /** Whether what was begun and not acknowledged was done is seen by one trace of it. */
  void settle(AttendanceStore store) {
    store.people().forEach(row -> keys.putIfAbsent(row.id().value(), row.key()));
    open.ifPresent(
        what -> {
          boolean done = left(what.split(" ", -1), store);
          unknown.merge(what.split(" ", 2)[0] + (done ? " done" : " not done"), 1, Integer::sum);
          if (done) {
            apply(what);
          }
        });
    open = Optional.empty();
  }

  private boolean left(String[] words, AttendanceStore store) {
    return switch (words[0]) {
      case "enrol" -> isHere(words[1], store);
      case "list" -> isHere(words[2], store);
      case "remove" -> !isHere(words[1], store);
      case "mark" -> happened(words, SEEN, store);
      case "correct" -> happened(words, CORRECTED, store);
      default -> throw new AssertionError(words[0]);
    };
  }

  private static boolean isHere(String person, AttendanceStore store) {
    return store.people().stream().anyMatch(row -> row.id().value().equals(person));
  }

  private boolean happened(String[] words, String kind, AttendanceStore store) {
    return counted(store).containsKey(List.of(session(words[2]), words[1], kind));
  }

  private Map<List<String>, Long> counted(AttendanceStore store) {
    Map<UUID, String> ids =
        keys.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    return store.events(EventQuery.all()).stream()
        .collect(groupingBy(event -> words(event, ids), counting()));
  }

  private static List<String> words(EventRow event, Map<UUID, String> ids) {
    String nobody = event.person().toString();
    return List.of(event.session().value(), ids.getOrDefault(event.person(), nobody), event.kind());
  }

  /** Everything that is known to have been done is there once, and nothing else is. */
  void assertIs(AttendanceStore store, String when) {
    List<PersonRow> people = store.people();
    assertThat(people.stream().collect(Collectors.toMap(row -> row.id().value(), PersonRow::name)))
        .as(when)
        .isEqualTo(names);
    assertThat(counted(store)).as(when).isEqualTo(events);
    assertThat(events.values()).as(when).containsOnly(1L);
    assertThat(sealed(store, SealedRow.TEMPLATE, people)).as(when).isEqualTo(templates);
    assertThat(sealed(store, SealedRow.NOTE, people)).as(when).isEqualTo(notes);
    assertThat(audited(store)).as(when).isEqualTo(audited);
  }

  /** How many rows each person has; those of nobody stand under their key. */
  private static Map<String, Long> sealed(
      AttendanceStore store, String kind, List<PersonRow> people) {
    Map<UUID, String> ids =
        people.stream().collect(Collectors.toMap(PersonRow::key, row -> row.id().value()));
    return store.sealed(kind, Optional.empty()).stream()
        .collect(
            groupingBy(row -> ids.getOrDefault(row.person(), row.person().toString()), counting()));
  }

  private Map<String, Long> audited(AttendanceStore store) {
    Set<String> actions = Set.of("enrolled", CORRECTED, "roster", "removed");
    List<AuditRow> rows = new ArrayList<>();
    List<AuditRow> page = store.audit(0, 1000);
    while (!page.isEmpty()) {
      rows.addAll(page);
      page = store.audit(rows.get(rows.size() - 1).sequence(), 1000);
    }
    return rows.stream()
        .map(row -> row.entry().action())
        .filter(actions::contains)
        .collect(groupingBy(action -> action, counting()));
  }

  @Override
  public String toString() {
    return "%d acknowledged, %d people and %d events now, audited %s, not acknowledged %s"
        .formatted(acknowledged, names.size(), events.size(), audited, unknown);
  }
}
