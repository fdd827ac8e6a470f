package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class MeanGalleryIndexTest extends GalleryIndexContract {
  private static final PersonId ADA = PersonId.of("ada");

  @Override
  GalleryIndex open(EmbeddingSpace space) {
    return GalleryIndex.exact(space, TemplateScoring.MEAN);
  }

  @Override
  TemplateScoring scoring() {
    return TemplateScoring.MEAN;
  }

  @Test
  void comparesWithTheMeanOfUnitTemplates() {
    GalleryIndex index = open(SyntheticFaces.space(2));
    index.add(ADA, new UUID(1, 1), at(300, 0));
    index.add(ADA, new UUID(1, 2), at(0, 1));
    // Half-way, whatever the lengths were.
    assertThat(index.similarity(ADA, at(1, 1)).orElseThrow()).isCloseTo(1, within(1e-7));
    assertThat(index.similarity(ADA, at(1, 0)).orElseThrow())
        .isCloseTo(Math.sqrt(0.5), within(1e-7));
    index.removeTemplate(new UUID(1, 2));
    assertThat(index.similarity(ADA, at(1, 0))).hasValue(1);
  }

  @Test
  void findsAPersonWhoseTemplatesCancelOutSimilarToNobody() {
    GalleryIndex index = open(SyntheticFaces.space(2));
    index.add(ADA, new UUID(1, 1), at(1, 0));
    index.add(ADA, new UUID(1, 2), at(-1, 0));
    assertThat(index.search(at(1, 0), 1)).containsExactly(new Candidate(ADA, 0));
    assertThat(index.size()).isEqualTo(2);
    index.removeTemplate(new UUID(1, 2));
    assertThat(index.search(at(1, 0), 1)).containsExactly(new Candidate(ADA, 1));
  }

  /** The second value of 1e-20 is lost or not, depending on which two are added first. */
  @Test
  void makesTheSameMeanWhateverTheIdsOfTheTemplates() {
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    Embedding[] templates = {at(0.9f, 0.4f), at(1e-20f, 1), at(-0.9f, 0.4f)};
    Set<Double> similarities = new HashSet<>();
    for (int[] order : orders) {
      GalleryIndex index = open(SyntheticFaces.space(2));
      for (int i = 0; i < order.length; i++) {
        index.add(ADA, new UUID(1, i), templates[order[i]]);
      }
      similarities.add(index.similarity(ADA, at(1, 0)).orElseThrow());
    }
    assertThat(similarities).hasSize(1);
  }

  @Test
  void leavesNothingOfARemovedPersonInItsArrays() {
    SyntheticFaces faces = new SyntheticFaces(8, 20);
    MeanGalleryIndex index = new MeanGalleryIndex(faces.space());
    index.add(ADA, new UUID(1, 1), faces.anybody());
    index.add(ADA, new UUID(1, 2), faces.anybody());
    Tile tile = index.means.tiles.get(0);
    Map<UUID, float[]> templates = Objects.requireNonNull(index.templatesOf.get(ADA));
    float[] first = Objects.requireNonNull(templates.get(new UUID(1, 1)));
    float[] second = Objects.requireNonNull(templates.get(new UUID(1, 2)));
    index.removeTemplate(new UUID(1, 2));
    assertThat(second).containsOnly(0);
    assertThat(tile.vector(0)).containsOnly(0);
    Tile rest = index.means.tiles.get(0);
    assertThat(rest.vector(0)).isEqualTo(first);
    index.remove(ADA);
    assertThat(first).containsOnly(0);
    assertThat(rest.vector(0)).containsOnly(0);
    assertThat(index.templatesOf).isEmpty();
    assertThat(index.means.tiles).isEmpty();
  }

  private static Embedding at(float x, float y) {
    return Embedding.of(SyntheticFaces.space(2), new float[] {x, y});
  }
}
