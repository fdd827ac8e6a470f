package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Embedding;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.Head;
import io.faceattendance.match.Identification.Known;
import io.faceattendance.match.LabelledEmbedding;
import java.util.Locale;

/** What the cosine, a head alone, and a head behind the cosine make of the same faces. */
final class HeadRates {
  private final Share closedRaw = new Share();
  private final Share closedHead = new Share();
  private final Share strangersRaw = new Share();
  private final Share strangersAlone = new Share();
  private final Share strangersBehind = new Share();
  private final Share knownRaw = new Share();
  private final Share knownBehind = new Share();

  void count(OpenSetSplit split, FaceMatcher raw, Head head) {
    FaceMatcher behind = raw.withHead(head);
    for (LabelledEmbedding one : split.known()) {
      closedRaw.count(
          raw.gallery().search(one.embedding(), 1).get(0).person().equals(one.person()));
      closedHead.count(head.judge(one.embedding()).person().equals(one.person()));
      knownRaw.count(names(raw, one));
      knownBehind.count(names(behind, one));
    }
    for (Embedding stranger : split.strangers()) {
      strangersRaw.count(raw.identify(stranger) instanceof Known);
      strangersAlone.count(head.judge(stranger).accepted());
      strangersBehind.count(behind.identify(stranger) instanceof Known);
    }
  }

  private static boolean names(FaceMatcher matcher, LabelledEmbedding one) {
    return matcher.identify(one.embedding()) instanceof Known known
        && known.person().equals(one.person());
  }

  /** Closed set by cosine and by head; strangers alone, by cosine and behind it; TPIR of both. */
  @Override
  public String toString() {
    return "%s | %s | %s | %s | %s | %s | %s"
        .formatted(
            closedRaw,
            closedHead,
            strangersAlone,
            strangersRaw,
            strangersBehind,
            knownRaw,
            knownBehind);
  }

  private static final class Share {
    private long all;
    private long some;

    void count(boolean one) {
      all++;
      some += one ? 1 : 0;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.2f %%", 100.0 * some / all);
    }
  }
}
