package io.faceattendance.attendance.store;

import io.faceattendance.attendance.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a store, all of it or nothing. It is built by its {@link Builder} and applied in
 * the order of its components, but {@link #eventsBefore} before {@link #removedSessions}, so that
 * sessions can go with the last of their events.
 *
 * @param expectedGallery the {@link StoreVersion#gallery()} on which the change was decided; empty
 *     if it holds on any
 * @param header replaces the header, which keeps its id
 * @param removedPeople keys of people who go, with their sealed records
 * @param people put in the place of rows with the same key, or added
 * @param removedSealed ids of sealed records that go
 * @param sealed put in the place of records with the same id, or added after all others; skipped if
 *     the person is not in the store
 * @param documents put in the place of those of the same name, or added; empty content removes
 * @param removedSessions ids of sessions that go, unless they have events
 * @param sessions added; those whose id is there are left as they are, unless they are in {@link
 *     #replacedSessions}
 * @param replacedSessions put in the place of sessions with the same id, or added
 * @param eventsBefore all events that happened before go, with their sealed records of the kind
 *     {@link SealedRow#NOTE}, and all sessions that ended before, or without an end were stored
 *     before, and have no events then (retention)
 * @param expectedOutdated what {@link #eventsBefore} deletes; empty if it may be anything
 * @param events recorded
 * @param audit appended to the audit log, continued by {@link #seal}
 * @param seal continues the audit log
 */
public record Commit(
    OptionalLong expectedGallery,
    Optional<StoreHeader> header,
    List<UUID> removedPeople,
    List<PersonRow> people,
    List<UUID> removedSealed,
    List<SealedRow> sealed,
    Map<String, Optional<Bytes>> documents,
    List<SessionId> removedSessions,
    List<SessionRow> sessions,
    List<SessionRow> replacedSessions,
    Optional<Instant> eventsBefore,
    Optional<Outdated> expectedOutdated,
    List<EventRow> events,
    List<AuditEntry> audit,
    AuditSeal seal) {

  /**
   * Checks the components.
   *
   * @param expectedGallery as above
   * @param header as above
   * @param removedPeople as above
   * @param people as above
   * @param removedSealed as above
   * @param sealed as above
   * @param documents as above
   * @param removedSessions as above
   * @param sessions as above
   * @param replacedSessions as above
   * @param eventsBefore as above
   * @param expectedOutdated as above
   * @param events as above
   * @param audit as above
   * @param seal as above
   */
  public Commit {
    removedPeople = List.copyOf(removedPeople);
    people = List.copyOf(people);
    removedSealed = List.copyOf(removedSealed);
    sealed = List.copyOf(sealed);
    documents = Map.copyOf(documents);
    removedSessions = List.copyOf(removedSessions);
    sessions = List.copyOf(sessions);
    replacedSessions = List.copyOf(replacedSessions);
    events = List.copyOf(events);
    audit = List.copyOf(audit);
  }

  /**
   * The same change, to hold on one version only.
   *
   * @param version the version
   * @return the commit
   */
  public Commit expecting(StoreVersion version) {
    return new Commit(
        OptionalLong.of(version.gallery()),
        header,
        removedPeople,
        people,
        removedSealed,
        sealed,
        documents,
        removedSessions,
        sessions,
        replacedSessions,
        eventsBefore,
        expectedOutdated,
        events,
        audit,
        seal);
  }

  /**
   * Whether it changes people, sealed records, documents or the header (as retention may), so that
   * {@link StoreVersion#gallery()} grows.
   *
   * @return false if it only records
   */
  public boolean changesGallery() {
    return header.isPresent()
        || !removedPeople.isEmpty()
        || !people.isEmpty()
        || !removedSealed.isEmpty()
        || !sealed.isEmpty()
        || !documents.isEmpty()
        || eventsBefore.isPresent();
  }

  /**
   * Whether a search depends on what it changes, even if it leaves the templates.
   *
   * @return false if at most it puts or removes sealed records
   */
  public boolean changesSearch() {
    return header.isPresent()
        || !removedPeople.isEmpty()
        || !people.isEmpty()
        || !documents.isEmpty();
  }

  /**
   * A builder of a commit that holds on any version.
   *
   * @param seal continues the audit log
   * @return the builder
   */
  public static Builder builder(AuditSeal seal) {
    return new Builder(seal);
  }

  /** Builds a commit. Not thread-safe. */
  public static final class Builder {
    private final AuditSeal seal;
    private OptionalLong expectedGallery = OptionalLong.empty();
    private @Nullable StoreHeader header;
    private final List<UUID> removedPeople = new ArrayList<>();
    private final List<PersonRow> people = new ArrayList<>();
    private final List<UUID> removedSealed = new ArrayList<>();
    private final List<SealedRow> sealed = new ArrayList<>();
    private final Map<String, Optional<Bytes>> documents = new LinkedHashMap<>();
    private final List<SessionId> removedSessions = new ArrayList<>();
    private final List<SessionRow> sessions = new ArrayList<>();
    private final List<SessionRow> replacedSessions = new ArrayList<>();
    private @Nullable Instant eventsBefore;
    private @Nullable Outdated expectedOutdated;
    private final List<EventRow> events = new ArrayList<>();
    private final List<AuditEntry> audit = new ArrayList<>();

    private Builder(AuditSeal seal) {
      this.seal = seal;
    }

    /**
     * Only on this version.
     *
     * @param version what was read before the change was decided
     * @return this
     */
    public Builder expecting(StoreVersion version) {
      return expecting(version.gallery());
    }

    /**
     * Only on this version.
     *
     * @param gallery {@link StoreVersion#gallery()} of what was read before the change was decided
     * @return this
     */
    public Builder expecting(long gallery) {
      expectedGallery = OptionalLong.of(gallery);
      return this;
    }

    /**
     * Replaces the header.
     *
     * @param next of the same id
     * @return this
     */
    public Builder header(StoreHeader next) {
      header = next;
      return this;
    }

    /**
     * Removes a person and the sealed records.
     *
     * @param key the person's
     * @return this
     */
    public Builder removePerson(UUID key) {
      removedPeople.add(key);
      return this;
    }

    /**
     * Adds a person or replaces the row of the same key.
     *
     * @param person the row
     * @return this
     */
    public Builder put(PersonRow person) {
      people.add(person);
      return this;
    }

    /**
     * Removes a sealed record.
     *
     * @param id its id
     * @return this
     */
    public Builder removeSealed(UUID id) {
      removedSealed.add(id);
      return this;
    }

    /**
     * Adds a sealed record or replaces the one of the same id.
     *
     * @param record the record
     * @return this
     */
    public Builder put(SealedRow record) {
      sealed.add(record);
      return this;
    }

    /**
     * Adds a document or replaces the one of the same name.
     *
     * @param document the document
     * @return this
     */
    public Builder put(DocumentRow document) {
      documents.put(document.name(), Optional.of(document.content()));
      return this;
    }

    /**
     * Removes a document if it is there.
     *
     * @param name its name
     * @return this
     */
    public Builder removeDocument(String name) {
      documents.put(name, Optional.empty());
      return this;
    }

    /**
     * Removes a session unless it has events.
     *
     * @param id its id
     * @return this
     */
    public Builder removeSession(SessionId id) {
      removedSessions.add(id);
      return this;
    }

    /**
     * Adds a session; one with that id that is there already is left as it is.
     *
     * @param session the session
     * @return this
     */
    public Builder add(SessionRow session) {
      sessions.add(session);
      return this;
    }

    /**
     * Adds a session or replaces the one with that id.
     *
     * @param session the session
     * @return this
     */
    public Builder put(SessionRow session) {
      replacedSessions.add(session);
      return this;
    }

    /**
     * Deletes all events that happened before an instant, and what goes with them.
     *
     * @param instant the first that stays
     * @return this
     */
    public Builder deleteEventsBefore(Instant instant) {
      eventsBefore = instant;
      return this;
    }

    /**
     * Deletes what is outdated, if it is still that and no more.
     *
     * @param found what {@link AttendanceStore#outdated} gave
     * @return this
     */
    public Builder delete(Outdated found) {
      eventsBefore = found.before();
      expectedOutdated = found;
      return this;
    }

    /**
     * Records an event.
     *
     * @param event the event; its session is there or in this commit
     * @return this
     */
    public Builder record(EventRow event) {
      events.add(event);
      return this;
    }

    /**
     * Appends to the audit log.
     *
     * @param entry what was done
     * @return this
     */
    public Builder audit(AuditEntry entry) {
      audit.add(entry);
      return this;
    }

    /**
     * The commit.
     *
     * @return what was asked for until now
     */
    public Commit build() {
      return new Commit(
          expectedGallery,
          Optional.ofNullable(header),
          removedPeople,
          people,
          removedSealed,
          sealed,
          documents,
          removedSessions,
          sessions,
          replacedSessions,
          Optional.ofNullable(eventsBefore),
          Optional.ofNullable(expectedOutdated),
          events,
          audit,
          seal);
    }
  }
}
