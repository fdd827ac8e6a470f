package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.CalibrationStore;
import io.faceattendance.attendance.internal.ConsentPolicy;
import io.faceattendance.attendance.internal.HeadRow;
import io.faceattendance.attendance.internal.HeadStore;
import io.faceattendance.attendance.internal.PeopleStore;
import io.faceattendance.attendance.internal.Resemblance;
import io.faceattendance.attendance.internal.StoredPerson;
import io.faceattendance.attendance.internal.Template;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.StoreVersion;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.Head;
import io.faceattendance.match.Threshold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people of the store in memory, ready to be searched, with the thresholds and the head in
 * force. The truth is the store: before each use its version is read, and if another program
 * changed that on which a search depends, everything is read again. Changes of this process are
 * applied to what is in memory. Thread-safe.
 */
final class Gallery {
  private static final Logger LOG = LoggerFactory.getLogger(Gallery.class);

  private final Vault vault;
  private final PeopleStore people;
  private final HeadStore stored;
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
   * @param needsConsent whether nobody is enrolled without consent
   * @param people everybody enrolled
   */
  record Loaded(
      StoreVersion version,
      PolicyInForce inForce,
      FaceMatcher raw,
      FaceMatcher matcher,
      boolean headWanted,
      boolean headStale,
      boolean needsConsent,
      Map<PersonId, StoredPerson> people) {

    Optional<StoredPerson> person(PersonId id) {
      return Optional.ofNullable(people.get(id));
    }

    /**
     * Of a person who is here already, the consent that is stored counts. One that was withdrawn is
     * none, even where none is needed.
     */
    boolean lacksConsent(Person person) {
      Person known = person(person.id()).map(StoredPerson::person).orElse(person);
      return known.consent().map(consent -> !consent.holds()).orElse(needsConsent);
    }

    private Loaded at(StoreVersion newVersion) {
      return new Loaded(
          newVersion, inForce, raw, matcher, headWanted, headStale, needsConsent, people);
    }

    private Loaded withPeopleOf(StoreVersion newVersion) {
      return new Loaded(
          newVersion, inForce, raw, raw, headWanted, headWanted, needsConsent, people);
    }
  }

  private Gallery(
      Vault vault,
      EmbeddingSpace space,
      AttendanceOptions options,
      HeadTraining heads,
      Runnable staleHead) {
    this.vault = vault;
    this.people = new PeopleStore(vault);
    this.stored = new HeadStore(vault);
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
      Vault vault,
      EmbeddingSpace space,
      AttendanceOptions options,
      HeadTraining heads,
      Runnable staleHead) {
    Gallery gallery = new Gallery(vault, space, options, heads, staleHead);
    gallery.installed(gallery.loaded);
    return gallery;
  }

  /** What the store has now. */
  Loaded current() {
    StoreVersion version = vault.rows().version();
    Loaded known = loaded;
    return known.version().search() == version.search() ? known.at(version) : reload();
  }

  private synchronized Loaded reload() {
    if (loaded.version().search() != vault.rows().version().search()) {
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
    StoreVersion version =
        vault.rows().version(); // first: what changes after it is seen at the next use
    PeopleStore.Snapshot snapshot = people.snapshot();
    requireSpace(snapshot.spaces(), space);
    PolicyInForce inForce = PolicyInForce.of(options.policy(), new CalibrationStore(vault), space);
    GalleryIndex index = GalleryIndex.exact(space, options.templates().scoring());
    snapshot.templates().forEach(t -> index.add(t.person(), t.id(), t.embedding()));
    Map<PersonId, StoredPerson> byId = new ConcurrentHashMap<>();
    snapshot.people().forEach(one -> byId.put(one.person().id(), one));
    FaceMatcher raw = FaceMatcher.of(index, inForce.policy());
    FaceMatcher matcher = head().map(raw::withHead).orElse(raw);
    boolean headWanted = heads.wish().isPresent();
    boolean headStale = headWanted && !stored.isUpToDate();
    boolean needsConsent = ConsentPolicy.isRequired(vault);
    return new Loaded(version, inForce, raw, matcher, headWanted, headStale, needsConsent, byId);
  }

  /** A head is an extra: without it the gallery works on. */
  private Optional<Head> head() {
    try {
      return stored.openInUse(options.templates().scoring(), this::read).flatMap(one -> one);
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
  static void requireSpace(List<String> stored, EmbeddingSpace space) {
    List<String> others = stored.stream().filter(id -> !id.equals(space.id())).toList();
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
      Optional<PeopleStore.Enrolled> enrolled =
          people.enrol(
              now.version().gallery(),
              decision.person(),
              decision.templates(),
              decision.pictures(),
              options.templates().perPerson(),
              decision.resembling());
      if (enrolled.isPresent()) {
        add(now, enrolled.get(), decision.templates());
        return decision.result();
      }
    }
  }

  private void add(Loaded now, PeopleStore.Enrolled enrolled, List<Template> templates) {
    now.people().put(enrolled.person().person().id(), enrolled.person());
    GalleryIndex index = now.raw().gallery();
    for (Template template : templates) {
      index.add(template.person(), template.id(), template.embedding());
    }
    enrolled.replaced().forEach(index::removeTemplate);
    installed(now.withPeopleOf(enrolled.version()));
  }

  /**
   * What is to be written.
   *
   * @param person who
   * @param templates all of that person; nothing is written if there is none
   * @param pictures the faces that are kept of them
   * @param resembling whom they resemble, for the audit log
   * @param result what the caller gets once it is written
   */
  record Decision<T>(
      Person person,
      List<Template> templates,
      List<Image> pictures,
      List<Resemblance> resembling,
      T result) {}

  synchronized Optional<RemovalReceipt> remove(PersonId person) {
    Loaded before = current();
    Optional<PeopleStore.Removal> removal = people.remove(person);
    before.raw().gallery().remove(person);
    before.people().remove(person);
    removal
        .map(PeopleStore.Removal::version)
        .filter(version -> version.search() == before.version().search() + 1)
        .ifPresent(version -> installed(before.withPeopleOf(version)));
    return removal.map(PeopleStore.Removal::receipt);
  }
}
