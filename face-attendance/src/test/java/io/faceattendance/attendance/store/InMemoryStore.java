package io.faceattendance.attendance.store;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The simplest store: it shows what the interface means, and forgets everything. */
public final class InMemoryStore implements StoreLocation {
  private @Nullable State state;

  private static final class State {
    StoreHeader header;
    StoreVersion version = new StoreVersion(0, 0, 0);
    final Map<UUID, PersonRow> people = new LinkedHashMap<>();
    final Map<UUID, SealedRow> sealed = new LinkedHashMap<>();
    final Map<String, Bytes> documents = new TreeMap<>();
    final Map<SessionId, SessionRow> sessions = new LinkedHashMap<>();
    final List<EventRow> events = new ArrayList<>();
    final List<AuditRow> audit = new ArrayList<>();
    AuditHead head = AuditHead.EMPTY;

    State(StoreHeader header) {
      this.header = header;
    }

    State copy() {
      State copy = new State(header);
      copy.version = version;
      copy.people.putAll(people);
      copy.sealed.putAll(sealed);
      copy.documents.putAll(documents);
      copy.sessions.putAll(sessions);
      copy.events.addAll(events);
      copy.audit.addAll(audit);
      copy.head = head;
      return copy;
    }

    CommitResult apply(Commit commit) {
      if (commit.expectedGallery().isPresent()
          && commit.expectedGallery().getAsLong() != version.gallery()) {
        return new CommitResult(false, List.of(), version);
      }
      if (commit
          .expectedOutdated()
          .filter(expected -> !outdated(expected.before()).equals(expected))
          .isPresent()) {
        return new CommitResult(false, List.of(), version);
      }
      long templates = version.templates();
      boolean templatesChange =
          !commit.removedPeople().isEmpty()
              || commit.removedSealed().stream().anyMatch(this::isTemplate)
              || commit.sealed().stream().anyMatch(row -> SealedRow.TEMPLATE.equals(row.kind()));
      commit.header().ifPresent(next -> header = next);
      commit.removedPeople().forEach(this::removePerson);
      commit.people().forEach(this::putPerson);
      commit.removedSealed().forEach(sealed::remove);
      commit.sealed().stream()
          .filter(row -> people.containsKey(row.person()))
          .forEach(row -> sealed.put(row.id(), row));
      commit
          .documents()
          .forEach(
              (name, content) ->
                  content.ifPresentOrElse(
                      bytes -> documents.put(name, bytes), () -> documents.remove(name)));
      commit.eventsBefore().ifPresent(this::deleteBefore);
      commit.removedSessions().stream()
          .filter(id -> events.stream().noneMatch(event -> event.session().equals(id)))
          .forEach(sessions::remove);
      commit.sessions().forEach(session -> sessions.putIfAbsent(session.id(), session));
      commit.replacedSessions().forEach(session -> sessions.put(session.id(), session));
      List<EventOutcome> outcomes = commit.events().stream().map(this::record).toList();
      for (AuditEntry entry : commit.audit()) {
        AuditSeal.Sealed next = commit.seal().seal(head, entry);
        audit.add(next.row());
        head = next.head();
      }
      if (commit.changesGallery()) {
        boolean search = templatesChange || commit.changesSearch();
        version =
            new StoreVersion(
                version.gallery() + 1,
                templates + (templatesChange ? 1 : 0),
                version.search() + (search ? 1 : 0));
      }
      return new CommitResult(true, outcomes, version);
    }

    Outdated outdated(Instant before) {
      return new Outdated(
          before,
          events.stream().filter(event -> event.at().isBefore(before)).count(),
          sessions.values().stream().filter(session -> isOver(session, before)).count());
    }

    private boolean isOver(SessionRow session, Instant before) {
      return session.end().orElse(session.createdAt()).isBefore(before)
          && events.stream()
              .filter(event -> event.session().equals(session.id()))
              .allMatch(event -> event.at().isBefore(before));
    }

    private void deleteBefore(Instant first) {
      Set<String> gone = new HashSet<>();
      events.stream()
          .filter(event -> event.at().isBefore(first))
          .forEach(event -> gone.add(event.id().toString()));
      sealed
          .values()
          .removeIf(row -> row.kind().equals(SealedRow.NOTE) && gone.contains(row.label()));
      sessions.values().removeIf(session -> isOver(session, first));
      events.removeIf(event -> event.at().isBefore(first));
    }

    private boolean isTemplate(UUID id) {
      SealedRow row = sealed.get(id);
      return row != null && SealedRow.TEMPLATE.equals(row.kind());
    }

    private void removePerson(UUID key) {
      people.remove(key);
      sealed.values().removeIf(row -> row.person().equals(key));
    }

    private void putPerson(PersonRow person) {
      if (people.values().stream()
          .anyMatch(p -> p.id().equals(person.id()) && !p.key().equals(person.key()))) {
        throw new StoreException(
            "expected an id that nobody else has, %s is here already".formatted(person.id()));
      }
      people.put(person.key(), person);
    }

    private EventOutcome record(EventRow event) {
      if (!sessions.containsKey(event.session())) {
        throw new StoreException("expected a session that is in the store, got " + event.session());
      }
      if (!people.containsKey(event.person())) {
        return EventOutcome.NO_SUCH_PERSON;
      }
      List<EventRow> same =
          events.stream()
              .filter(e -> e.session().equals(event.session()) && e.person().equals(event.person()))
              .toList();
      if (same.stream()
          .anyMatch(e -> e.kind().equals(event.kind()) && e.occurrence() == event.occurrence())) {
        return EventOutcome.KNOWN;
      }
      events.add(event);
      boolean again = event.attends() && same.stream().anyMatch(EventRow::attends);
      return again ? EventOutcome.AGAIN : EventOutcome.FIRST;
    }
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Optional<Path> directory() {
    return Optional.empty();
  }

  @Override
  public synchronized <T> T exclusively(Supplier<T> work) {
    return work.get();
  }

  @Override
  public synchronized Optional<StoreHeader> peek() {
    return Optional.ofNullable(state).map(now -> now.header);
  }

  @Override
  public synchronized AttendanceStore open(StoreHeader header) {
    if (state == null) {
      state = new State(header);
    }
    return new Opened();
  }

  private final class Opened implements AttendanceStore {
    private static final Comparator<SessionRow> SESSIONS_BY_ID =
        (a, b) -> Arrays.compareUnsigned(utf8(a.id().value()), utf8(b.id().value()));

    private boolean closed;

    private State now() {
      State now = state;
      if (closed || now == null) {
        throw new IllegalStateException("expected an open store, this one is closed");
      }
      return now;
    }

    @Override
    public StoreHeader header() {
      synchronized (InMemoryStore.this) {
        return now().header;
      }
    }

    @Override
    public StoreVersion version() {
      synchronized (InMemoryStore.this) {
        return now().version;
      }
    }

    @Override
    public List<PersonRow> people() {
      synchronized (InMemoryStore.this) {
        Comparator<PersonRow> byId =
            (a, b) -> Arrays.compareUnsigned(utf8(a.id().value()), utf8(b.id().value()));
        return now().people.values().stream().sorted(byId).toList();
      }
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<PersonRow> person(PersonId id) {
      return people().stream().filter(row -> row.id().equals(id)).findFirst();
    }

    @Override
    public List<SealedRow> sealed(String kind, Optional<UUID> person) {
      synchronized (InMemoryStore.this) {
        return now().sealed.values().stream()
            .filter(row -> row.kind().equals(kind))
            .filter(row -> person.isEmpty() || person.get().equals(row.person()))
            .toList();
      }
    }

    @Override
    public List<DocumentRow> documents(String prefix) {
      synchronized (InMemoryStore.this) {
        return now().documents.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(prefix))
            .map(entry -> new DocumentRow(entry.getKey(), entry.getValue()))
            .toList();
      }
    }

    @Override
    public List<SessionRow> sessions(SessionQuery query) {
      synchronized (InMemoryStore.this) {
        return now().sessions.values().stream()
            .filter(row -> query.id().isEmpty() || query.id().get().equals(row.id()))
            .filter(row -> query.from().isEmpty() || !time(row).isBefore(query.from().get()))
            .filter(row -> query.before().isEmpty() || time(row).isBefore(query.before().get()))
            .sorted(Comparator.comparing(Opened::time).thenComparing(SESSIONS_BY_ID))
            .toList();
      }
    }

    private static Instant time(SessionRow row) {
      return row.start().orElse(row.createdAt());
    }

    @Override
    public List<EventRow> events(EventQuery query) {
      synchronized (InMemoryStore.this) {
        Set<SessionId> sessions = query.sessions().orElseGet(HashSet::new);
        Set<UUID> people = query.people().orElseGet(HashSet::new);
        return now().events.stream()
            .filter(row -> query.sessions().isEmpty() || sessions.contains(row.session()))
            .filter(row -> query.people().isEmpty() || people.contains(row.person()))
            .filter(row -> query.id().isEmpty() || query.id().get().equals(row.id()))
            .toList();
      }
    }

    @Override
    public Outdated outdated(Instant before) {
      synchronized (InMemoryStore.this) {
        return now().outdated(before);
      }
    }

    @Override
    public AuditHead auditHead() {
      synchronized (InMemoryStore.this) {
        return now().head;
      }
    }

    @Override
    public List<AuditRow> audit(long after, int most) {
      synchronized (InMemoryStore.this) {
        return now().audit.stream().filter(row -> row.sequence() > after).limit(most).toList();
      }
    }

    @Override
    public CommitResult commit(Commit commit) {
      synchronized (InMemoryStore.this) {
        State next = now().copy();
        CommitResult result = next.apply(commit);
        state = next;
        return result;
      }
    }

    @Override
    public boolean erase() {
      now();
      return true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
