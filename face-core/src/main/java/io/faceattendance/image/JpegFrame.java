package io.faceattendance.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The frame header of a JPEG (ITU-T T.81, B.2.2): 8 bits, Huffman-coded.
 *
 * @param progressive whether it is SOF2
 * @param width samples a line
 * @param height lines
 * @param components 1, 3 or 4
 * @param mostHorizontal largest horizontal sampling factor
 * @param mostVertical largest vertical sampling factor
 */
record JpegFrame(
    boolean progressive,
    int width,
    int height,
    List<JpegComponent> components,
    int mostHorizontal,
    int mostVertical) {
  private static final int SOF2 = 0xC2;

  /** Reads an SOF segment, from its marker's second byte on. */
  static JpegFrame of(Bytes segment) throws JpegDoubt {
    int count = segment.u8(8);
    if (segment.u8(3) != 8 || segment.u16(1) != 8 + 3 * count || count == 2 || count > 4) {
      throw new JpegDoubt("the frame has not 8 bits or not 1, 3 or 4 components");
    }
    List<JpegComponent> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long at = 9 + 3L * i;
      components.add(new JpegComponent(segment.u8(at), segment.u8(at + 1), segment.u8(at + 2)));
    }
    if (components.stream().map(component -> component.id).distinct().count() != count) {
      throw new JpegDoubt("two components have the same id");
    }
    JpegFrame frame = of(segment, List.copyOf(components));
    components.forEach(component -> component.layOut(frame));
    return frame;
  }

  private static JpegFrame of(Bytes segment, List<JpegComponent> components) {
    return new JpegFrame(
        segment.u8(0) == SOF2,
        segment.u16(6),
        segment.u16(4),
        components,
        components.stream().mapToInt(component -> component.horizontal).max().orElse(1),
        components.stream().mapToInt(component -> component.vertical).max().orElse(1));
  }

  int mcusWide() {
    return (width + 8 * mostHorizontal - 1) / (8 * mostHorizontal);
  }

  int mcusHigh() {
    return (height + 8 * mostVertical - 1) / (8 * mostVertical);
  }
}
