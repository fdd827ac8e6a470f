package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.internal.Tensor;
import io.faceattendance.model.Preprocessing;
import io.faceattendance.model.Preprocessing.ColourOrder;
import io.faceattendance.testing.Pictures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of the networks' outputs. */
class MtcnnStagesTest {
  private static final int[] FIRST = {0};

  @Test
  void movesEachEdgeByAShareOfTheExtent() {
    MtcnnCandidates found = new MtcnnCandidates();
    found.correct(found.add(0.9f, 10, 20, 100, 50), 0.1f, -0.2f, 0.3f, 0.4f);

    assertBox(found.corrected(), 0, 20, 10, 120, 80);
    assertBox(found.windows(), 0, 10, 20, 100, 50);
  }

  @Test
  void makesSquaresAroundTheSameCentre() {
    MtcnnCandidates found = new MtcnnCandidates();
    found.correct(found.add(0.9f, 0, 0, 40, 100), 0, 0, 0, 0);

    assertBox(found.squares(FIRST), 0, -30, 0, 100, 100);
  }

  @Test
  void leavesOutWhatACorrectionTurnsInsideOut() {
    MtcnnCandidates found = new MtcnnCandidates();
    found.correct(found.add(0.9f, 0, 0, 40, 40), 0.8f, 0, -0.8f, 0);
    found.correct(found.add(0.9f, 0, 0, 40, 40), Float.NaN, 0, 0, 0);
    found.correct(found.add(0.9f, 0, 0, 40, 40), 0, 0, 0, 0);

    assertThat(found.squares(new int[] {0, 1, 2}).size()).isEqualTo(1);
  }

  @Test
  void readsProposalsFromPlanesTwoPixelsApart() {
    int columns = 3;
    int rows = 2;
    int cells = columns * rows;
    int cell = 5; // column 2, row 1
    float[] scores = new float[2 * cells];
    scores[0] = 0.9f; // of no face, at the first cell
    scores[cells + cell] = 0.8f;
    scores[cells] = Float.NaN;
    float[] offsets = new float[4 * cells];
    offsets[cell] = 0.5f;
    offsets[cells + cell] = 0.25f;
    offsets[3 * cells + cell] = 1;

    MtcnnCandidates found =
        MtcnnProposals.decode(
            List.of(
                new Tensor(new long[] {1, 2, rows, columns}, scores),
                new Tensor(new long[] {1, 4, rows, columns}, offsets)),
            10,
            20,
            0.6);

    assertThat(found.windows().size()).isEqualTo(1);
    assertThat(found.windows().score(0)).isEqualTo(0.8f);
    assertBox(found.windows(), 0, 40, 40, 120, 240);
    assertBox(found.corrected(), 0, 100, 100, 60, 420);
  }

  @Test
  void readsLandmarksAsFiveXAndThenFiveYOfTheSquare() {
    Detections squares = new Detections();
    for (int i = 0; i < 3; i++) {
      squares.box(squares.add(1), 100 * i, 10, 50, 50);
    }
    float[] points = new float[20];
    for (int i = 0; i < 10; i++) {
      points[10 + i] = i / 10f;
    }
    float[] offsets = {0, 0, 0, 0, 0.2f, 0.2f, 0, 0};

    MtcnnCandidates found = new MtcnnCandidates();
    MtcnnRefinement.decode(
        List.of(
            new Tensor(new long[] {2, 2}, new float[] {0.9f, 0.1f, 0.1f, 0.9f}),
            new Tensor(new long[] {2, 4}, offsets),
            new Tensor(new long[] {2, 10}, points)),
        squares,
        1,
        2,
        0.7,
        found);

    Detections faces = found.corrected();
    assertThat(faces.size()).isEqualTo(1);
    assertBox(faces, 0, 210, 20, 40, 40);
    for (int point = 0; point < 5; point++) {
      // The correction of the box does not move them.
      assertThat(faces.landmark(0, 2 * point)).isCloseTo(200 + 5f * point, within(1e-3f));
      assertThat(faces.landmark(0, 2 * point + 1)).isCloseTo(35 + 5f * point, within(1e-3f));
    }
  }

  @Test
  void showsEverySquareToTheNetworkInBatches() {
    Detections squares = new Detections();
    for (int i = 0; i < 150; i++) {
      squares.box(squares.add(1), i, 0, 24, 24);
    }
    int[] seen = new int[1];
    PatchSampler sampler =
        new PatchSampler(
            Halvings.of(Pictures.plain(300, 30, 9, 9, 9)),
            Preprocessing.uniform(0, 0, ColourOrder.RGB, 127.5, 128));

    MtcnnCandidates found =
        MtcnnRefinement.refine(
            (shape, filler) -> {
              int batch = (int) shape[0];
              assertThat(shape).containsExactly(batch, 3, 24, 24);
              float[] scores = new float[2 * batch];
              for (int i = 0; i < batch; i++) {
                scores[2 * i + 1] = (seen[0] + i) % 2;
              }
              seen[0] += batch;
              return List.of(
                  new Tensor(new long[] {batch, 2}, scores),
                  new Tensor(new long[] {batch, 4}, new float[4 * batch]));
            },
            24,
            sampler,
            squares,
            0.7);

    assertThat(seen[0]).isEqualTo(150);
    assertThat(found.windows().size()).isEqualTo(75);
    for (int i = 0; i < 75; i++) {
      assertThat(found.windows().box(i, 0)).isEqualTo(2 * i + 1);
    }
  }

  private static void assertBox(
      Detections found, int index, float x, float y, float width, float height) {
    float[] expected = {x, y, width, height};
    for (int i = 0; i < 4; i++) {
      assertThat(found.box(index, i)).isCloseTo(expected[i], within(1e-3f));
    }
  }
}
