package io.faceattendance.cli.report;

import java.util.List;

/** A table: names on the left, figures on the right. Not thread-safe. */
final class Table {
  private final StringBuilder rows = new StringBuilder();
  private String kind = "";

  /** With a heading for each column. */
  static Table withHead(List<String> names) {
    Table table = new Table();
    table.kind = " class=\"many\"";
    table.rows.append("<thead>");
    table.row(names, "th");
    table.rows.append("</thead>");
    return table;
  }

  /** With a heading for each column, aligned like its cells. */
  static Table withHeadings(List<Cell> headings) {
    Table table = new Table();
    table.kind = " class=\"many\"";
    table.rows.append("<thead><tr>");
    headings.forEach(heading -> table.rows.append(heading.html("th scope=\"col\"")));
    table.rows.append("</tr></thead>");
    return table;
  }

  /** A row of cells; the first says what the row is about. */
  Table cells(List<Cell> cells) {
    return cells("<tr>", cells);
  }

  /** The last row, the sum of those before. */
  Table sum(List<Cell> cells) {
    return cells("<tr class=\"sum\">", cells);
  }

  private Table cells(String row, List<Cell> cells) {
    rows.append(row);
    for (int i = 0; i < cells.size(); i++) {
      rows.append(cells.get(i).html(i == 0 ? "th scope=\"row\"" : "td"));
    }
    rows.append("</tr>\n");
    return this;
  }

  /**
   * A figure.
   *
   * @param name what it is
   * @param meaning what that means
   * @param value the figure
   */
  Table figure(String name, String meaning, String value) {
    rows.append(
        "<tr><th scope=\"row\">%s<small>%s</small></th><td class=\"n\">%s</td></tr>\n"
            .formatted(Html.escaped(name), Html.escaped(meaning), Html.escaped(value)));
    return this;
  }

  /** A row of figures, its name first. */
  Table figures(List<String> cells) {
    row(cells, "td");
    return this;
  }

  private void row(List<String> cells, String tag) {
    rows.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String cell = Html.escaped(cells.get(i));
      rows.append(
          i == 0
              ? "<th>%s</th>".formatted(cell)
              : "<%s class=\"n\">%s</%s>".formatted(tag, cell, tag));
    }
    rows.append("</tr>\n");
  }

  String html() {
    return "<div class=\"wide\"><table%s>%s</table></div>\n".formatted(kind, rows);
  }
}
