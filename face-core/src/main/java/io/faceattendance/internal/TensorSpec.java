package io.faceattendance.internal;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a tensor of a model must look like.
 *
 * @param name its name in the graph, or empty if exports of the same weights name it differently
 * @param dimensions its sizes, none if they are not checked; {@link #ANY} where a file may leave it
 *     open or fix it, {@link #OPEN} where it must leave it open
 */
public record TensorSpec(String name, List<Long> dimensions) {
  /** A size that is not checked. */
  public static final long ANY = -1;

  /** A size that differs from call to call: a file that fixes it is of no use. */
  public static final long OPEN = -2;

  public TensorSpec {
    dimensions = List.copyOf(dimensions);
  }

  /** A tensor that is not checked before it is there. */
  public static TensorSpec anything() {
    return new TensorSpec("", List.of());
  }

  /** A tensor of any name. */
  public static TensorSpec of(Long... dimensions) {
    return named("", dimensions);
  }

  /** A tensor that must have this name. */
  public static TensorSpec named(String name, Long... dimensions) {
    return new TensorSpec(name, List.of(dimensions));
  }

  /** Whether a tensor declared in a file can be this one; a size left open there fits all. */
  boolean accepts(String declaredName, long[] declared) {
    if (!name.isEmpty() && !name.equals(declaredName)) {
      return false;
    }
    if (dimensions.isEmpty()) {
      return true;
    }
    if (declared.length != dimensions.size()) {
      return false;
    }
    for (int i = 0; i < declared.length; i++) {
      if (!accepts(dimensions.get(i), declared[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean accepts(long wanted, long declared) {
    return wanted == ANY || declared == OnnxModel.LEFT_OPEN || wanted == declared;
  }

  private static String describe(long size) {
    return size == ANY ? "?" : size == OPEN ? "left open" : Long.toString(size);
  }

  @Override
  public String toString() {
    return (name.isEmpty() ? "a tensor " : name + " ")
        + dimensions.stream()
            .map(TensorSpec::describe)
            .collect(Collectors.joining(" x ", "[", "]"));
  }
}
