package io.faceattendance.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.BoundingBox;
import io.faceattendance.Image;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FaceCropTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 100;
  private final Image photo = noise();

  private static Image noise() {
    byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    new Random(3).nextBytes(bgr);
    return Image.of(WIDTH, HEIGHT, bgr);
  }

  private Image region(int x, int y, int width, int height) {
    return Image.of(width, height, photo.copyRegion(x, y, width, height));
  }

  @Test
  void isTheFaceWithAQuarterOnEachSide() {
    assertThat(FaceCrop.of(photo, new BoundingBox(60, 30, 40, 20)))
        .isEqualTo(region(50, 25, 60, 30));
  }

  @Test
  void endsAtTheEdgeOfThePhoto() {
    assertThat(FaceCrop.of(photo, new BoundingBox(-10, 5, 40, 40))).isEqualTo(region(0, 0, 40, 55));
    assertThat(FaceCrop.of(photo, new BoundingBox(180, 80, 40, 40)))
        .isEqualTo(region(170, 70, 30, 30));
  }

  @Test
  void isAtLeastAPixelEvenOfABoxOutsideThePhoto() {
    assertThat(FaceCrop.of(photo, new BoundingBox(-90, -90, 2, 2))).isEqualTo(region(0, 0, 1, 1));
    assertThat(FaceCrop.of(photo, new BoundingBox(900, 900, 0, 0)))
        .isEqualTo(region(WIDTH - 1, HEIGHT - 1, 1, 1));
  }
}
