package io.faceattendance.cli.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A drawn plot with what is needed to read it.
 *
 * @param title what it is
 * @param svg the drawing
 * @param key what the colours are
 * @param reading how to read it, a sentence or two
 */
record Plot(String title, String svg, List<Key> key, String reading) {

  /**
   * One colour.
   *
   * @param mark the class of its swatch in {@link Page}'s style
   * @param text what is drawn in it
   */
  record Key(String mark, String text) {}

  String html() {
    String keys =
        key.stream()
            .map(
                one ->
                    "<li><i class=\"%s\"></i>%s</li>"
                        .formatted(one.mark(), Html.escaped(one.text())))
            .collect(Collectors.joining());
    return "<figure><h3>%s</h3><ul class=\"key\">%s</ul>%s<figcaption>%s</figcaption></figure>\n"
        .formatted(Html.escaped(title), keys, svg, Html.escaped(reading));
  }
}
