package io.faceattendance.image;

import io.faceattendance.ImageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Vouches for the integrity of a JPEG without computing a pixel: the segments, the tables, and
 * every Huffman code of every scan, to the last block and the end marker.
 *
 * <p>OpenCV fills what a damaged JPEG lacks with grey and says nothing, and decoding a second time
 * with a decoder that does complain costs several times as much as the picture itself.
 */
final class JpegChecker {
  /** More than any encoder writes; each costs a pass over the picture (libjpeg writes 10). */
  static final int MOST_SCANS = 100;

  private static final int SOF0 = 0xC0;
  private static final int SOF2 = 0xC2;
  private static final int DHT = 0xC4;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DQT = 0xDB;
  private static final int DRI = 0xDD;
  private static final int APP0 = 0xE0;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COM = 0xFE;

  private final Bytes bytes;
  private final JpegTables tables = new JpegTables();
  private @Nullable JpegFrame frame;
  private int scans;

  private JpegChecker(Bytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Checks a whole JPEG whose frame size was held against the limits.
   *
   * @return what cannot be vouched for; empty if the JPEG is sound
   */
  static Optional<String> doubt(Bytes bytes) {
    try {
      new JpegChecker(bytes).walk();
      return Optional.empty();
    } catch (JpegDoubt doubt) {
      return Optional.of(String.valueOf(doubt.getMessage()));
    }
  }

  private void walk() throws JpegDoubt {
    int at = 2;
    int marker = marker(at);
    while (marker != EOI) {
      at = segment(at, marker);
      marker = marker(at);
    }
    if (frame == null || !frame.components().stream().allMatch(component -> component.seen)) {
      throw new JpegDoubt("a component is missing");
    }
  }

  /** The marker whose FF stands there; a fill byte before it is rare enough to be a doubt. */
  private int marker(int at) throws JpegDoubt {
    if (at + 2 > bytes.length() || bytes.u8(at) != 0xFF) {
      throw new JpegDoubt("a marker is missing");
    }
    return bytes.u8(at + 1L);
  }

  /** Reads one segment and, behind a scan header, the scan. Returns where the next one starts. */
  private int segment(int at, int marker) throws JpegDoubt {
    if (at + 4 > bytes.length()
        || bytes.u16(at + 2L) < 2
        || bytes.u16(at + 2L) > bytes.length() - at - 2) {
      throw new JpegDoubt("a segment reaches beyond the end");
    }
    int end = at + 2 + bytes.u16(at + 2L);
    Bytes body = bytes.slice(at + 4L, end - at - 4L);
    try {
      return read(marker, body, at, end);
    } catch (ImageException tooShort) {
      throw new JpegDoubt("a segment is shorter than its content");
    }
  }

  private int read(int marker, Bytes body, int at, int end) throws JpegDoubt {
    switch (marker) {
      case SOF0, SOF0 + 1, SOF2 -> readFrame(bytes.slice(at + 1L, end - at - 1L));
      case DHT -> tables.readHuffman(body);
      case DQT -> tables.readQuantisation(body);
      case DRI -> tables.readRestartInterval(body);
      case APP0 -> checkJfif(body);
      case APP14 -> checkAdobe(body);
      case SOS -> {
        return walkScan(body, end);
      }
      default -> {
        if (marker != COM && (marker < APP0 || marker > APP15)) {
          throw new JpegDoubt("marker %02x is unexpected".formatted(marker));
        }
      }
    }
    return end;
  }

  private void readFrame(Bytes segment) throws JpegDoubt {
    if (frame != null) {
      throw new JpegDoubt("there are two frames");
    }
    frame = JpegFrame.of(segment);
  }

  /** libjpeg complains about any major revision of JFIF but 1. */
  private static void checkJfif(Bytes body) throws JpegDoubt {
    if (body.has(0, "JFIF\0") && body.length() >= 6 && body.u8(5) != 1) {
      throw new JpegDoubt("the revision of JFIF is unknown");
    }
  }

  /** Decoders guess the colours where Adobe's transform is an unknown one. */
  private static void checkAdobe(Bytes body) throws JpegDoubt {
    if (body.has(0, "Adobe") && body.length() >= 12 && body.u8(11) > 2) {
      throw new JpegDoubt("the colour transform is unknown");
    }
  }

  private int walkScan(Bytes header, int at) throws JpegDoubt {
    if (frame == null) {
      throw new JpegDoubt("a scan comes before the frame");
    }
    if (++scans > MOST_SCANS) {
      throw new JpegDoubt("there are more than %d scans".formatted(MOST_SCANS));
    }
    JpegBits bits =
        new JpegBits(bytes.array(), bytes.arrayOffset() + at, bytes.arrayOffset() + bytes.length());
    return JpegScan.of(header, frame, tables).walk(bits) - bytes.arrayOffset();
  }
}
