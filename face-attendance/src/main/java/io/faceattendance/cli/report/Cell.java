package io.faceattendance.cli.report;

import io.faceattendance.attendance.rules.Status;
import java.util.Locale;

/**
 * A cell of a table.
 *
 * @param text what it says
 * @param note the same in more detail, smaller; empty for none
 * @param kind how it looks: the class of its element, empty for plain text
 * @param mark the class of its text, empty for none: a colour never says more than the text does
 */
record Cell(String text, String note, String kind, String mark) {

  static Cell text(String text) {
    return new Cell(text, "", "", "");
  }

  static Cell number(String text) {
    return new Cell(text, "", "n", "");
  }

  static Cell number(long number) {
    return number(String.format(Locale.ROOT, "%,d", number));
  }

  static Cell status(Status status) {
    return new Cell(words(status), "", "", "s " + status.name().toLowerCase(Locale.ROOT));
  }

  Cell withNote(String more) {
    return new Cell(text, more, kind, mark);
  }

  static String words(Status status) {
    return switch (status) {
      case PRESENT -> "present";
      case LATE -> "late";
      case LEFT_EARLY -> "left early";
      case ABSENT -> "absent";
      case EXCUSED -> "excused";
    };
  }

  /** As an element, such as {@code td}. */
  String html(String element) {
    String name = element.replaceAll(" .*", "");
    return "<%s%s>%s%s</%s>"
        .formatted(
            element,
            kind.isEmpty() ? "" : " class=\"%s\"".formatted(kind),
            mark.isEmpty()
                ? Html.escaped(text)
                : "<span class=\"%s\">%s</span>".formatted(mark, Html.escaped(text)),
            note.isEmpty() ? "" : "<small>%s</small>".formatted(Html.escaped(note)),
            name);
  }
}
