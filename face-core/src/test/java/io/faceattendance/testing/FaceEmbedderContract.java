package io.faceattendance.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.BoundingBox;
import io.faceattendance.Embedding;
import io.faceattendance.Face;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FaceEmbedder} keeps; the test of each implementation extends it. */
public abstract class FaceEmbedderContract {
  private static final Face FACE =
      new Face(
          new BoundingBox(20, 20, 80, 100),
          0.9,
          Optional.of(
              new Landmarks(
                  new Point(40, 55),
                  new Point(75, 57),
                  new Point(58, 75),
                  new Point(44, 95),
                  new Point(72, 96))));

  protected FaceEmbedder embedder;

  /** Opens the embedder. */
  protected abstract FaceEmbedder open();

  @BeforeEach
  void openEmbedder() {
    embedder = open();
  }

  @AfterEach
  void closeEmbedder() {
    if (embedder != null) {
      embedder.close();
    }
  }

  @Test
  void makesUnitVectorsOfItsSpace() {
    Embedding embedding = embedder.embed(aligned(1));

    double squares = 0;
    for (float value : embedding.vector()) {
      squares += (double) value * value;
    }
    assertThat(embedding.space()).isEqualTo(embedder.space());
    assertThat(embedding.vector()).hasSize(embedder.space().dimension());
    assertThat(squares).isCloseTo(1, within(1e-6));
  }

  @Test
  void namesItsAlignerInItsSpace() {
    assertThat(embedder.space().alignment()).isEqualTo(embedder.aligner().id());
  }

  @Test
  void isDeterministic() {
    Embedding first = embedder.embed(aligned(1));
    Embedding other = embedder.embed(aligned(2));

    assertThat(embedder.embed(aligned(1))).isEqualTo(first).isNotEqualTo(other);
  }

  @Test
  void takesPicturesWithoutAnyContrast() {
    Image black = embedder.aligner().align(Pictures.plain(1, 1, 0, 0, 0), FACE);

    assertThat(embedder.embed(black).space()).isEqualTo(embedder.space());
  }

  @Test
  void refusesAnImageOfAnotherSize() {
    Image aligned = aligned(1);
    Image wider = Pictures.plain(aligned.width() + 1, aligned.height(), 0, 0, 0);
    Image lower = Pictures.plain(aligned.width(), aligned.height() - 1, 0, 0, 0);

    for (Image wrong : new Image[] {wider, lower}) {
      assertThatThrownBy(() -> embedder.embed(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(aligned.width() + " x " + aligned.height());
    }
  }

  @Test
  void givesTheSameEmbeddingToEveryThread() {
    Image aligned = aligned(1);
    Embedding alone = embedder.embed(aligned);

    assertThat(Concurrent.onThreads(8, () -> embedder.embed(aligned))).containsOnly(alone);
  }

  @Test
  void refusesCallsAfterCloseAndClosesTwice() {
    Image aligned = aligned(1);
    embedder.close();
    embedder.close();

    assertThatThrownBy(() -> embedder.embed(aligned))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void closesUnderLoad() {
    Image aligned = aligned(1);
    Embedding expected = embedder.embed(aligned);

    Concurrent.closeUnderLoad(
        50, 4, this::open, subject -> subject.embed(aligned), FaceEmbedder::close, expected);
  }

  private Image aligned(long seed) {
    return embedder.aligner().align(Pictures.noise(120, 130, seed), FACE);
  }
}
