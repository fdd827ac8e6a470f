package io.faceattendance.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.Image;
import io.faceattendance.internal.TestEncoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small generated pictures in every format, and the means to take files apart. */
final class TestPictures {
  private TestPictures() {}

  /** A colour gradient with noise; no two corners are alike. */
  static Image picture(int width, int height, long seed) {
    Random random = new Random(seed);
    byte[] bgr = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      int y = i / width;
      bgr[3 * i] = (byte) (40 + 180 * x / width + random.nextInt(16));
      bgr[3 * i + 1] = (byte) (40 + 180 * y / height + random.nextInt(16));
      bgr[3 * i + 2] = (byte) (200 - 90 * x / width - 90 * y / height + random.nextInt(16));
    }
    return Image.of(width, height, bgr);
  }

  /** One file of every format and of the JPEG variants, by name. */
  static Map<String, byte[]> everyFormat(long seed) {
    Image image = picture(67, 45, seed);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("baseline.jpg", TestEncoder.encode(image, ".jpg"));
    files.put("progressive.jpg", TestEncoder.encode(image, ".jpg", TestEncoder.PROGRESSIVE));
    files.put("restarts.jpg", TestEncoder.encode(image, ".jpg", TestEncoder.RESTARTS));
    files.put("picture.png", TestEncoder.encode(image, ".png"));
    files.put("picture.webp", TestEncoder.encode(image, ".webp"));
    for (String format : new String[] {"bmp", "gif", "tiff"}) {
      files.put("picture." + format, jdk(Images.toBufferedImage(image), format));
    }
    files.put("picture.ppm", TestEncoder.encode(image, ".ppm"));
    return files;
  }

  static byte[] jdk(BufferedImage picture, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(picture, format, out)).as(format).isTrue();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** A TIFF structure with nothing but an orientation, as EXIF has it. */
  static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {'I', 'I', 42, 0})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 274)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  static byte[] jpegWithExif(byte[] jpeg, int orientation) {
    byte[] exif = exif(orientation);
    ByteBuffer segment = ByteBuffer.allocate(10 + exif.length);
    segment.putShort((short) 0xFFE1).putShort((short) (8 + exif.length));
    segment.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(exif);
    return inserted(jpeg, 2, segment.array());
  }

  /** Inserts a chunk behind a PNG's header chunk. */
  static byte[] pngWithChunk(byte[] png, String type, byte[] content) {
    return inserted(png, 33, pngChunk(type, content));
  }

  static byte[] pngChunk(String type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
    for (char letter : type.toCharArray()) {
      chunk.put((byte) letter);
    }
    chunk.put(content);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + content.length);
    return chunk.putInt((int) crc.getValue()).array();
  }

  static byte[] inserted(byte[] file, int at, byte[] part) {
    return ByteBuffer.allocate(file.length + part.length)
        .put(file, 0, at)
        .put(part)
        .put(file, at, file.length - at)
        .array();
  }

  /** The mean difference of two pictures of one size, in grey levels. */
  static double meanDifference(Image first, Image second) {
    assertThat(first).hasToString(second.toString());
    byte[] a = first.copyRegion(0, 0, first.width(), first.height());
    byte[] b = second.copyRegion(0, 0, second.width(), second.height());
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
    }
    return (double) sum / a.length;
  }

  static int largestDifference(Image first, Image second) {
    assertThat(first).hasToString(second.toString());
    byte[] a = first.copyRegion(0, 0, first.width(), first.height());
    byte[] b = second.copyRegion(0, 0, second.width(), second.height());
    int largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)));
    }
    return largest;
  }

  /** The EXIF table written out: the pixel of the upright picture that a stored pixel shows. */
  static Image stored(Image upright, int orientation) {
    boolean swapped = orientation >= 5;
    int width = swapped ? upright.height() : upright.width();
    int height = swapped ? upright.width() : upright.height();
    byte[] bgr = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int right = width - 1 - x;
        int bottom = height - 1 - y;
        byte[] pixel =
            switch (orientation) {
              case 1 -> upright.copyRegion(x, y, 1, 1);
              case 2 -> upright.copyRegion(right, y, 1, 1);
              case 3 -> upright.copyRegion(right, bottom, 1, 1);
              case 4 -> upright.copyRegion(x, bottom, 1, 1);
              case 5 -> upright.copyRegion(y, x, 1, 1);
              case 6 -> upright.copyRegion(bottom, x, 1, 1);
              case 7 -> upright.copyRegion(bottom, right, 1, 1);
              default -> upright.copyRegion(y, right, 1, 1);
            };
        System.arraycopy(pixel, 0, bgr, (y * width + x) * 3, 3);
      }
    }
    return Image.of(width, height, bgr);
  }
}
