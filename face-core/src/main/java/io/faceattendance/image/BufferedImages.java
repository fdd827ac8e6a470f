package io.faceattendance.image;

import io.faceattendance.Image;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;

/** Between Java 2D's pictures and Image. */
final class BufferedImages {
  private static final int CHANNELS = 3;

  private BufferedImages() {}

  static BufferedImage fromImage(Image image) {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
    DataBufferByte pixels = (DataBufferByte) picture.getRaster().getDataBuffer();
    image.copyTo(ByteBuffer.wrap(pixels.getData()));
    return picture;
  }

  static Image toImage(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    byte[] bgr = new byte[Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS)];
    if (hasPlainSamples(picture.getColorModel())) {
      copySamples(picture, bgr);
    } else {
      copyColours(picture, bgr);
    }
    return Image.of(width, height, bgr);
  }

  /**
   * Grey and RGB samples need no colour conversion. Java would do one: it takes grey as linear
   * light and brightens it, although picture files store grey with the gamma of sRGB.
   */
  private static boolean hasPlainSamples(ColorModel model) {
    int space = model.getColorSpace().getType();
    int type = model.getTransferType();
    return model instanceof ComponentColorModel
        && !model.isAlphaPremultiplied()
        && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
  }

  private static void copySamples(BufferedImage picture, byte[] bgr) {
    int width = picture.getWidth();
    int bands = picture.getRaster().getNumBands();
    int most = (1 << picture.getColorModel().getComponentSize(0)) - 1;
    boolean grey = picture.getColorModel().getNumColorComponents() == 1;
    int[] row = new int[width * bands];
    int target = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRaster().getPixels(picture.getMinX(), y + picture.getMinY(), width, 1, row);
      for (int x = 0; x < width; x++) {
        for (int channel = CHANNELS - 1; channel >= 0; channel--) {
          int sample = row[x * bands + (grey ? 0 : channel)];
          bgr[target++] = (byte) ((sample * 255L + most / 2) / most);
        }
      }
    }
  }

  private static void copyColours(BufferedImage picture, byte[] bgr) {
    int width = picture.getWidth();
    int[] row = new int[width];
    int target = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRGB(picture.getMinX(), y + picture.getMinY(), width, 1, row, 0, width);
      for (int rgb : row) {
        bgr[target++] = (byte) rgb;
        bgr[target++] = (byte) (rgb >> 8);
        bgr[target++] = (byte) (rgb >> 16);
      }
    }
  }
}
