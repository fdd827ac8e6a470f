package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.Embedding;
import io.faceattendance.Image;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class AugmenterTest {
  private static final int SIZE = 112;
  private final Image face = Pictures.noise(SIZE, SIZE, 1);

  @Test
  void firstViewIsTheFaceAndTheOthersDiffer() {
    List<Image> views = Augmenter.defaults().augment(face);

    assertThat(views).hasSize(16).doesNotHaveDuplicates();
    assertThat(views.get(0)).isEqualTo(face);
    assertThat(views).allMatch(view -> view.width() == SIZE && view.height() == SIZE);
  }

  // The sum was computed once: other arithmetic on another machine would change it.
  @Test
  void sameSeedGivesTheSameViewsBitForBit() {
    CRC32 sum = new CRC32();
    Augmenter.defaults().augment(face).forEach(view -> sum.update(Pictures.pixels(view)));

    assertThat(sum.getValue()).isEqualTo(855287951L);
    assertThat(Augmenter.defaults().withSeed(43).augment(face).get(1))
        .isNotEqualTo(Augmenter.defaults().augment(face).get(1));
  }

  @Test
  void fewerViewsAreTheFirstOfMore() {
    Augmenter augmenter = Augmenter.defaults();

    assertThat(augmenter.withViews(64).augment(face).subList(0, 2))
        .isEqualTo(augmenter.withViews(2).augment(face));
  }

  @Test
  void channelsKeepTheirOrder() {
    Image blueish = Pictures.plain(SIZE, SIZE, 200, 100, 40);

    for (Image view : Augmenter.defaults().withViews(64).augment(blueish)) {
      byte[] middle = view.copyRegion(SIZE / 2, SIZE / 2, 1, 1);
      assertThat(middle[0] & 0xff).isGreaterThan((middle[1] & 0xff) + 60);
      assertThat(middle[1] & 0xff).isGreaterThan((middle[2] & 0xff) + 40);
    }
  }

  @Test
  void lightChangesWithinItsBounds() {
    Image grey = Pictures.plain(SIZE, SIZE, 100, 100, 100);

    List<Integer> levels =
        Augmenter.defaults().withViews(64).augment(grey).stream()
            .map(view -> view.copyRegion(SIZE / 2, SIZE / 2, 1, 1)[0] & 0xff)
            .toList();

    assertThat(levels).allMatch(level -> level >= 100 * 0.9 - 25 && level <= 100 * 1.1 + 25);
    assertThat(levels).anyMatch(level -> level < 80).anyMatch(level -> level > 120);
  }

  @Test
  void halfOfTheViewsAreMirrored() {
    Image light = Pictures.plain(SIZE / 2, SIZE, 255, 255, 255);
    Image lightOnTheLeft = Pictures.onBlack(light, 0, 0, SIZE, SIZE);

    long mirrored =
        Augmenter.defaults().withViews(64).augment(lightOnTheLeft).stream()
            .filter(view -> level(view, 20) < level(view, SIZE - 20))
            .count();

    assertThat(mirrored).isBetween(22L, 42L);
  }

  @Test
  void viewsAreTurnedByTenDegreesAtMost() {
    Image light = Pictures.plain(SIZE, SIZE / 2, 255, 255, 255);
    Image lightAbove = Pictures.onBlack(light, 0, 0, SIZE, SIZE);

    List<Double> degrees =
        Augmenter.defaults().withViews(64).augment(lightAbove).stream()
            .map(view -> Math.toDegrees(Math.atan2(edge(view, 80) - edge(view, 30), 50)))
            .toList();

    assertThat(degrees).allMatch(angle -> Math.abs(angle) < 12);
    assertThat(degrees).anyMatch(angle -> angle < -6).anyMatch(angle -> angle > 6);
  }

  @Test
  void aBlurKeepsTheSumAndSpreadsAPoint() {
    Image point = Pictures.onBlack(Pictures.plain(1, 1, 255, 0, 128), 4, 4, 9, 9);

    Image blurred = Blur.of(point);

    assertThat(blurred.copyRegion(4, 4, 1, 1)).containsExactly(36, 0, 18);
    assertThat(blurred.copyRegion(6, 4, 1, 1)).containsExactly(6, 0, 3);
    assertThat(blurred.copyRegion(7, 4, 1, 1)).containsOnly(0);
    assertThat(Blur.of(Pictures.plain(5, 4, 255, 7, 9))).isEqualTo(Pictures.plain(5, 4, 255, 7, 9));
  }

  @Test
  void refusesCountsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmenter.defaults().withViews(1))
        .withMessageContaining("2 to 64 views, got 1");
    assertThatIllegalArgumentException().isThrownBy(() -> Augmenter.defaults().withViews(65));
  }

  @Test
  void viewsOfARealFaceStayTheSamePerson() throws IOException {
    try (OnnxEmbedder embedder =
        OnnxEmbedder.open(
            RealFiles.model("mobilefacenet_foamliu.onnx"), EmbedderSpec.MOBILEFACENET)) {
      Image picture =
          Pictures.read(RealFiles.data("lfw_dev/images/Abdullah_Gul/Abdullah_Gul_0013.jpg"));
      Image crop = Pictures.resize(picture, SIZE, SIZE);
      List<Embedding> views = embedder.embedAll(Augmenter.defaults().augment(crop));

      assertThat(views.get(0).cosine(embedder.embed(crop))).isCloseTo(1, within(1e-6));
      assertThat(views).allMatch(view -> view.cosine(views.get(0)) > 0.5);
    }
  }

  private static int level(Image view, int x) {
    return view.copyRegion(x, SIZE / 2, 1, 1)[0] & 0xff;
  }

  /** How far down a column is lighter than half of its lightest pixel. */
  private static int edge(Image view, int x) {
    byte[] column = view.copyRegion(x, 0, 1, SIZE);
    int y = SIZE - 1;
    while (y > 0 && (column[y * 3] & 0xff) < 128) {
      y--;
    }
    return y;
  }
}
