package io.faceattendance.attendance.internal.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Values for {@code IN (...)}: in parts that every database takes, each filled up to a power of two
 * by its last value, so that there are few different statements.
 */
final class InLists {
  private static final int LARGEST = 1 << 14;

  private InLists() {}

  static List<List<String>> of(Collection<?> values) {
    List<String> all = values.stream().map(Object::toString).toList();
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += LARGEST) {
      parts.add(filled(all.subList(from, Math.min(all.size(), from + LARGEST))));
    }
    return parts;
  }

  private static List<String> filled(List<String> values) {
    int size = values.size() == 1 ? 1 : Integer.highestOneBit(values.size() - 1) << 1;
    List<String> filled = new ArrayList<>(values);
    filled.addAll(Collections.nCopies(size - values.size(), values.get(values.size() - 1)));
    return filled;
  }
}
