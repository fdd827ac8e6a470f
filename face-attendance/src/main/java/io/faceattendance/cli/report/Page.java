package io.faceattendance.cli.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * One page that needs nothing else: no script, no address. It forbids itself to load anything, and
 * allows its own style by its digest alone, so that no text in it can become more than text. Not
 * thread-safe.
 */
final class Page {
  private static final String STYLE =
      """
      :root{color-scheme:light}
      body{margin:0;background:#fff;color:#1b1b1b;font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
      main{max-width:62rem;margin:0 auto;padding:2.25rem 1.25rem 4rem}
      h1{font-size:1.8rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.01em}
      h2{font-size:1.2rem;margin:2.4rem 0 .8rem;padding-bottom:.3rem;border-bottom:1px solid #d8d8d8}
      h3{font-size:1rem;margin:0 0 .3rem}
      p{margin:.3rem 0;max-width:46rem}
      .lead{color:#4a4a4a;font-size:1.05rem}
      .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;list-style:none;margin:1.5rem 0 0;padding:0}
      .tiles li{display:flex;flex-direction:column;justify-content:space-between;background:#f4f7fa;border-radius:.5rem;padding:.75rem 1rem}
      .tiles span{display:block;font-size:.85rem;color:#4a4a4a;line-height:1.3}
      .tiles b{display:block;font-size:1.55rem;line-height:1.35;font-weight:600;font-variant-numeric:tabular-nums}
      .plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(24rem,100%),1fr));gap:2rem 2.5rem}
      figure{margin:0;min-width:0}
      figcaption{font-size:.9rem;color:#4a4a4a;line-height:1.45;margin-top:.3rem}
      svg{display:block;width:100%;height:auto}
      .key{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:0 0 .4rem;padding:0;font-size:.85rem}
      .key li{display:flex;align-items:center;gap:.45rem}
      .key i{flex:none;width:.85rem;height:.85rem;border-radius:2px}
      .blue{background:#0072b2}.orange{background:#d55e00}.green{background:#009e73}
      .key .line{background:#0072b2;height:3px;width:1.1rem}
      .key .dashed{height:0;width:1.1rem;border-top:2px dashed #222;border-radius:0}
      .key .dot{background:#222;border-radius:50%;width:.6rem;height:.6rem}
      .wide{overflow-x:auto}
      table{border-collapse:collapse;width:100%;font-size:.95rem}
      th,td{text-align:left;vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid #e6e6e6;overflow-wrap:anywhere}
      td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;padding-right:.2rem;padding-left:.9rem;overflow-wrap:normal}
      thead th{font-size:.85rem;color:#4a4a4a;font-weight:600;white-space:normal;vertical-align:bottom}
      tbody th{font-weight:500}
      .many th:first-child{min-width:8rem;overflow-wrap:break-word}
      td.t,th.t{min-width:8.5rem}
      td.w,th.w{white-space:nowrap;overflow-wrap:normal}
      td.n+.w,th.n+.w{padding-left:1.6rem}
      .sum th,.sum td{border-top:2px solid #9a9a9a;font-weight:600}
      .s{display:inline-block;padding:0 .55rem;border-radius:.7rem;border:1px solid;font-size:.9rem;white-space:nowrap;-webkit-print-color-adjust:exact;print-color-adjust:exact}
      .s.present{background:#e3f4ea;color:#0b5132;border-color:#9fd3b4}
      .s.late{background:#fdebd3;color:#7a3e00;border-color:#f0c48b}
      .s.left_early{background:#fdf6cf;color:#5f4b00;border-color:#e3d27a}
      .s.absent{background:#fbe3e4;color:#8a1320;border-color:#eba9ae}
      .s.excused{background:#e6edf7;color:#1f3f73;border-color:#abc2e4}
      small{display:block;font-size:.85rem;font-weight:400;color:#5a5a5a;line-height:1.4;max-width:40rem}
      dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.35rem 1.5rem;margin:0;font-size:.95rem}
      dt{color:#4a4a4a}
      dd{margin:0;overflow-wrap:anywhere}
      @media (max-width:32rem){main{padding-top:1.4rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}.tiles{grid-template-columns:1fr 1fr}.tiles b{font-size:1.3rem}}
      @media print{:root{font-size:12px}body{font-size:1rem}figure,tr,.tiles li{break-inside:avoid}main{max-width:none;padding:0}.wide{overflow:visible}h2{break-after:avoid}}
      """;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  /**
   * An empty page.
   *
   * @param title its heading
   * @param lead what the page is about, a sentence
   */
  Page(String title, String lead) {
    this.title = title;
    body.append("<h1>%s</h1>\n".formatted(Html.escaped(title)));
    body.append("<p class=\"lead\">%s</p>\n".formatted(Html.escaped(lead)));
  }

  /** The few figures that matter most. */
  Page tiles(Map<String, String> tiles) {
    body.append("<ul class=\"tiles\">");
    tiles.forEach(
        (name, value) ->
            body.append(
                "<li><span>%s</span><b>%s</b></li>"
                    .formatted(Html.escaped(name), Html.escaped(value))));
    body.append("</ul>\n");
    return this;
  }

  Page plots(List<Plot> plots) {
    heading("Plots");
    if (plots.isEmpty()) {
      body.append("<p>There is nothing to draw: no scores of both kinds.</p>\n");
    }
    body.append("<div class=\"plots\">\n");
    plots.forEach(plot -> body.append(plot.html()));
    body.append("</div>\n");
    return this;
  }

  Page table(String heading, Table table) {
    heading(heading);
    body.append(table.html());
    return this;
  }

  Page facts(String heading, Map<String, String> facts) {
    heading(heading);
    body.append("<dl>");
    facts.forEach(
        (name, value) ->
            body.append(
                "<dt>%s</dt><dd>%s</dd>".formatted(Html.escaped(name), Html.escaped(value))));
    body.append("</dl>\n");
    return this;
  }

  private void heading(String text) {
    body.append("<h2>%s</h2>\n".formatted(Html.escaped(text)));
  }

  String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(digest(STYLE), Html.escaped(title), STYLE, body);
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
