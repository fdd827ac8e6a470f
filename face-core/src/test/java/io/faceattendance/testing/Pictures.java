package io.faceattendance.testing;

import io.faceattendance.Image;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures for tests: real ones read with the JDK's decoder, and synthetic ones. */
public final class Pictures {
  private static final int CHANNELS = 3;

  private Pictures() {}

  /**
   * Reads a picture without EXIF orientation.
   *
   * @param file a JPEG or PNG
   * @return its pixels
   * @throws IOException if it cannot be read
   */
  public static Image read(Path file) throws IOException {
    BufferedImage picture = ImageIO.read(file.toFile());
    if (picture == null) {
      throw new IOException("expected a picture at " + file);
    }
    return draw(picture, picture.getWidth(), picture.getHeight());
  }

  /** The picture scaled bilinearly to another size. */
  public static Image resize(Image image, int width, int height) {
    return draw(toBuffered(image), width, height);
  }

  /** Uniformly random pixels. */
  public static Image noise(int width, int height, long seed) {
    byte[] pixels = new byte[width * height * CHANNELS];
    new Random(seed).nextBytes(pixels);
    return Image.of(width, height, pixels);
  }

  /** Every pixel the same. */
  public static Image plain(int width, int height, int blue, int green, int red) {
    byte[] pixels = new byte[width * height * CHANNELS];
    for (int i = 0; i < pixels.length; i += CHANNELS) {
      pixels[i] = (byte) blue;
      pixels[i + 1] = (byte) green;
      pixels[i + 2] = (byte) red;
    }
    return Image.of(width, height, pixels);
  }

  /** The picture at an offset in a larger black one. */
  public static Image onBlack(Image image, int x, int y, int width, int height) {
    byte[] target = new byte[width * height * CHANNELS];
    int row = image.width() * CHANNELS;
    byte[] source = pixels(image);
    for (int i = 0; i < image.height(); i++) {
      System.arraycopy(source, i * row, target, ((y + i) * width + x) * CHANNELS, row);
    }
    return Image.of(width, height, target);
  }

  /** The picture as a mirror shows it. */
  public static Image mirrored(Image image) {
    byte[] source = pixels(image);
    byte[] target = new byte[source.length];
    for (int i = 0; i < source.length; i++) {
      int pixel = i / CHANNELS;
      int column = image.width() - 1 - pixel % image.width();
      int row = pixel / image.width();
      target[i] = source[(row * image.width() + column) * CHANNELS + i % CHANNELS];
    }
    return Image.of(image.width(), image.height(), target);
  }

  /** The picture with red and blue exchanged. */
  public static Image withRedAndBlueSwapped(Image image) {
    byte[] pixels = pixels(image);
    for (int i = 0; i < pixels.length; i += CHANNELS) {
      byte blue = pixels[i];
      pixels[i] = pixels[i + 2];
      pixels[i + 2] = blue;
    }
    return Image.of(image.width(), image.height(), pixels);
  }

  /** All pixels of a picture, BGR. */
  public static byte[] pixels(Image image) {
    return image.copyRegion(0, 0, image.width(), image.height());
  }

  private static BufferedImage toBuffered(Image image) {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] target = ((DataBufferByte) buffered.getRaster().getDataBuffer()).getData();
    System.arraycopy(pixels(image), 0, target, 0, target.length);
    return buffered;
  }

  private static Image draw(BufferedImage picture, int width, int height) {
    BufferedImage bgr = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = bgr.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return Image.of(width, height, ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData());
  }
}
