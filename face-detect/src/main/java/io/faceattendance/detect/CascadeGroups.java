package io.faceattendance.detect;

import io.faceattendance.detect.internal.OpenCvCascade.Window;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Windows of a cascade to faces. A face passes the cascade at several neighbouring places and
 * scales, what only resembles one at few: the windows that lie close together become one box, their
 * mean, and the more they are and the clearer each passed, the higher is its score.
 *
 * <p>Score: {@code s / (s + h)}, where s is the sum of the windows' weights (negative ones count as
 * 0) and h the sum that makes a half. It orders finds; it is no probability.
 */
final class CascadeGroups {
  /** Edges that differ by less than this share of the smaller side are close. */
  private static final double CLOSE = 0.2;

  // The order in which OpenCV's threads find them differs from call to call.
  private static final Comparator<Window> ORDER =
      Comparator.comparingDouble(Window::x)
          .thenComparingDouble(Window::y)
          .thenComparingDouble(Window::side)
          .thenComparingDouble(Window::weight);

  private final Window[] windows;
  private final int[] parents;

  private CascadeGroups(List<Window> found) {
    windows = found.toArray(Window[]::new);
    Arrays.sort(windows, ORDER);
    parents = new int[windows.length];
    Arrays.setAll(parents, i -> i);
  }

  /**
   * The groups.
   *
   * @param windows in any order
   * @param halfScore the sum of weights that makes a score of 0.5
   */
  static Detections of(List<Window> windows, double halfScore) {
    CascadeGroups groups = new CascadeGroups(windows);
    groups.join();
    return groups.means(halfScore);
  }

  private void join() {
    for (int i = 0; i < windows.length; i++) {
      for (int j = 0; j < i; j++) {
        if (areClose(windows[i], windows[j])) {
          // The first one stays the root of its group.
          int one = root(i);
          int other = root(j);
          parents[Math.max(one, other)] = Math.min(one, other);
        }
      }
    }
  }

  private static boolean areClose(Window a, Window b) {
    double most = CLOSE * Math.min(a.side(), b.side());
    double dx = a.x() - b.x();
    double dy = a.y() - b.y();
    double larger = a.side() - b.side();
    return Math.abs(dx) <= most
        && Math.abs(dy) <= most
        && Math.abs(dx + larger) <= most
        && Math.abs(dy + larger) <= most;
  }

  private int root(int window) {
    int at = window;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  private Detections means(double halfScore) {
    Detections groups = new Detections();
    for (int i = 0; i < windows.length; i++) {
      if (parents[i] == i) {
        addMean(i, halfScore, groups);
      }
    }
    return groups;
  }

  private void addMean(int root, double halfScore, Detections groups) {
    double x = 0;
    double y = 0;
    double side = 0;
    double weight = 0;
    int count = 0;
    for (int i = root; i < windows.length; i++) {
      if (root(i) == root) {
        x += windows[i].x();
        y += windows[i].y();
        side += windows[i].side();
        weight += Math.max(0, windows[i].weight());
        count++;
      }
    }
    float mean = (float) (side / count);
    int index = groups.add((float) (weight / (weight + halfScore)));
    groups.box(index, (float) (x / count), (float) (y / count), mean, mean);
  }
}
