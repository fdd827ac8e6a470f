package io.faceattendance.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The collection of difficult files, each held against what its manifest expects. */
class BadInputTest {

  private static Path file(String name) {
    return RealFiles.data("badinput/derived").resolve(name);
  }

  static Stream<Arguments> manifest() throws IOException {
    return Files.readAllLines(file("manifest.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", 3))
        .map(fields -> arguments(fields[0], fields[1]));
  }

  @ParameterizedTest
  @MethodSource("manifest")
  void givesWhatTheManifestSays(String name, String expected) throws IOException {
    if (expected.startsWith("reject") || name.endsWith(".avif")) {
      assertThatExceptionOfType(ImageException.class)
          .isThrownBy(() -> Images.read(file(name)))
          .withMessageContaining(name);
    } else {
      assertThat(expected).startsWith("ok");
      assertThat(Images.read(file(name))).hasToString("Image[" + size(name) + "]");
    }
  }

  /** The sizes were read off with another program. */
  private static String size(String name) {
    return switch (name) {
      case "rotated_90ccw_noexif.jpg", "rotated_90cw_noexif.jpg" -> "455 x 364";
      case "flat_grey.png" -> "640 x 480";
      case "one_pixel.png" -> "1 x 1";
      case "strip_4000x3.png" -> "4000 x 3";
      case "tiny_face_24x30.png" -> "24 x 30";
      case "lossy.webp" -> "364 x 455";
      default -> name.endsWith(".jpg") && !name.equals("png_named.jpg") ? "364 x 455" : "182 x 228";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "exif_orientation_1.jpg, 4",
    "exif_orientation_2.jpg, 4",
    "exif_orientation_3.jpg, 4",
    "exif_orientation_4.jpg, 4",
    "exif_orientation_5.jpg, 4",
    "exif_orientation_6.jpg, 4",
    "exif_orientation_7.jpg, 4",
    "exif_orientation_8.jpg, 4",
    "cmyk.jpg, 4",
    "cmyk_no_adobe.jpg, 4",
    "progressive.jpg, 4",
    "subsample444.jpg, 4",
    "lossy.webp, 4"
  })
  void hasTheColoursOfTheReference(String name, double tolerance) throws IOException {
    Image reference = Images.read(file("ref.jpg"));
    assertThat(TestPictures.meanDifference(Images.read(file(name)), reference))
        .isLessThan(tolerance);
  }

  @ParameterizedTest
  @CsvSource({
    "rgb16.png, 4",
    "rgba_alpha.png, 4",
    "palette.png, 12",
    "plain.bmp, 4",
    "deflate.tif, 4",
    "plain.gif, 12",
    "lossless.webp, 4"
  })
  void hasTheColoursOfTheReferenceAtHalfItsSize(String name, double tolerance) throws IOException {
    Image reference = Images.read(file("plain.bmp"));
    assertThat(TestPictures.meanDifference(Images.read(file(name)), reference))
        .isLessThan(tolerance);
  }

  @Test
  void theOpaquePartOfALossyWebpHasTheColoursOfTheReference() throws IOException {
    Image opaque = rightHalf(Images.read(file("alpha.webp"))); // its left third is transparent
    Image reference = rightHalf(Images.read(file("plain.bmp")));
    assertThat(TestPictures.meanDifference(opaque, reference)).isLessThan(8);
  }

  private static Image rightHalf(Image image) {
    int left = image.width() / 2;
    int width = image.width() - left;
    return Image.of(width, image.height(), image.copyRegion(left, 0, width, image.height()));
  }

  @Test
  void theHalfSizeReferenceIsTheReference() throws IOException {
    Image whole = Images.read(file("ref.jpg"));
    Image half = Images.read(file("plain.bmp"));
    byte[] sampled = new byte[half.width() * half.height() * 3];
    for (int i = 0; i < half.width() * half.height(); i++) {
      int x = Math.min(2 * (i % half.width()), whole.width() - 1);
      int y = Math.min(2 * (i / half.width()), whole.height() - 1);
      System.arraycopy(whole.copyRegion(x, y, 1, 1), 0, sampled, 3 * i, 3);
    }
    Image expected = Image.of(half.width(), half.height(), sampled);
    assertThat(TestPictures.meanDifference(half, expected)).isLessThan(10);
  }
}
