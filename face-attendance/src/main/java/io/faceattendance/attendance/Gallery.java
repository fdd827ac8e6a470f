package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.AttendanceStore;
import io.faceattendance.attendance.internal.HeadRow;
import io.faceattendance.attendance.internal.Resemblance;
import io.faceattendance.attendance.internal.Template;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.Head;
import io.faceattendance.match.Threshold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people of the store in memory, ready to be searched, with the thresholds and the head in
 * force. The truth is the store: before each use its version is read, and if another program
 * changed it, everything is read again. Changes of this process are applied to what is in memory.
 * Thread-safe.
 */
final class Gallery {
  private static final Logger LOG = LoggerFactory.getLogger(Gallery.class);

  private final AttendanceStore store;
  private final EmbeddingSpace space;
  private final AttendanceOptions options;
  private final HeadTraining heads;
  private final Runnable staleHead;
  private volatile Loaded loaded;
  private String announced = "";

  /**
   * One reading of the store; the index and the people grow and shrink with own changes.
   *
   * @param version of the store
   * @param inForce what decides
   * @param raw compares by the embeddings alone
   * @param matcher the same, with the head if there is one that has a say
   * @param headWanted whether a head is to be used
   * @param headStale whether it is to be trained (again) for that
   * @param people everybody enrolled
   */
  record Loaded(
      long version,
      PolicyInForce inForce,
      FaceMatcher raw,
      FaceMatcher matcher,
      boolean headWanted,
      boolean headStale,
      Map<PersonId, Person> people) {

    Optional<Person> person(PersonId id) {
      return Optional.ofNullable(people.get(id));
    }

    private Loaded withPeopleOf(long newVersion) {
      return new Loaded(newVersion, inForce, raw, raw, headWanted, headWanted, people);
    }
  }

  private Gallery(
      AttendanceStore store,
      EmbeddingSpace space,
      AttendanceOptions options,
      HeadTraining heads,
      Runnable staleHead) {
    this.store = store;
    this.space = space;
    this.options = options;
    this.heads = heads;
    this.staleHead = staleHead;
    this.loaded = load();
  }

  /**
   * Reads the store.
   *
   * @param staleHead is told when a head is wanted and there is none for the people who are here
   */
  static Gallery open(
      AttendanceStore store,
      EmbeddingSpace space,
      AttendanceOptions options,
      HeadTraining heads,
      Runnable staleHead) {
    Gallery gallery = new Gallery(store, space, options, heads, staleHead);
    gallery.installed(gallery.loaded);
    return gallery;
  }

  /** What the store has now. */
  Loaded current() {
    long version = store.galleryVersion();
    Loaded known = loaded;
    return known.version() == version ? known : reload();
  }

  private synchronized Loaded reload() {
    if (loaded.version() != store.galleryVersion()) {
      installed(load());
    }
    return loaded;
  }

  private synchronized void installed(Loaded now) {
    loaded = now;
    announce(now);
    if (now.headStale()) {
      staleHead.run();
    }
  }

  private Loaded load() {
    long version = store.galleryVersion(); // first: what changes after it is seen at the next use
    requireSpace(store, space);
    PolicyInForce inForce = PolicyInForce.of(options.policy(), store, space);
    GalleryIndex index = GalleryIndex.exact(space, options.templates().scoring());
    store.templates().forEach(t -> index.add(t.person(), t.id(), t.embedding()));
    Map<PersonId, Person> people = new ConcurrentHashMap<>();
    store.people().forEach(one -> people.put(one.person().id(), one.person()));
    FaceMatcher raw = FaceMatcher.of(index, inForce.policy());
    FaceMatcher matcher = head().map(raw::withHead).orElse(raw);
    boolean headWanted = heads.wish().isPresent();
    boolean headStale = headWanted && !store.heads().isUpToDate();
    return new Loaded(version, inForce, raw, matcher, headWanted, headStale, people);
  }

  /** A head is an extra: without it the gallery works on. */
  private Optional<Head> head() {
    try {
      return store.heads().openInUse(options.templates().scoring(), this::read).flatMap(one -> one);
    } catch (StoreFailedException e) {
      throw e;
    } catch (StoreException e) {
      LOG.error("the raw embedding decides alone: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Head> read(HeadRow row, byte[] bytes) {
    try {
      return Optional.of(heads.read(bytes, space));
    } catch (FaceException e) {
      LOG.warn(
          "the head cannot be used ({}), the raw embedding decides: train it again",
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Says which thresholds are in force, once for each change of them. */
  private void announce(Loaded now) {
    PolicyInForce inForce = now.inForce();
    String words = inForce.words() + ", FPIR " + inForce.policy().targetFpir();
    if (words.equals(announced)) {
      return;
    }
    announced = words;
    Threshold threshold = now.raw().identificationThreshold();
    int comparisons = now.raw().gallery().comparisons();
    LOG.info("thresholds in force: {}; now cosine {}", words, threshold.similarity());
    if (!threshold.targetSupported()) {
      LOG.warn(
          "the thresholds ({}) do not support the target for {} comparisons: the strictest is used,"
              + " at a false match rate of {}; calibrate on pictures of more people",
          words,
          comparisons,
          threshold.fmr());
    }
  }

  /** Refuses thresholds of another space than that of the models. */
  void requireSpace(EmbeddingSpace ofThresholds) {
    if (!ofThresholds.equals(space)) {
      throw new IllegalArgumentException(
          "expected thresholds for the models' space %s, got some for %s"
              .formatted(space, ofThresholds));
    }
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
      Optional<List<UUID>> replaced =
          store.enrol(
              now.version(),
              decision.person(),
              decision.templates(),
              options.templates().perPerson(),
              decision.resembling());
      if (replaced.isPresent()) {
        now.people().put(decision.person().id(), decision.person());
        GalleryIndex index = now.raw().gallery();
        for (Template template : decision.templates()) {
          index.add(template.person(), template.id(), template.embedding());
        }
        replaced.get().forEach(index::removeTemplate);
        installed(now.withPeopleOf(now.version() + 1));
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
    before.raw().gallery().remove(person);
    before.people().remove(person);
    if (removal.isPresent() && removal.get().galleryVersion() == before.version() + 1) {
      installed(before.withPeopleOf(removal.get().galleryVersion()));
    }
    return removal.map(AttendanceStore.Removal::receipt);
  }
}
