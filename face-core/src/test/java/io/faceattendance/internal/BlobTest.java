package io.faceattendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.Image;
import io.faceattendance.model.Preprocessing;
import io.faceattendance.model.Preprocessing.Channel;
import io.faceattendance.model.Preprocessing.ColourOrder;
import io.faceattendance.model.Preprocessing.Normalisation.Fixed;
import io.faceattendance.testing.Pictures;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class BlobTest {
  private static final Preprocessing RGB =
      new Preprocessing(
          0,
          0,
          ColourOrder.RGB,
          new Fixed(List.of(new Channel(120, 60), new Channel(110, 55), new Channel(90, 50))));
  private static final Preprocessing BGR = RGB.withOrder(ColourOrder.BGR);

  private static List<Channel> channels(Preprocessing preprocessing) {
    return ((Fixed) preprocessing.normalisation()).channels();
  }

  private final Workspace workspace = new Workspace();

  @Test
  void equalsAPlainLoopInBothColourOrders() {
    for (int[] size : new int[][] {{1, 1}, {31, 33}, {32, 64}, {100, 45}, {7, 130}}) {
      Image image = Pictures.noise(size[0], size[1], 1);
      Letterbox letterbox = Letterbox.shrinkTo(size[0], size[1], 1000, 32);
      for (Preprocessing preprocessing : List.of(RGB, BGR)) {
        assertThat(fill(image, letterbox, preprocessing))
            .containsExactly(naive(image, letterbox, preprocessing), within(1e-5f));
      }
    }
  }

  @Test
  void writesPixelsAsTheyAreWithoutNormalisation() {
    Image image = Pictures.noise(40, 30, 2);
    Letterbox letterbox = Letterbox.shrinkTo(40, 30, 1000, 32);
    Preprocessing none = Preprocessing.uniform(0, 0, ColourOrder.BGR, 0, 1);

    assertThat(fill(image, letterbox, none))
        .containsExactly(naive(image, letterbox, none), within(0f));
  }

  @Test
  void padsWithWhatBlackPixelsBecome() {
    float[] blob =
        fill(Pictures.plain(20, 20, 255, 255, 255), Letterbox.shrinkTo(20, 20, 99, 32), RGB);

    for (int channel = 0; channel < 3; channel++) {
      Channel normalisation = channels(RGB).get(channel);
      float black = (float) (-normalisation.mean() / normalisation.std());
      assertThat(blob[channel * 32 * 32 + 20]).isCloseTo(black, within(1e-6f));
      assertThat(blob[channel * 32 * 32 + 20 * 32]).isCloseTo(black, within(1e-6f));
      assertThat(blob[channel * 32 * 32 + 32 * 32 - 1]).isCloseTo(black, within(1e-6f));
      assertThat(blob[channel * 32 * 32 + 19 * 33]).isGreaterThan(0);
    }
  }

  // Halving averages blocks of 2 x 2 pixels: bilinear, with pixel centres at half coordinates.
  @Test
  void scalesBilinearly() {
    Image image = Pictures.noise(64, 40, 3);
    byte[] pixels = Pictures.pixels(image);
    Preprocessing none = Preprocessing.uniform(0, 0, ColourOrder.BGR, 0, 1);

    float[] blob = fill(image, Letterbox.shrinkTo(64, 40, 32, 32), none);

    for (int i = 0; i < 3 * 20 * 32; i++) {
      int channel = i / (20 * 32);
      int row = i / 32 % 20;
      int column = i % 32;
      float sum = 0;
      for (int corner = 0; corner < 4; corner++) {
        int at = ((2 * row + corner / 2) * 64 + 2 * column + corner % 2) * 3 + channel;
        sum += pixels[at] & 0xff;
      }
      assertThat(blob[channel * 32 * 32 + row * 32 + column]).isCloseTo(sum / 4, within(0.51f));
    }
  }

  @Test
  void shrinksPicturesOfExtremeShape() {
    for (int[] size : new int[][] {{100_000, 1}, {1, 100_000}, {70_000, 9}}) {
      Image image = Pictures.plain(size[0], size[1], 10, 20, 30);
      float[] blob = fill(image, Letterbox.shrinkTo(size[0], size[1], 640, 32), BGR);

      assertThat(blob[0]).isCloseTo((10 - 120) / 60f, within(1e-5f));
    }
  }

  @Test
  void leavesNothingOfAnEarlierPicture() {
    fill(Pictures.plain(200, 200, 255, 255, 255), Letterbox.shrinkTo(200, 200, 999, 32), RGB);
    for (int size : new int[] {33, 1, 100}) {
      Image image = Pictures.noise(size, size, 4);
      Letterbox letterbox = Letterbox.shrinkTo(size, size, 999, 32);

      assertThat(fill(image, letterbox, RGB))
          .containsExactly(naive(image, letterbox, RGB), within(1e-5f));
    }
  }

  @Test
  void leavesNoNativePointers() {
    Image image = Pictures.noise(300, 200, 5);
    Letterbox letterbox = Letterbox.shrinkTo(300, 200, 160, 32);
    fill(image, letterbox, RGB);
    long before = Pointer.totalCount();
    for (int i = 0; i < 200; i++) {
      fill(image, letterbox, RGB);
    }

    assertThat(Pointer.totalCount()).isEqualTo(before);
  }

  private float[] fill(Image image, Letterbox letterbox, Preprocessing preprocessing) {
    Blob.fill(image, letterbox, preprocessing, workspace);
    FloatBuffer input = workspace.input(3 * letterbox.width() * letterbox.height());
    float[] values = new float[input.remaining()];
    input.get(values);
    return values;
  }

  private static float[] naive(Image image, Letterbox letterbox, Preprocessing preprocessing) {
    int plane = letterbox.width() * letterbox.height();
    byte[] pixels = Pictures.pixels(image);
    float[] result = new float[3 * plane];
    for (int i = 0; i < result.length; i++) {
      int channel = i / plane;
      int row = i % plane / letterbox.width();
      int column = i % letterbox.width();
      int source = preprocessing.order() == ColourOrder.BGR ? channel : 2 - channel;
      boolean inside = row < image.height() && column < image.width();
      int pixel = inside ? pixels[(row * image.width() + column) * 3 + source] & 0xff : 0;
      Channel normalisation = channels(preprocessing).get(channel);
      result[i] = (float) ((pixel - normalisation.mean()) / normalisation.std());
    }
    return result;
  }
}
