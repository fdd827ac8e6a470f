package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.PersonId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One-shot recognition by several views of a picture, such as the picture and its mirror image:
 * every view of the probe is compared with every view of an enrolled picture. A person is named if
 * at least k comparisons of one of the person's pictures match, and if the mean Euclidean distance
 * of all comparisons of that picture is the smallest; with equally many views each, that is the
 * smallest sum. Otherwise nobody. Immutable, thread-safe, without state.
 *
 * <p>The threshold follows the gallery. Of the m comparisons with one picture of another person at
 * least k match with a probability of at most {@code m FMR / k}, however much the views depend on
 * each other (Markov's inequality on their number). So all comparisons together are as dangerous as
 * a k-th of them would be if one match were enough: the threshold is that of a search with {@code
 * comparisons / k} templates, rounded up.
 *
 * @param k how many comparisons must match, at least 1
 * @param policy what errors are acceptable; its margin does not count
 */
public record KofN(int k, MatchPolicy policy) {

  /**
   * Checks the components.
   *
   * @param k as above
   * @param policy as above
   */
  public KofN {
    if (k < 1) {
      throw new IllegalArgumentException("expected a k of at least 1, got " + k);
    }
  }

  /**
   * An enrolled picture.
   *
   * @param person whose it is; a person may have several pictures
   * @param views at least one, such as the picture and its mirror image
   */
  public record Picture(PersonId person, List<Embedding> views) {

    /**
     * Checks the components.
     *
     * @param person as above
     * @param views as above
     */
    public Picture {
      views = List.copyOf(views);
      requireViews(views);
    }
  }

  /**
   * The person named.
   *
   * @param person who
   * @param matches how many comparisons of the person's best picture match, at least k
   * @param distance the mean Euclidean distance of all its comparisons, of unit vectors, 0 to 2
   * @param threshold the threshold in force
   */
  public record Match(PersonId person, int matches, double distance, Threshold threshold) {}

  /**
   * Who a face is of, if anybody.
   *
   * @param probe its views, at least one
   * @param enrolled all pictures of everybody enrolled; the threshold depends on their number
   * @return the person; empty if no picture has k matches, or two persons are equally near
   * @throws IllegalArgumentException if the probe has no views, or a view is of another space than
   *     the policy's table
   */
  public Optional<Match> identify(List<Embedding> probe, List<Picture> enrolled) {
    requireViews(probe);
    Threshold threshold = threshold(probe.size(), enrolled);
    Map<PersonId, Match> nearest = new HashMap<>();
    for (Picture picture : enrolled) {
      Match match = compare(probe, picture, threshold);
      if (match.matches() >= k) {
        nearest.merge(picture.person(), match, (a, b) -> b.distance() < a.distance() ? b : a);
      }
    }
    return smallest(nearest);
  }

  private Threshold threshold(int views, List<Picture> enrolled) {
    long comparisons = 0;
    for (Picture picture : enrolled) {
      comparisons += (long) views * picture.views().size();
    }
    return policy.identification(Math.toIntExact((comparisons + k - 1) / k));
  }

  private Match compare(List<Embedding> probe, Picture picture, Threshold threshold) {
    int matches = 0;
    double sum = 0;
    for (Embedding view : probe) {
      requireSpace(view);
      for (Embedding enrolled : picture.views()) {
        double cosine = view.cosine(enrolled);
        matches += threshold.accepts(cosine) ? 1 : 0;
        sum += Math.sqrt(2 - 2 * cosine);
      }
    }
    double mean = sum / (probe.size() * picture.views().size());
    return new Match(picture.person(), matches, mean, threshold);
  }

  // Equally near is no identity, as in any search.
  private static Optional<Match> smallest(Map<PersonId, Match> nearest) {
    double least = nearest.values().stream().mapToDouble(Match::distance).min().orElse(Double.NaN);
    List<Match> best = nearest.values().stream().filter(one -> one.distance() <= least).toList();
    return best.size() == 1 ? Optional.of(best.get(0)) : Optional.empty();
  }

  private void requireSpace(Embedding view) {
    if (!policy.table().source().space().equals(view.space())) {
      throw new IllegalArgumentException(
          "expected views of the policy's space %s, got one of %s"
              .formatted(policy.table().source().space(), view.space()));
    }
  }

  private static void requireViews(List<Embedding> views) {
    if (views.isEmpty()) {
      throw new IllegalArgumentException("expected at least one view, got none");
    }
  }
}
