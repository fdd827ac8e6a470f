package io.faceattendance.attendance.internal.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Values for {@code IN (...)}: in parts that every database takes, each filled up to a power of two
 * by its last value, so that there are few different statements.
 */
final class InLists {
  // Two of them in one statement: SQLite takes 32,766 parameters.
  private static final int LARGEST = 1 << 13;

  private InLists() {}

  static List<List<String>> of(Collection<?> values) {
    List<String> all = values.stream().map(Object::toString).toList();
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += LARGEST) {
      parts.add(filled(all.subList(from, Math.min(all.size(), from + LARGEST))));
    }
    return parts;
  }

  /** The same; one empty part if there is no such condition. */
  static List<Optional<List<String>>> ofOptional(Optional<? extends Collection<?>> values) {
    return values.isEmpty()
        ? List.of(Optional.empty())
        : of(values.get()).stream().map(Optional::of).toList();
  }

  private static List<String> filled(List<String> values) {
    int size = values.size() == 1 ? 1 : Integer.highestOneBit(values.size() - 1) << 1;
    List<String> filled = new ArrayList<>(values);
    filled.addAll(Collections.nCopies(size - values.size(), values.get(values.size() - 1)));
    return filled;
  }
}
