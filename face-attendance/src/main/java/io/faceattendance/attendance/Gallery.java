package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.AttendanceStore;
import io.faceattendance.attendance.internal.Resemblance;
import io.faceattendance.attendance.internal.Template;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.MatchPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The people of the store in memory, ready to be searched. The truth is the store: before each use
 * its version is read, and if another program changed it, everything is read again. Changes of this
 * process are applied to what is in memory. Thread-safe.
 */
final class Gallery {
  private final AttendanceStore store;
  private final EmbeddingSpace space;
  private final MatchPolicy policy;
  private volatile Loaded loaded;

  /** One reading of the store; the index and the people grow and shrink with own changes. */
  record Loaded(long version, FaceMatcher matcher, Map<PersonId, Person> people) {

    Optional<Person> person(PersonId id) {
      return Optional.ofNullable(people.get(id));
    }

    private Loaded at(long newVersion) {
      return new Loaded(newVersion, matcher, people);
    }
  }

  Gallery(AttendanceStore store, EmbeddingSpace space, MatchPolicy policy) {
    this.store = store;
    this.space = space;
    this.policy = policy;
    this.loaded = load();
  }

  MatchPolicy policy() {
    return policy;
  }

  /** What the store has now. */
  Loaded current() {
    long version = store.galleryVersion();
    Loaded known = loaded;
    return known.version() == version ? known : reload();
  }

  private synchronized Loaded reload() {
    if (loaded.version() != store.galleryVersion()) {
      loaded = load();
    }
    return loaded;
  }

  private Loaded load() {
    long version = store.galleryVersion(); // first: what changes after it is seen at the next use
    requireSpace(store, space);
    GalleryIndex index = GalleryIndex.exact(space);
    store.templates().forEach(t -> index.add(t.person(), t.id(), t.embedding()));
    Map<PersonId, Person> people = new ConcurrentHashMap<>();
    store.people().forEach(one -> people.put(one.person().id(), one.person()));
    return new Loaded(version, FaceMatcher.of(index, policy), people);
  }

  /** Refuses a store whose templates cannot be compared with embeddings of a space. */
  static void requireSpace(AttendanceStore store, EmbeddingSpace space) {
    List<String> others = store.spaces().stream().filter(id -> !id.equals(space.id())).toList();
    if (!others.isEmpty()) {
      throw new StoreException(
          ("expected templates of the embedder's space %s, the store has templates of %s: open it"
                  + " with the model that made them, or enrol everybody again from photos in a new"
                  + " data directory")
              .formatted(space, others));
    }
  }

  /**
   * Decides on the present state and writes, as one step: if another program changes the people in
   * between, the decision is taken again.
   */
  synchronized <T> T enrol(Function<Loaded, Decision<T>> decide) {
    while (true) {
      Loaded now = current();
      Decision<T> decision = decide.apply(now);
      if (decision.templates().isEmpty()) {
        return decision.result();
      }
      if (store.enrol(
          now.version(), decision.person(), decision.templates(), decision.resembling())) {
        now.people().put(decision.person().id(), decision.person());
        GalleryIndex index = now.matcher().gallery();
        for (Template template : decision.templates()) {
          index.add(template.person(), template.id(), template.embedding());
        }
        loaded = now.at(now.version() + 1);
        return decision.result();
      }
    }
  }

  /**
   * What is to be written.
   *
   * @param person who
   * @param templates all of that person; nothing is written if there is none
   * @param resembling whom they resemble, for the audit log
   * @param result what the caller gets once it is written
   */
  record Decision<T>(
      Person person, List<Template> templates, List<Resemblance> resembling, T result) {}

  synchronized Optional<RemovalReceipt> remove(PersonId person) {
    Loaded before = current();
    Optional<AttendanceStore.Removal> removal = store.remove(person);
    before.matcher().gallery().remove(person);
    before.people().remove(person);
    if (removal.isPresent() && removal.get().galleryVersion() == before.version() + 1) {
      loaded = before.at(removal.get().galleryVersion());
    }
    return removal.map(AttendanceStore.Removal::receipt);
  }
}
