package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ExactGalleryIndexTest extends GalleryIndexContract {
  @Override
  GalleryIndex open(EmbeddingSpace space) {
    return GalleryIndex.exact(space);
  }

  @Override
  TemplateScoring scoring() {
    return TemplateScoring.BEST;
  }

  @Test
  void leavesNothingOfARemovedPersonInItsRows() {
    SyntheticFaces faces = new SyntheticFaces(8, 20);
    ExactGalleryIndex index = new ExactGalleryIndex(faces.space());
    for (int i = 0; i < 70; i++) {
      index.add(SyntheticFaces.person(i), new UUID(1, i), faces.anybody());
    }
    Embedding secret = faces.anybody();
    index.add(PersonId.of("secret"), new UUID(2, 1), secret);
    index.add(PersonId.of("secret"), new UUID(2, 2), secret);
    Tile tile = index.tiles.get(1);
    assertThat(rowsOf(tile, secret)).isEqualTo(2);
    index.remove(PersonId.of("secret"));
    assertThat(rowsOf(tile, secret)).isZero();
    index.removeTemplate(new UUID(1, 2));
    // The last row moved into the gap and is not there twice.
    assertThat(tile.vector(5)).containsOnly(0);
  }

  @Test
  void zeroesTheLastRowOfATileThatIsDropped() {
    SyntheticFaces faces = new SyntheticFaces(8, 21);
    ExactGalleryIndex index = new ExactGalleryIndex(faces.space());
    index.add(PersonId.of("only"), new UUID(1, 1), faces.anybody());
    Tile tile = index.tiles.get(0);
    index.remove(PersonId.of("only"));
    assertThat(index.tiles).isEmpty();
    assertThat(tile.vector(0)).containsOnly(0);
  }

  private static int rowsOf(Tile tile, Embedding face) {
    int rows = 0;
    for (int row = 0; row < Tile.ROWS; row++) {
      rows += Arrays.equals(tile.vector(row), face.vector()) ? 1 : 0;
    }
    return rows;
  }
}
