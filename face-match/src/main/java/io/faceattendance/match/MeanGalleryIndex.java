package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * An exact index of each person's mean template, beside the templates that it is the mean of. The
 * mean is a function of the templates alone and not of the order in which they came.
 */
final class MeanGalleryIndex implements GalleryIndex {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  // All guarded by the lock.
  // Package-private for the test that looks for what should be gone.
  final ExactGalleryIndex means;
  final Map<PersonId, Map<UUID, float[]>> templatesOf = new HashMap<>();
  private final Map<UUID, PersonId> personOf = new HashMap<>();
  private long meansMade;

  MeanGalleryIndex(EmbeddingSpace space) {
    this.means = new ExactGalleryIndex(space);
  }

  @Override
  public EmbeddingSpace space() {
    return means.space();
  }

  @Override
  public TemplateScoring scoring() {
    return TemplateScoring.MEAN;
  }

  @Override
  public void add(PersonId person, UUID templateId, Embedding embedding) {
    float[] vector = means.valuesOf(embedding);
    writing(
        () -> {
          if (personOf.putIfAbsent(templateId, person) != null) {
            throw new IllegalArgumentException(
                "expected a new template id, got %s, which is here: remove it first"
                    .formatted(templateId));
          }
          templatesOf.computeIfAbsent(person, any -> new HashMap<>()).put(templateId, vector);
          return renewMean(person);
        });
  }

  @Override
  public int remove(PersonId person) {
    return writing(
        () -> {
          Map<UUID, float[]> templates = templatesOf.getOrDefault(person, Map.of());
          int count = templates.size();
          List.copyOf(templates.keySet()).forEach(this::forget);
          renewMean(person);
          return count;
        });
  }

  @Override
  public boolean removeTemplate(UUID templateId) {
    return writing(
        () -> {
          PersonId person = personOf.get(templateId);
          if (person == null) {
            return false;
          }
          forget(templateId);
          return renewMean(person);
        });
  }

  /** Overwrites the values: what was a person's template must not stay in memory. */
  private void forget(UUID templateId) {
    PersonId person = Objects.requireNonNull(personOf.remove(templateId));
    Map<UUID, float[]> templates = Objects.requireNonNull(templatesOf.get(person));
    Arrays.fill(Objects.requireNonNull(templates.remove(templateId)), 0);
    if (templates.isEmpty()) {
      templatesOf.remove(person);
    }
  }

  private boolean renewMean(PersonId person) {
    means.remove(person);
    Map<UUID, float[]> templates = templatesOf.get(person);
    if (templates != null) {
      means.add(person, new UUID(0, meansMade++), mean(templates));
    }
    return true;
  }

  /** Zeros if the templates cancel each other out: there is no direction then. */
  private float[] mean(Map<UUID, float[]> templates) {
    double[] sum = new double[space().dimension()];
    // The same templates give the same sum to the last bit: added in the order of their values.
    templates.values().stream()
        .sorted(Arrays::compare)
        .forEach(
            template -> {
              for (int d = 0; d < sum.length; d++) {
                sum[d] += template[d];
              }
            });
    float[] direction = new float[sum.length];
    boolean isZero = true;
    for (int d = 0; d < sum.length; d++) {
      direction[d] = (float) sum[d];
      isZero &= direction[d] == 0;
    }
    return isZero ? direction : Embedding.of(space(), direction).vector();
  }

  @Override
  public int size() {
    return reading(personOf::size);
  }

  @Override
  public int persons() {
    return reading(means::persons);
  }

  @Override
  public Set<PersonId> people() {
    return reading(means::people);
  }

  @Override
  public List<Candidate> search(Embedding probe, int k) {
    return reading(() -> means.search(probe, k));
  }

  @Override
  public List<List<Candidate>> search(List<Embedding> probes, int k) {
    return reading(() -> means.search(probes, k));
  }

  @Override
  public OptionalDouble similarity(PersonId person, Embedding probe) {
    return reading(() -> means.similarity(person, probe));
  }

  private <T> T reading(Supplier<T> action) {
    return locked(lock.readLock(), action);
  }

  private <T> T writing(Supplier<T> action) {
    return locked(lock.writeLock(), action);
  }

  private static <T> T locked(Lock held, Supplier<T> action) {
    held.lock();
    try {
      return action.get();
    } finally {
      held.unlock();
    }
  }
}
