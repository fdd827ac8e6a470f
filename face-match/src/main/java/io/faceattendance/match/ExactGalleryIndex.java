package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/**
 * Every template compared, in tiles that are added as the gallery grows (nothing is copied) and
 * dropped as it shrinks. Rows are dense: the last one moves into a gap. Searches run at the same
 * time and share nothing but the lock; each has its own small scratch.
 */
final class ExactGalleryIndex implements GalleryIndex {
  private final EmbeddingSpace space;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  // All guarded by the lock.
  // Package-private for the test that looks for what should be gone.
  final List<Tile> tiles = new ArrayList<>();
  private final Map<UUID, Integer> rowOf = new HashMap<>();
  private final Map<PersonId, List<UUID>> templatesOf = new HashMap<>();
  // Made when somebody asks, null after every change; readers may make it at the same time.
  private volatile @Nullable Set<PersonId> people;

  ExactGalleryIndex(EmbeddingSpace space) {
    this.space = space;
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public TemplateScoring scoring() {
    return TemplateScoring.BEST;
  }

  @Override
  public void add(PersonId person, UUID templateId, Embedding embedding) {
    add(person, templateId, valuesOf(embedding));
  }

  /** Adds values of length 1, or zeros, which are similar to nobody: their cosine is 0. */
  void add(PersonId person, UUID templateId, float[] vector) {
    Lock writing = lock.writeLock();
    writing.lock();
    try {
      append(person, templateId, vector);
    } finally {
      writing.unlock();
    }
  }

  private void append(PersonId person, UUID templateId, float[] vector) {
    if (rowOf.containsKey(templateId)) {
      throw new IllegalArgumentException(
          "expected a new template id, got %s, which is here: remove it first"
              .formatted(templateId));
    }
    int row = rowOf.size();
    if (row == tiles.size() * Tile.ROWS) {
      tiles.add(new Tile(space.dimension()));
    }
    tileOf(row).put(row % Tile.ROWS, person, templateId, vector);
    rowOf.put(templateId, row);
    templatesOf.computeIfAbsent(person, any -> new ArrayList<>(1)).add(templateId);
    people = null;
  }

  @Override
  public int remove(PersonId person) {
    Lock writing = lock.writeLock();
    writing.lock();
    try {
      List<UUID> templates = templatesOf.getOrDefault(person, List.of());
      List.copyOf(templates).forEach(this::removeRow);
      return templatesOf.remove(person) == null ? 0 : templates.size();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public boolean removeTemplate(UUID templateId) {
    Lock writing = lock.writeLock();
    writing.lock();
    try {
      Integer row = rowOf.get(templateId);
      if (row == null) {
        return false;
      }
      PersonId person = tileOf(row).person(row % Tile.ROWS);
      removeRow(templateId);
      forget(person, templateId);
      return true;
    } finally {
      writing.unlock();
    }
  }

  private void forget(PersonId person, UUID templateId) {
    List<UUID> templates = Objects.requireNonNull(templatesOf.get(person));
    templates.remove(templateId);
    if (templates.isEmpty()) {
      templatesOf.remove(person);
    }
  }

  private void removeRow(UUID templateId) {
    people = null;
    int row = Objects.requireNonNull(rowOf.remove(templateId));
    int last = rowOf.size();
    Tile tail = tileOf(last);
    int tailRow = last % Tile.ROWS;
    if (row != last) {
      UUID moved = tail.template(tailRow);
      tileOf(row).put(row % Tile.ROWS, tail.person(tailRow), moved, tail.vector(tailRow));
      rowOf.put(moved, row);
    }
    tail.clear(tailRow);
    if (tailRow == 0) {
      tiles.remove(tiles.size() - 1);
    }
  }

  @Override
  public int size() {
    return reading(rowOf::size);
  }

  @Override
  public int persons() {
    return reading(templatesOf::size);
  }

  @Override
  public Set<PersonId> people() {
    return reading(
        () -> {
          Set<PersonId> known = people;
          if (known == null) {
            known = Set.copyOf(templatesOf.keySet());
            people = known;
          }
          return known;
        });
  }

  @Override
  public List<Candidate> search(Embedding probe, int k) {
    return search(List.of(probe), k).get(0);
  }

  @Override
  public List<List<Candidate>> search(List<Embedding> probes, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("expected a k of at least 1, got " + k);
    }
    List<float[]> vectors = probes.stream().map(this::valuesOf).toList();
    return reading(() -> scan(vectors, k));
  }

  private List<List<Candidate>> scan(List<float[]> probes, int k) {
    List<Shortlist> shortlists =
        probes.stream().map(probe -> new Shortlist(k, space.dimension())).toList();
    float[] dots = new float[Tile.ROWS];
    for (int t = 0; t < tiles.size(); t++) {
      int first = t * Tile.ROWS;
      int filled = Math.min(Tile.ROWS, rowOf.size() - first);
      // All probes on one tile while the cache has it: a batch reads the gallery once.
      for (int p = 0; p < probes.size(); p++) {
        tiles.get(t).dots(probes.get(p), dots);
        shortlists.get(p).offer(tiles, first, dots, filled);
      }
    }
    List<List<Candidate>> results = new ArrayList<>(probes.size());
    for (int p = 0; p < probes.size(); p++) {
      results.add(exactBest(shortlists.get(p).rows(tiles), probes.get(p), k));
    }
    return results;
  }

  private List<Candidate> exactBest(int[] rows, float[] probe, int k) {
    Map<PersonId, Double> best = new HashMap<>();
    for (int row : rows) {
      Tile tile = tileOf(row);
      best.merge(tile.person(row % Tile.ROWS), tile.cosine(row % Tile.ROWS, probe), Math::max);
    }
    return best.entrySet().stream()
        .map(entry -> new Candidate(entry.getKey(), entry.getValue()))
        .sorted(Candidate.BEST_FIRST)
        .limit(k)
        .toList();
  }

  @Override
  public OptionalDouble similarity(PersonId person, Embedding probe) {
    float[] vector = valuesOf(probe);
    return reading(
        () ->
            templatesOf.getOrDefault(person, List.of()).stream()
                .mapToInt(rowOf::get)
                .mapToDouble(row -> tileOf(row).cosine(row % Tile.ROWS, vector))
                .max());
  }

  private Tile tileOf(int row) {
    return tiles.get(row / Tile.ROWS);
  }

  float[] valuesOf(Embedding embedding) {
    if (!space.equals(embedding.space())) {
      throw new IllegalArgumentException(
          "expected an embedding of space %s, got one of %s: enrol and search with one model"
              .formatted(space, embedding.space()));
    }
    return embedding.vector();
  }

  private <T> T reading(Supplier<T> action) {
    Lock reading = lock.readLock();
    reading.lock();
    try {
      return action.get();
    } finally {
      reading.unlock();
    }
  }
}
