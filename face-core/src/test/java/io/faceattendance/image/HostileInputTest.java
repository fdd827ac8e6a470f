package io.faceattendance.image;

import static io.faceattendance.image.TestPictures.inserted;
import static io.faceattendance.image.TestPictures.picture;
import static io.faceattendance.image.TestPictures.pngChunk;
import static io.faceattendance.image.TestPictures.pngWithChunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import io.faceattendance.internal.TestEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to cost memory or time, and files of other formats. */
class HostileInputTest {
  private final Image picture = picture(67, 45, 2);

  @TempDir private Path folder;

  private static ThrowableAssertAlternative<ImageException> refused(byte[] file) {
    return assertThatExceptionOfType(ImageException.class).isThrownBy(() -> Images.decode(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "webp", "bmp", "gif", "tiff", "ppm"})
  void refusesMorePixelsThanAllowed(String format) {
    byte[] file =
        TestPictures.everyFormat(2).entrySet().stream()
            .filter(entry -> entry.getKey().endsWith(format))
            .findFirst()
            .orElseThrow()
            .getValue();
    ImageLimits exact = ImageLimits.defaults().withMaxPixels(67 * 45);
    assertThat(Images.decode(file, exact)).hasToString("Image[67 x 45]");
    ImageLimits tight = exact.withMaxPixels(67 * 45 - 1);
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> Images.decode(file, tight))
        .withMessageContaining("67 x 45")
        .withMessageContaining("ImageLimits");
  }

  @Test
  void refusesMoreBytesThanAllowed() throws IOException {
    byte[] file = TestEncoder.encode(picture, ".png");
    ImageLimits exact = ImageLimits.defaults().withMaxBytes(file.length);
    ImageLimits tight = exact.withMaxBytes(file.length - 1);
    Path path = Files.write(folder.resolve("picture.png"), file);
    assertThat(Images.read(path, exact)).isEqualTo(picture);
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> Images.decode(file, tight))
        .withMessageContaining(String.valueOf(file.length));
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> Images.read(path, tight))
        .withMessageContaining("picture.png");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "715827880, 1", "1, 0", "1, 2147483640"})
  void limitsHaveLimits(long pixels, long bytes) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageLimits(pixels, bytes));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "2147483647, 2147483647", "-1, -1", "65536, 65537"})
  void refusesAbsurdPngSizes(int width, int height) {
    byte[] file = TestEncoder.encode(picture, ".png");
    ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
    refused(file).withMessageContaining("pixels");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "2147483647, 2147483647", "1, -2147483648", "-5, 7"})
  void refusesAbsurdBmpSizes(int width, int height) {
    byte[] file = TestPictures.jdk(Images.toBufferedImage(picture), "bmp");
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(18, width).putInt(22, height);
    refused(file).withMessageContaining("pixels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zTXt", "iCCP", "iTXt"})
  void neverUnpacksTheCompressedTextOfAPng(String type) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write("name\0\0".getBytes(StandardCharsets.US_ASCII));
    try (DeflaterOutputStream zeros = new DeflaterOutputStream(content)) {
      byte[] megabyte = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        zeros.write(megabyte);
      }
    }
    byte[] file = TestEncoder.encode(picture, ".png");
    assertThat(Images.decode(pngWithChunk(file, type, content.toByteArray()))).isEqualTo(picture);
  }

  @Test
  void refusesPngPixelsThatAreTooFewOrTooMany() throws IOException {
    byte[] header = Arrays.copyOf(TestEncoder.encode(picture, ".png"), 33);
    int exact = 45 * (1 + 67 * 3);
    assertThat(Images.decode(pngOf(header, exact))).hasToString("Image[67 x 45]");
    refused(pngOf(header, exact - 1)).withMessageContaining("got " + (exact - 1));
    refused(pngOf(header, 100_000_000)).withMessageContaining("or more");
  }

  private static byte[] pngOf(byte[] header, int zeros) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream pixels = new DeflaterOutputStream(packed)) {
      pixels.write(new byte[zeros]);
    }
    byte[] data = pngChunk("IDAT", packed.toByteArray());
    byte[] end = pngChunk("IEND", new byte[0]);
    return inserted(inserted(header, header.length, data), header.length + data.length, end);
  }

  @Test
  void refusesAPngWithAnUnknownCriticalChunk() {
    byte[] file = TestEncoder.encode(picture, ".png");
    refused(pngWithChunk(file, "ABCD", new byte[0])).withMessageContaining("ABCD");
  }

  @Test
  void refusesAWrongChecksumEvenWhereItHurtsNoPixel() {
    byte[] file = pngWithChunk(TestEncoder.encode(picture, ".png"), "tEXt", new byte[] {'a', 0});
    assertThat(Images.decode(file)).isEqualTo(picture);
    file[33 + 8] = 'b';
    refused(file).withMessageContaining("checksum");
  }

  @Test
  void refusesAJfifRevisionThatTheSecondDecoderDoesNotKnow() {
    byte[] file = TestEncoder.encode(picture, ".jpg");
    assertThat(file[11]).as("major revision").isEqualTo((byte) 1);
    file[11] = 79;
    refused(file).withMessageContaining("JFIF");
  }

  @ParameterizedTest
  @CsvSource({
    "330, 4, 1", // sub-directories
    "34665, 4, 1", // EXIF
    "40965, 4, 1", // interoperability
    "513, 4, 1"
  })
  void aTiffDirectoryThatContainsItselfIsNoTrap(int tag, int type, int count) {
    int itself = 8 + 67 * 45 * 3;
    byte[] file = TinyTiff.of(picture, new int[][] {{tag, type, count, itself}});
    assertThat(Images.decode(file)).isEqualTo(picture);
  }

  @ParameterizedTest
  @CsvSource({
    "258, 3, 2000000000, 8, are only", // values beyond the end
    "277, 3, 1, 60000, samples",
    "259, 3, 1, 7, JPEG",
    "339, 3, 1, 3, format 3",
    "279, 4, 1, 2000000000, are only",
    "273, 4, 1, -1, are only",
    "256, 4, 1, -1, at most"
  })
  void refusesAbsurdTiffFields(int tag, int type, int count, int value, String reason) {
    byte[] file = TinyTiff.rgb(picture, 1);
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int entries = 8 + 67 * 45 * 3 + 2;
    for (int i = 0; i < 10; i++) {
      int at = entries + 12 * i;
      if (buffer.getShort(at) == tag) {
        buffer.putShort(at + 2, (short) type).putInt(at + 4, count).putInt(at + 8, value);
      }
    }
    if (tag == 339) {
      file = TinyTiff.of(picture, new int[][] {{tag, type, count, value}});
    }
    refused(file).withMessageContaining(reason);
  }

  @Test
  void refusesAJpegOfEndlessScans() {
    byte[] file = TestEncoder.encode(picture, ".jpg", TestEncoder.PROGRESSIVE);
    int from = indexOf(file, 0xDA, 0);
    byte[] scan = Arrays.copyOfRange(file, from, indexOf(file, 0xC4, from));
    byte[] many = file;
    for (int i = 0; i < JpegChecker.MOST_SCANS; i++) {
      many = inserted(many, from, scan);
    }
    refused(many).withMessageContaining("scans");
  }

  private static int indexOf(byte[] file, int marker, int from) {
    int at = from;
    while ((file[at] & 0xFF) != 0xFF || (file[at + 1] & 0xFF) != marker) {
      at++;
    }
    return at;
  }

  @Test
  void refusesAGifWhosePixelsEndEarly() {
    byte[] file = TestPictures.jdk(Images.toBufferedImage(picture), "gif");
    ByteBuffer frame = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = 13 + (3 << (file[10] & 7) + 1);
    while (file[at] != 0x2C) {
      at += 3 + file[at + 2] + 1; // each extension here has one block
    }
    assertThat(frame.getShort(at + 7)).isEqualTo((short) 45);
    frame.putShort(at + 7, (short) 46);
    refused(file).withMessageContaining("expected " + 67 * 46 + " pixels");
  }

  @ParameterizedTest
  @CsvSource({
    "0000001c66747970686569630000, HEIC",
    "000000206674797061766966, AVIF",
    "0000001c667479706d696631000000006d69663161766966, AVIF",
    "00000018667479706d703432, MP4",
    "ff0a00, JPEG XL",
    "0000000c4a584c200d0a870a, JPEG XL",
    "0000000c6a5020200d0a870a, JPEG 2000",
    "ff4fff51, JPEG 2000",
    "255044462d312e37, PDF",
    "3c73766720786d6c6e733d, SVG",
    "3c3f786d6c20313e0a3c737667, SVG",
    "38425053, Photoshop",
    "49492b00, BigTIFF",
    "504b0304, ZIP",
    "68656c6c6f, text",
    "0102030405060708, 01"
  })
  void namesTheFormatThatItDoesNotRead(String hex, String name) {
    refused(java.util.HexFormat.of().parseHex(hex)).withMessageContaining(name);
  }

  @Test
  void noBytesAreNoPicture() {
    refused(new byte[0]).withMessageContaining("no bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ff\u00d8\u00ff",
        "\u0089PNG\r\n\u001a\n",
        "RIFF\0\0\0\0WEBP",
        "BM",
        "II*\0",
        "MM\0*",
        "GIF89a",
        "P6",
        "P5\n"
      })
  void aSignatureAloneIsDamaged(String signature) {
    refused(signature.getBytes(StandardCharsets.ISO_8859_1));
  }
}
