package io.faceattendance.image;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import io.faceattendance.internal.OpenCvCodec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads and writes pictures.
 *
 * <p>Decoded are JPEG (baseline and progressive; grey, colour, CMYK), PNG (1 to 16 bits, palette,
 * interlaced), WebP (the first frame), BMP (uncompressed), TIFF (the first page; uncompressed, LZW,
 * Deflate, PackBits; up to 16 bits), GIF (the first frame) and binary PGM and PPM. The format is
 * told from the bytes, never from the name. Anything else is an {@link ImageException} that names
 * the format where it is known.
 *
 * <p>The EXIF orientation of JPEG, PNG, WebP and TIFF is applied, once. 16-bit samples are scaled
 * and rounded. Alpha is ignored: a transparent pixel has the colour that is stored for it. Colour
 * profiles are ignored.
 *
 * <p>Limits are held against the file's size and against its header before memory is taken. A
 * picture that is truncated, or that a decoder or a check reports as damaged, is refused and never
 * returned in part: checksums and lengths of a PNG; the entropy-coded data of a JPEG, and where
 * that is unusual the warnings of a second decoder; the containers of the others. Damage that stays
 * within a format's rules (a changed sample of an uncompressed BMP) cannot be seen.
 *
 * <p>The class is stateless and thread-safe. JPEG, PNG and WebP need OpenCV (optional in face-core)
 * on the class path.
 */
public final class Images {

  private Images() {}

  /**
   * Reads a picture within {@link ImageLimits#defaults()}.
   *
   * @param file the picture
   * @return the upright picture
   * @throws IOException if the file cannot be read
   * @throws ImageException if it is no picture, damaged, too large or of an unsupported format; the
   *     message names the file
   * @throws IllegalStateException if OpenCV is not on the class path
   */
  public static Image read(Path file) throws IOException {
    return read(file, ImageLimits.defaults());
  }

  /**
   * Reads a picture.
   *
   * @param file the picture
   * @param limits how large it may be
   * @return the upright picture
   * @throws IOException if the file cannot be read
   * @throws ImageException if it is no picture, damaged, too large or of an unsupported format; the
   *     message names the file
   * @throws IllegalStateException if OpenCV is not on the class path
   */
  public static Image read(Path file, ImageLimits limits) throws IOException {
    try {
      return decode(bytesOf(file, limits), limits);
    } catch (ImageException refused) {
      throw new ImageException(file + ": " + refused.getMessage(), refused);
    }
  }

  /** A file may grow, and a device has no size: what is read is bounded too. */
  private static byte[] bytesOf(Path file, ImageLimits limits) throws IOException {
    limits.checkBytes(Files.size(file));
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) limits.maxBytes());
      if (in.read() >= 0) {
        limits.checkBytes(bytes.length + 1L);
      }
      return bytes;
    }
  }

  /**
   * Decodes a picture within {@link ImageLimits#defaults()}.
   *
   * @param encoded the bytes of a picture file; not changed and not kept
   * @return the upright picture
   * @throws ImageException if it is no picture, damaged, too large or of an unsupported format
   * @throws IllegalStateException if OpenCV is not on the class path
   */
  public static Image decode(byte[] encoded) {
    return decode(encoded, ImageLimits.defaults());
  }

  /**
   * Decodes a picture.
   *
   * @param encoded the bytes of a picture file; not changed and not kept
   * @param limits how large it may be
   * @return the upright picture
   * @throws ImageException if it is no picture, damaged, too large or of an unsupported format
   * @throws IllegalStateException if OpenCV is not on the class path
   */
  public static Image decode(byte[] encoded, ImageLimits limits) {
    limits.checkBytes(encoded.length);
    Bytes bytes = Bytes.of(encoded);
    ImageFormat format = ImageFormat.of(bytes);
    return OpenCvPresence.required(
        () ->
            switch (format) {
              case JPEG -> JpegFile.decode(bytes, limits);
              case PNG -> PngFile.decode(bytes, limits);
              case WEBP -> WebpFile.decode(bytes, limits);
              case BMP -> BmpFile.decode(bytes, limits);
              case TIFF -> TiffFile.decode(bytes, limits);
              case GIF -> GifFile.decode(bytes, limits);
              case PNM -> PnmFile.decode(bytes, limits);
            });
  }

  /**
   * A copy of a Java 2D picture. Grey and RGB samples are taken as they are, whatever the profile;
   * alpha is ignored.
   *
   * @param picture any kind of BufferedImage
   * @return its pixels
   */
  public static Image fromBufferedImage(BufferedImage picture) {
    return BufferedImages.toImage(picture);
  }

  /**
   * A copy as a Java 2D picture.
   *
   * @param image the picture
   * @return a picture of {@link BufferedImage#TYPE_3BYTE_BGR}
   */
  public static BufferedImage toBufferedImage(Image image) {
    return BufferedImages.fromImage(image);
  }

  /**
   * Writes a picture, replacing the file. The ending decides: {@code .jpg} and {@code .jpeg} are
   * JPEG of quality 95, {@code .png} is PNG.
   *
   * @param image the picture
   * @param file where to write it; upper and lower case endings are the same
   * @throws IOException if the file cannot be written
   * @throws ImageException if the picture is too large for the format
   * @throws IllegalArgumentException for any other ending
   * @throws IllegalStateException if OpenCV is not on the class path
   */
  public static void write(Image image, Path file) throws IOException {
    String ending = ending(file);
    Files.write(file, OpenCvPresence.required(() -> OpenCvCodec.encode(image, ending)));
  }

  /**
   * Encodes a picture as JPEG of quality 95.
   *
   * @param image the picture
   * @return the bytes of a file
   * @throws ImageException if the picture is too large for the format
   * @throws IllegalStateException if OpenCV is not on the class path
   */
  public static byte[] encodeJpeg(Image image) {
    return OpenCvPresence.required(() -> OpenCvCodec.encode(image, ".jpg"));
  }

  private static String ending(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
      return ".jpg";
    } else if (name.endsWith(".png")) {
      return ".png";
    }
    throw new IllegalArgumentException(
        "expected a file that ends in .jpg, .jpeg or .png, got " + file);
  }
}
