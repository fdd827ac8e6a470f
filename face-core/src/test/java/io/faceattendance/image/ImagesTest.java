package io.faceattendance.image;

import static io.faceattendance.image.TestPictures.everyFormat;
import static io.faceattendance.image.TestPictures.exif;
import static io.faceattendance.image.TestPictures.inserted;
import static io.faceattendance.image.TestPictures.jdk;
import static io.faceattendance.image.TestPictures.jpegWithExif;
import static io.faceattendance.image.TestPictures.meanDifference;
import static io.faceattendance.image.TestPictures.picture;
import static io.faceattendance.image.TestPictures.pngWithChunk;
import static io.faceattendance.image.TestPictures.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import io.faceattendance.internal.TestEncoder;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
  private final Image picture = picture(67, 45, 1);

  @TempDir private Path folder;

  @Test
  void decodesEveryFormatFromItsBytes() {
    everyFormat(1)
        .forEach(
            (name, file) -> {
              int tolerance = name.endsWith("gif") ? 40 : 12; // GIF has 256 colours
              assertThat(meanDifference(Images.decode(file), picture))
                  .as(name)
                  .isLessThan(tolerance);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void losslessFormatsKeepEveryPixel(String format) {
    byte[] file = jdk(Images.toBufferedImage(picture), format);
    assertThat(Images.decode(file)).isEqualTo(picture);
  }

  @Test
  void goesByTheBytesAndNotByTheName() throws IOException {
    Path misnamed = Files.write(folder.resolve("photo.jpg"), TestEncoder.encode(picture, ".png"));
    assertThat(Images.read(misnamed)).isEqualTo(picture);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsEveryOrientationUprightOnce(int orientation) throws IOException {
    Image sideways = stored(picture, orientation);
    byte[] jpeg = jpegWithExif(TestEncoder.encode(sideways, ".jpg"), orientation);
    assertThat(meanDifference(Images.decode(jpeg), picture)).isLessThan(12);
    byte[] png = pngWithChunk(TestEncoder.encode(sideways, ".png"), "eXIf", exif(orientation));
    assertThat(Images.decode(png)).isEqualTo(picture);
    assertThat(Images.decode(webpWithExif(sideways, orientation))).isEqualTo(picture);
    assertThat(Images.decode(TinyTiff.rgb(sideways, orientation))).isEqualTo(picture);
  }

  /** A lossless WebP in an extended container with an EXIF chunk. */
  private static byte[] webpWithExif(Image image, int orientation) {
    byte[] simple = TestEncoder.encode(image, ".webp", 64, 101);
    byte[] exif = exif(orientation);
    int content = simple.length - 12;
    ByteBuffer file = ByteBuffer.allocate(30 + content + 8 + exif.length);
    file.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
    file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x08);
    file.putShort((short) (image.width() - 1)).put((byte) 0);
    file.putShort((short) (image.height() - 1)).put((byte) 0);
    file.put(simple, 12, content);
    file.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(exif.length).put(exif);
    return file.array();
  }

  @Test
  void ignoresDamagedExif() {
    byte[] jpeg = jpegWithExif(TestEncoder.encode(picture, ".jpg"), 6);
    jpeg[16] = (byte) 0xFF; // the directory's place
    assertThat(Images.decode(jpeg)).hasToString(picture.toString());
  }

  @Test
  void scalesSixteenBitSamples() {
    BufferedImage grey = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
    short[] samples = ((DataBufferUShort) grey.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i * 257 + (i < 255 ? 100 : 0)); // cutting off would not round
    }
    byte[] expected = new byte[256 * 3];
    IntStream.range(0, expected.length).forEach(i -> expected[i] = (byte) (i / 3));
    for (String format : new String[] {"png", "tiff"}) {
      assertThat(Images.decode(jdk(grey, format))).as(format).isEqualTo(Image.of(256, 1, expected));
    }
    samples[0] = 200; // nearer to 257, that is 1, than to 0
    expected[0] = expected[1] = expected[2] = 1;
    assertThat(Images.decode(jdk(grey, "png"))).isEqualTo(Image.of(256, 1, expected));
  }

  @ParameterizedTest
  @CsvSource({
    "png,5", "png,10", "png,12", "png,13", "png,6", "bmp,5", "bmp,10", "gif,13", "tiff,10",
    "tiff,13"
  })
  void keepsTheColoursOfGreyPaletteAndAlphaPictures(String format, int type) {
    // 8 rows: the JDK confuses the rows of an interlaced GIF that has fewer than 5.
    BufferedImage source = new BufferedImage(8, 8, type);
    for (int i = 0; i < 64; i++) {
      source.setRGB(i % 8, i / 8, i % 8 < 4 ^ i / 8 % 2 == 1 ? 0xFF000000 : 0xFFFFFFFF);
    }
    Image decoded = Images.decode(jdk(source, format));
    assertThat(decoded.copyRegion(0, 0, 1, 2)).containsExactly(0, 0, 0, -1, -1, -1);
    assertThat(decoded.copyRegion(7, 6, 1, 2)).containsExactly(-1, -1, -1, 0, 0, 0);
  }

  @Test
  void takesGreyLevelsAsTheyAre() {
    BufferedImage grey = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(0, 0, 0, 100);
    Image expected = Image.of(1, 1, new byte[] {100, 100, 100});
    assertThat(Images.fromBufferedImage(grey)).isEqualTo(expected);
    assertThat(Images.decode(jdk(grey, "bmp"))).isEqualTo(expected);
    assertThat(Images.decode(jdk(grey, "tiff"))).isEqualTo(expected);
    assertThat(Images.decode(jdk(grey, "png"))).isEqualTo(expected);
  }

  @Test
  void ignoresAlphaAndKeepsTheStoredColour() {
    BufferedImage translucent = new BufferedImage(1, 1, BufferedImage.TYPE_4BYTE_ABGR);
    translucent.setRGB(0, 0, 0x000A141E);
    Image expected = Image.of(1, 1, new byte[] {30, 20, 10});
    assertThat(Images.decode(jdk(translucent, "png"))).isEqualTo(expected);
    assertThat(Images.fromBufferedImage(translucent)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void convertsEveryKindOfBufferedImage(int type) {
    BufferedImage other = new BufferedImage(67, 45, type);
    BufferedImage bgr = Images.toBufferedImage(picture);
    for (int i = 0; i < 67 * 45; i++) {
      other.setRGB(i % 67, i / 67, bgr.getRGB(i % 67, i / 67));
    }
    assertThat(Images.fromBufferedImage(other)).isEqualTo(picture);
  }

  @Test
  void convertsASubImage() {
    BufferedImage part = Images.toBufferedImage(picture).getSubimage(10, 20, 5, 4);
    assertThat(Images.fromBufferedImage(part))
        .isEqualTo(Image.of(5, 4, picture.copyRegion(10, 20, 5, 4)));
  }

  @Test
  void writesWhatItReads() throws IOException {
    Path png = folder.resolve("picture.PNG");
    Images.write(picture, png);
    assertThat(Images.read(png)).isEqualTo(picture);
    Path jpeg = folder.resolve("picture.jpeg");
    Images.write(picture, jpeg);
    assertThat(ImageFormat.of(Bytes.of(Files.readAllBytes(jpeg)))).isEqualTo(ImageFormat.JPEG);
    assertThat(meanDifference(Images.read(jpeg), picture)).isLessThan(12);
  }

  @Test
  void refusesToWriteOtherEndings() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Images.write(picture, folder.resolve("picture.gif")))
        .withMessageContaining("picture.gif");
  }

  @Test
  void namesTheFileThatItRefuses() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.jpg"), "no picture");
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> Images.read(text))
        .withMessageContaining("notes.jpg")
        .withMessageContaining("got text");
  }

  @Test
  void aMissingFileIsAnIoException() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Images.read(folder.resolve("missing.jpg")));
  }

  @Test
  void acceptsASecondPictureBehindTheFirst() {
    byte[] jpeg = TestEncoder.encode(picture, ".jpg");
    byte[] twice = inserted(jpeg, jpeg.length, jpeg);
    assertThat(Images.decode(twice)).isEqualTo(Images.decode(jpeg));
  }

  @Test
  void ignoresBytesBehindAWebp() {
    byte[] webp = TestEncoder.encode(picture, ".webp");
    byte[] more = inserted(webp, webp.length, new byte[] {1, 2, 3});
    assertThat(Images.decode(more)).isEqualTo(Images.decode(webp));
  }

  @Test
  void decodesAnInterlacedPng() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam interlaced = writer.getDefaultWriteParam();
    interlaced.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(Images.toBufferedImage(picture), null, null), interlaced);
    }
    writer.dispose();
    assertThat(file.toByteArray()[28]).as("interlace method").isEqualTo((byte) 1);
    assertThat(Images.decode(file.toByteArray())).isEqualTo(picture);
  }
}
