package io.faceattendance.image;

import static io.faceattendance.image.TestPictures.everyFormat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.faceattendance.ImageException;
import io.faceattendance.internal.TestEncoder;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damage of every kind: refused where a decoder would notice, and never worse than refused. */
class DamageTest {
  private static final long SEED = 20;

  static Stream<Map.Entry<String, byte[]>> files() {
    return everyFormat(3).entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void refusesATruncatedFile(Map.Entry<String, byte[]> file) {
    byte[] whole = file.getValue();
    assertThatNoException().isThrownBy(() -> Images.decode(whole));
    Random random = new Random(SEED);
    for (int i = 0; i < 150; i++) {
      int length = i < 12 ? whole.length - 1 - i : random.nextInt(whole.length);
      byte[] truncated = Arrays.copyOf(whole, length);
      if (!isTailWithoutPixels(file.getKey(), whole.length - length)) {
        assertThatExceptionOfType(ImageException.class)
            .as("%d of %d bytes", length, whole.length)
            .isThrownBy(() -> Images.decode(truncated));
      }
    }
  }

  /** A TIFF ends in the place of the next directory, which the first page does not need. */
  private static boolean isTailWithoutPixels(String name, int missing) {
    return name.endsWith("tiff") && missing <= 4;
  }

  @ParameterizedTest
  @MethodSource("files")
  void damageGivesAPictureOrAnImageException(Map.Entry<String, byte[]> file) {
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] damaged = Mutations.damaged(file.getValue(), random);
      try {
        assertThat(Images.decode(damaged).width()).isPositive();
      } catch (ImageException expected) {
        assertThat(expected).hasMessageNotContaining("null");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  /** The checker and the JDK together refuse whatever the JDK alone complains about. */
  @Test
  void whatTheSecondDecoderWarnsAboutIsRefused() {
    Random random = new Random(SEED);
    for (int[] settings :
        List.of(TestEncoder.PLAIN, TestEncoder.PROGRESSIVE, TestEncoder.RESTARTS)) {
      byte[] jpeg = TestEncoder.encode(TestPictures.picture(120, 90, 4), ".jpg", settings);
      assertThat(JpegChecker.doubt(Bytes.of(jpeg))).isEmpty();
      checkMutations(jpeg, 300, random);
    }
  }

  @Test
  void whatTheSecondDecoderWarnsAboutIsRefusedInRealPictures() throws IOException {
    Random random = new Random(SEED);
    for (String name : List.of("ref", "progressive", "gray", "cmyk", "subsample444")) {
      Path file = RealFiles.data("badinput/derived/" + name + ".jpg");
      checkMutations(Files.readAllBytes(file), 60, random);
    }
  }

  private static void checkMutations(byte[] jpeg, int count, Random random) {
    int complaints = 0;
    for (int i = 0; i < count; i++) {
      byte[] damaged = Mutations.damaged(jpeg, random);
      if (jdkComplains(damaged)) {
        complaints++;
        assertThatExceptionOfType(ImageException.class)
            .as("mutation %d", i)
            .isThrownBy(() -> Images.decode(damaged));
      }
    }
    assertThat(complaints).isGreaterThan(count / 3);
  }

  private static boolean jdkComplains(byte[] jpeg) {
    try {
      JdkReaders.checkJpeg(Bytes.of(jpeg));
      return false;
    } catch (ImageException complaint) {
      return true;
    }
  }

  /** 2,025 files when this was written. */
  @Test
  void theCheckerAgreesWithTheSecondDecoderOnRealJpegs() throws IOException {
    try (Stream<Path> files = Files.walk(RealFiles.data(""))) {
      for (Path file : files.filter(DamageTest::isJpeg).toList()) {
        byte[] jpeg = Files.readAllBytes(file);
        assertThat(JpegChecker.doubt(Bytes.of(jpeg)).isPresent())
            .as("%s", file)
            .isEqualTo(jdkComplains(jpeg));
      }
    }
  }

  private static boolean isJpeg(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      return Bytes.of(in.readNBytes(3)).has(0, "\u00ff\u00d8\u00ff");
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
