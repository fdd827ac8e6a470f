package io.faceattendance.image;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import java.awt.color.CMMException;
import java.awt.color.ProfileDataException;
import java.awt.image.RasterFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The JDK's picture readers. A warning is as bad as an error: what a reader only complains about is
 * damaged.
 */
final class JdkReaders {
  private static final String JDK_MODULE = "java.desktop";

  private JdkReaders() {}

  /** A use of a reader that may fail as readers do. */
  @FunctionalInterface
  private interface Reading<T> {
    T apply(ImageReader reader) throws IOException;
  }

  /**
   * Decodes the first picture of a file.
   *
   * @param size what the header says
   * @throws ImageException if the reader fails, warns, or finds another size
   */
  static Image decode(Bytes bytes, ImageFormat format, EncodedImage size) {
    return read(
        bytes,
        format,
        reader -> {
          if (reader.getWidth(0) != size.width() || reader.getHeight(0) != size.height()) {
            throw new ImageException("the size in the header is contradicted: the file is damaged");
          }
          return BufferedImages.toImage(reader.read(0));
        });
  }

  /**
   * Decodes a JPEG to nothing.
   *
   * @throws ImageException if the reader fails or warns
   */
  static void checkJpeg(Bytes bytes) {
    // readRaster and not read: it decodes CMYK too, and converts no colours.
    read(bytes, ImageFormat.JPEG, reader -> reader.readRaster(0, null));
  }

  private static <T> T read(Bytes bytes, ImageFormat format, Reading<T> reading) {
    ImageReader reader = reader(format);
    try (ImageInputStream in = stream(bytes)) {
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, false, false);
      T result = guarded(reading).apply(reader);
      if (!warnings.isEmpty()) {
        throw new ImageException(damaged(format, warnings.get(0)));
      }
      return result;
    } catch (IOException failure) {
      throw new ImageException(damaged(format, String.valueOf(failure.getMessage())), failure);
    } finally {
      reader.dispose();
    }
  }

  /** Readers run into damaged files unprepared: these are what they are known to throw. */
  private static <T> Reading<T> guarded(Reading<T> reading) {
    return reader -> {
      try {
        return reading.apply(reader);
      } catch (IllegalArgumentException
          | IndexOutOfBoundsException
          | NegativeArraySizeException
          | NullPointerException
          | ClassCastException
          | ArithmeticException
          | IllegalStateException
          | UnsupportedOperationException
          | RasterFormatException
          | CMMException
          | ProfileDataException failure) {
        throw new IOException(failure.toString(), failure);
      }
    };
  }

  private static String damaged(ImageFormat format, String complaint) {
    return "the %s is truncated or damaged, the decoder says: %s".formatted(format, complaint);
  }

  private static ImageInputStream stream(Bytes bytes) {
    return new MemoryCacheImageInputStream(
        new ByteArrayInputStream(bytes.array(), bytes.arrayOffset(), bytes.length()));
  }

  /** The JDK's own reader, whatever plug-ins the application has. */
  private static ImageReader reader(ImageFormat format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (JDK_MODULE.equals(reader.getClass().getModule().getName())) {
        return reader;
      }
      reader.dispose();
    }
    throw new ImageException("this Java has no reader for " + format + ": convert it to PNG");
  }
}
