package io.faceattendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class OpenCvCodecTest {
  private final Image picture = Image.of(3, 2, new byte[18]);

  @Test
  void leavesNoNativeMemoryBehind() {
    byte[] file = OpenCvCodec.encode(picture, ".jpg");
    byte[] damaged = {1, 2, 3};
    useEverything(file, damaged);
    long pointers = Pointer.totalCount();
    long bytes = Pointer.totalBytes();
    for (int i = 0; i < 1_000; i++) {
      useEverything(file, damaged);
    }
    assertThat(Pointer.totalCount()).isEqualTo(pointers);
    assertThat(Pointer.totalBytes()).isEqualTo(bytes);
  }

  private void useEverything(byte[] file, byte[] damaged) {
    assertThat(OpenCvCodec.decode(file, 3, 2, 7)).hasToString("Image[2 x 3]");
    assertThat(OpenCvCodec.upright(picture, 6)).hasToString("Image[2 x 3]");
    assertThat(OpenCvCodec.encode(picture, ".jpg")).isEqualTo(file);
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> OpenCvCodec.decode(damaged, 1, 1, 1));
  }

  @Test
  void refusesAnotherSizeThanTheHeaderPromised() {
    byte[] file = OpenCvCodec.encode(picture, ".png");
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> OpenCvCodec.decode(file, 2, 3, 1))
        .withMessageContaining("3 x 2");
  }

  @Test
  void refusesAnUnknownOrientation() {
    assertThatIllegalArgumentException().isThrownBy(() -> OpenCvCodec.upright(picture, 9));
  }
}
