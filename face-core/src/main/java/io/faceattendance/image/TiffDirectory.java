package io.faceattendance.image;

import io.faceattendance.ImageException;
import java.util.HashMap;
import java.util.Map;

/**
 * The first directory of a TIFF structure, as in a TIFF file or in EXIF. Every value lies inside
 * the bytes, or the directory is refused (TIFF 6.0, section 2).
 */
final class TiffDirectory {
  static final int ORIENTATION = 274;

  private static final int ENTRY = 12;
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private record Entry(int type, long count, long at) {}

  private final Bytes bytes;
  private final boolean littleEndian;
  private final Map<Integer, Entry> entries = new HashMap<>();

  private TiffDirectory(Bytes bytes) {
    this.bytes = bytes;
    this.littleEndian = bytes.has(0, "II");
  }

  static TiffDirectory of(Bytes bytes) {
    if (!bytes.has(0, "II*\0") && !bytes.has(0, "MM\0*")) {
      throw new ImageException("expected a TIFF header, got other bytes");
    }
    TiffDirectory directory = new TiffDirectory(bytes);
    long at = directory.u32(4);
    int count = directory.u16(at);
    for (int i = 0; i < count; i++) {
      directory.add(at + 2 + (long) i * ENTRY);
    }
    return directory;
  }

  private void add(long at) {
    int type = u16(at + 2);
    long count = u32(at + 4);
    if (type < 1 || type >= TYPE_BYTES.length) {
      return; // readers shall skip fields of unknown type (TIFF 6.0, section 2)
    }
    long size = count * TYPE_BYTES[type];
    long value = size <= 4 ? at + 8 : u32(at + 8);
    bytes.check(value, size);
    entries.putIfAbsent(u16(at), new Entry(type, count, value));
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** The number of values of a tag; 0 if it is absent. */
  long count(int tag) {
    Entry entry = entries.get(tag);
    return entry == null ? 0 : entry.count();
  }

  /** The first value of a tag, or the given one if it is absent. */
  long first(int tag, long absent) {
    return count(tag) == 0 ? absent : value(tag, 0);
  }

  /** One unsigned value of a tag that has it. */
  long value(int tag, long index) {
    Entry entry = entries.get(tag);
    if (entry == null || index >= entry.count()) {
      throw new ImageException("expected value %d of TIFF tag %d".formatted(index, tag));
    }
    return switch (entry.type()) {
      case 1 -> bytes.u8(entry.at() + index);
      case 3 -> u16(entry.at() + 2 * index);
      case 4 -> u32(entry.at() + 4 * index);
      default ->
          throw new ImageException(
              "expected an unsigned integer in TIFF tag %d, got type %d"
                  .formatted(tag, entry.type()));
    };
  }

  private int u16(long at) {
    return littleEndian ? bytes.u16le(at) : bytes.u16(at);
  }

  private long u32(long at) {
    return littleEndian ? bytes.u32le(at) : bytes.u32(at);
  }
}
