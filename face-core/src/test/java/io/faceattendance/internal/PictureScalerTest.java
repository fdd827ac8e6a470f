package io.faceattendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.Image;
import io.faceattendance.testing.Pictures;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class PictureScalerTest {
  private final Image picture = Pictures.noise(40, 30, 1);

  @Test
  void givesThePictureItselfAndExactParts() {
    assertThat(PictureScaler.scale(picture, 0, 0, 40, 30, 40, 30)).isSameAs(picture);
    assertThat(PictureScaler.scale(picture, 3, 4, 10, 20, 10, 20))
        .isEqualTo(Image.of(10, 20, picture.copyRegion(3, 4, 10, 20)));
  }

  @Test
  void shrinksToTheMeanOfTheCoveredPixels() {
    byte[] pixels = Pictures.pixels(picture);

    byte[] shrunk = Pictures.pixels(PictureScaler.scale(picture, 8, 6, 32, 24, 8, 6));

    for (int i = 0; i < shrunk.length; i++) {
      int column = 8 + i / 3 % 8 * 4;
      int row = 6 + i / 24 * 4;
      double sum = 0;
      for (int pixel = 0; pixel < 16; pixel++) {
        sum += pixels[((row + pixel / 4) * 40 + column + pixel % 4) * 3 + i % 3] & 0xff;
      }
      assertThat(Math.abs((shrunk[i] & 0xff) - sum / 16)).isLessThanOrEqualTo(0.5);
    }
  }

  // Of four pixels, the two beside the middle.
  @Test
  void shrinksBilinearlyWhereThatIsAskedFor() {
    byte[] pixels = new byte[] {0, 0, 0, 100, 100, 100, 50, 50, 50, 10, 10, 10};
    Image row = Image.of(4, 1, pixels);
    assertThat(
            Pictures.pixels(
                PictureScaler.scale(row, 0, 0, 4, 1, 1, 1, PictureScaler.Filter.BILINEAR)))
        .containsOnly(75);
    assertThat(Pictures.pixels(PictureScaler.scale(row, 0, 0, 4, 1, 1, 1))).containsOnly(40);
  }

  // Pixel centres at half coordinates: the pixels of a doubled row lie a quarter off the old ones.
  @Test
  void growsBilinearly() {
    Image two = Image.of(2, 1, new byte[] {0, 100, 40, 80, 20, 40});

    Image four = PictureScaler.scale(two, 0, 0, 2, 1, 4, 1);

    assertThat(Pictures.pixels(four))
        .containsExactly(0, 100, 40, 20, 80, 40, 60, 40, 40, 80, 20, 40);
  }

  @Test
  void refusesPartsOutsideThePicture() {
    assertThatThrownBy(() -> PictureScaler.scale(picture, 31, 0, 10, 10, 5, 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void leavesNoNativeMemoryBehind() {
    PictureScaler.scale(picture, 0, 0, 40, 30, 20, 15);
    long pointers = Pointer.totalCount();
    long bytes = Pointer.totalBytes();
    for (int i = 0; i < 1_000; i++) {
      PictureScaler.scale(picture, 1, 1, 20, 20, 50, 7);
    }
    assertThat(Pointer.totalCount()).isEqualTo(pointers);
    assertThat(Pointer.totalBytes()).isEqualTo(bytes);
  }
}
