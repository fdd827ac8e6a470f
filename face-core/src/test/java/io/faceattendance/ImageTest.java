package io.faceattendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.testing.Pictures;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ImageTest {
  @Test
  void ownsItsPixels() {
    byte[] pixels = {1, 2, 3, 4, 5, 6};
    Image image = Image.of(2, 1, pixels);
    pixels[0] = 99;
    image.copyRegion(0, 0, 2, 1)[1] = 99;

    assertThat(image.copyRegion(0, 0, 2, 1)).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void copiesHeapAndDirectBuffersAndLeavesTheirPosition() {
    ByteBuffer direct = ByteBuffer.allocateDirect(8).put(new byte[] {0, 0, 1, 2, 3, 4, 5, 6});
    direct.position(2);

    Image image = Image.copyOf(1, 2, direct);

    assertThat(direct.position()).isEqualTo(2);
    assertThat(image).isEqualTo(Image.of(1, 2, new byte[] {1, 2, 3, 4, 5, 6}));
    ByteBuffer target = ByteBuffer.allocateDirect(7);
    image.copyTo(target);
    assertThat(target.position()).isEqualTo(6);
    assertThat(target.get(5)).isEqualTo((byte) 6);
  }

  @Test
  void copiesARegion() {
    Image image = Pictures.noise(7, 5, 1);
    byte[] all = Pictures.pixels(image);
    byte[] region = image.copyRegion(2, 1, 4, 3);

    for (int i = 0; i < region.length; i++) {
      int pixel = i / 3;
      int at = ((1 + pixel / 4) * 7 + 2 + pixel % 4) * 3 + i % 3;
      assertThat(region[i]).isEqualTo(all[at]);
    }
    assertThat(image.copyRegion(7, 5, 0, 0)).isEmpty();
  }

  @Test
  void refusesRegionsThatReachOutside() {
    Image image = Pictures.noise(7, 5, 1);
    int[][] outside = {{-1, 0, 1, 1}, {0, -1, 1, 1}, {4, 0, 4, 1}, {0, 3, 1, 3}, {0, 0, -1, 1}};
    for (int[] r : outside) {
      assertThatThrownBy(() -> image.copyRegion(r[0], r[1], r[2], r[3]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void refusesPixelsThatDoNotFitTheSize() {
    assertThatThrownBy(() -> Image.of(0, 1, new byte[0])).hasMessageContaining("1 x 1");
    assertThatThrownBy(() -> Image.of(1, -1, new byte[3])).hasMessageContaining("1 x 1");
    assertThatThrownBy(() -> Image.of(2, 2, new byte[11])).hasMessageContaining("expected 12");
    assertThatThrownBy(() -> Image.of(1 << 16, 1 << 16, new byte[0]))
        .hasMessageContaining("expected 12884901888");
  }

  @Test
  void equalsByPixelsAndSize() {
    assertThat(Pictures.noise(4, 6, 1))
        .isEqualTo(Pictures.noise(4, 6, 1))
        .hasSameHashCodeAs(Pictures.noise(4, 6, 1))
        .isNotEqualTo(Pictures.noise(4, 6, 2))
        .isNotEqualTo(Pictures.noise(6, 4, 1));
  }
}
