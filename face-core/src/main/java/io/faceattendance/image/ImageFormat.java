package io.faceattendance.image;

import io.faceattendance.ImageException;
import java.util.List;
import java.util.Locale;

/** The picture formats that are decoded, told from the first bytes and never from a file's name. */
enum ImageFormat {
  JPEG,
  PNG,
  WEBP,
  BMP,
  TIFF,
  GIF,
  PNM;

  private static final String ADVICE = ": convert it to JPEG, PNG or WebP";

  /** A format that is recognised only to name it in the error. */
  private record Unsupported(int at, String magic, String name) {}

  private static final List<Unsupported> UNSUPPORTED =
      List.of(
          new Unsupported(0, "\0\0\0\fJXL \r\n", "JPEG XL"),
          new Unsupported(0, "\u00ff\n", "JPEG XL"),
          new Unsupported(0, "\0\0\0\fjP  ", "JPEG 2000"),
          new Unsupported(0, "\u00ffO\u00ffQ", "JPEG 2000"),
          new Unsupported(0, "%PDF", "PDF"),
          new Unsupported(0, "8BPS", "Photoshop (PSD)"),
          new Unsupported(0, "\0\0\1\0", "Windows icon (ICO)"),
          new Unsupported(0, "v/1\1", "OpenEXR"),
          new Unsupported(0, "#?RADIANCE", "Radiance HDR"),
          new Unsupported(0, "II+\0", "BigTIFF"),
          new Unsupported(0, "MM\0+", "BigTIFF"),
          new Unsupported(0, "FUJIFILMCCD-RAW", "Fujifilm raw"),
          new Unsupported(0, "II\u00bc\1", "JPEG XR"),
          new Unsupported(0, "PK\3\4", "ZIP archive"),
          new Unsupported(0, "\u001f\u008b", "gzip"),
          new Unsupported(0, "\u001aE\u00df\u00a3", "Matroska or WebM video"));

  /**
   * Tells the format.
   *
   * @throws ImageException for bytes of any other format, named if it is known
   */
  static ImageFormat of(Bytes bytes) {
    if (bytes.length() == 0) {
      throw new ImageException("expected a picture, got no bytes");
    }
    if (bytes.has(0, "\u00ff\u00d8\u00ff")) {
      return JPEG;
    } else if (bytes.has(0, "\u0089PNG\r\n\u001a\n")) {
      return PNG;
    } else if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
      return WEBP;
    } else if (bytes.has(0, "BM")) {
      return BMP;
    } else if (bytes.has(0, "II*\0") || bytes.has(0, "MM\0*")) {
      return TIFF;
    } else if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) {
      return GIF;
    } else if (bytes.has(0, "P5") || bytes.has(0, "P6")) {
      return PNM;
    }
    throw unsupported(bytes);
  }

  private static ImageException unsupported(Bytes bytes) {
    if (bytes.has(4, "ftyp")) {
      return new ImageException(isoMedia(bytes) + " is not supported" + ADVICE);
    }
    for (Unsupported format : UNSUPPORTED) {
      if (bytes.has(format.at(), format.magic())) {
        return new ImageException(format.name() + " is not supported" + ADVICE);
      }
    }
    String start = bytes.text(0, Math.min(bytes.length(), 512)).toLowerCase(Locale.ROOT);
    if (start.contains("<svg")) {
      return new ImageException("SVG is not supported" + ADVICE);
    }
    return new ImageException(
        "expected a JPEG, PNG, WebP, BMP, TIFF, GIF or binary PGM/PPM picture, got %s"
            .formatted(describe(start)));
  }

  /** The brands of ISO/IEC 23008-12 (HEIF), AV1 Image File Format and the common video files. */
  private static String isoMedia(Bytes bytes) {
    String brand = bytes.text(8, Math.min(4, Math.max(0, bytes.length() - 8)));
    return switch (brand) {
      case "avif", "avis" -> "AVIF";
      case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs" -> "HEIC";
      case "mif1", "msf1", "mif2" -> compatible(bytes, "avif") ? "AVIF" : "HEIC (HEIF)";
      case "crx " -> "Canon raw (CR3)";
      case "jp2 ", "jpx ", "jph " -> "JPEG 2000";
      case "jxl " -> "JPEG XL";
      default -> "ISO media (MP4, QuickTime; brand \"%s\")".formatted(printable(brand));
    };
  }

  private static boolean compatible(Bytes bytes, String brand) {
    int end = (int) Math.min(bytes.u32(0), bytes.length());
    for (int at = 16; at + 4 <= end; at += 4) {
      if (bytes.has(at, brand)) {
        return true;
      }
    }
    return false;
  }

  private static String describe(String start) {
    boolean text =
        start.chars().allMatch(c -> c >= ' ' && c < 0x7F || c == '\n' || c == '\r' || c == '\t');
    return text
        ? "text"
        : "unknown bytes that start with "
            + start.chars().limit(8).mapToObj("%02x"::formatted).toList();
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7E]", "?");
  }
}
