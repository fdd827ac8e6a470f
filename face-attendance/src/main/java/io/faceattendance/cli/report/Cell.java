package io.faceattendance.cli.report;

import io.faceattendance.attendance.rules.Status;
import java.util.Locale;

/**
 * A cell of a table.
 *
 * @param text what it says
 * @param note the same in more detail, smaller; empty for none
 * @param kind how it looks: the class of its element
 * @param mark the class of its text, empty for none: a colour never says more than the text does
 */
record Cell(String text, String note, String kind, String mark) {

  /** Text that may be long: it is broken where it must be. */
  static Cell text(String text) {
    return new Cell(text, "", "t", "");
  }

  /** A word or two, in one line. */
  static Cell word(String text) {
    return new Cell(text, "", "w", "");
  }

  static Cell number(String text) {
    return new Cell(text, "", "n", "");
  }

  static Cell number(long number) {
    return number(String.format(Locale.ROOT, "%,d", number));
  }

  static Cell status(Status status) {
    return new Cell(words(status), "", "w", "s " + status.name().toLowerCase(Locale.ROOT));
  }

  Cell withNote(String more) {
    return new Cell(text, more, kind, mark);
  }

  static String words(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** As an element, such as {@code td}. */
  String html(String element) {
    String name = element.replaceAll(" .*", "");
    return "<%s class=\"%s\">%s%s</%s>"
        .formatted(
            element,
            kind,
            mark.isEmpty()
                ? Html.escaped(text)
                : "<span class=\"%s\">%s</span>".formatted(mark, Html.escaped(text)),
            note.isEmpty() ? "" : "<small>%s</small>".formatted(Html.escaped(note)),
            name);
  }
}
