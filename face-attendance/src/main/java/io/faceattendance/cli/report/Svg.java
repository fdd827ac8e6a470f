package io.faceattendance.cli.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A chart as an element of a page. The chart library's own file is written anew: without a document
 * type and names of outside addresses, with attributes in place of styles (a strict page allows no
 * others), with ids that are the chart's alone, and with numbers and lines that take a tenth of the
 * place.
 */
final class Svg {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");
  private static final Pattern CLIP = Pattern.compile("url\\(#(.*)\\)");

  private final StringBuilder out = new StringBuilder();
  private final String name;
  private final Map<String, String> ids = new TreeMap<>();

  private Svg(String name) {
    this.name = name;
  }

  /**
   * Writes a chart.
   *
   * @param chart what to draw
   * @param name a word that no other chart of the page has
   * @param description what it shows, for those who cannot see it
   */
  static String of(XYChart chart, String name, String description) {
    Svg svg = new Svg(name);
    svg.out.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(chart.getWidth(), chart.getHeight(), Html.escaped(description)));
    svg.children(parsed(drawn(chart)));
    return svg.out.append("</svg>").toString();
  }

  private static byte[] drawn(XYChart chart) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
    } catch (IOException e) { // into memory
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Element parsed(byte[] document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(document))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("expected an SVG document from the chart library", e);
    } catch (IOException e) { // from memory
      throw new UncheckedIOException(e);
    }
  }

  private void children(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    for (int i = 0; i < elements.size(); i++) {
      int last = i;
      while (last + 1 < elements.size() && continues(elements.get(last), elements.get(last + 1))) {
        last++;
      }
      if (last > i) {
        polyline(elements.subList(i, last + 1));
        i = last;
      } else {
        element(elements.get(i));
      }
    }
  }

  /** Whether a line begins where one of the same style ends: together they are a curve. */
  private static boolean continues(Element line, Element next) {
    return line.getTagName().equals("line")
        && next.getTagName().equals("line")
        && line.getAttribute("style").equals(next.getAttribute("style"))
        && line.getAttribute("x2").equals(next.getAttribute("x1"))
        && line.getAttribute("y2").equals(next.getAttribute("y1"));
  }

  private void polyline(List<Element> lines) {
    StringBuilder points = new StringBuilder(point(lines.get(0), "x1", "y1"));
    lines.forEach(line -> points.append(' ').append(point(line, "x2", "y2")));
    out.append("<polyline points=\"").append(points).append('"');
    attribute("style", lines.get(0).getAttribute("style"));
    out.append("/>");
  }

  private static String point(Element line, String x, String y) {
    return shortened(line.getAttribute(x)) + "," + shortened(line.getAttribute(y));
  }

  private void element(Element element) {
    out.append('<').append(element.getTagName());
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      attribute(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
    }
    if (element.hasChildNodes()) {
      out.append('>');
      children(element);
      out.append("</").append(element.getTagName()).append('>');
    } else {
      out.append("/>");
    }
  }

  private void attribute(String key, String value) {
    switch (key) {
      case "style" ->
          Arrays.stream(value.split(";"))
              .map(part -> part.split(":", 2))
              .filter(part -> part.length == 2)
              .forEach(part -> attribute(part[0].strip(), part[1].strip()));
      case "id" -> write(key, id(value));
      case "clip-path" ->
          write(key, CLIP.matcher(value).replaceAll(id -> "url(#" + id(id.group(1)) + ")"));
      default -> write(key, shortened(value));
    }
  }

  private void write(String key, String value) {
    out.append(' ').append(key).append("=\"").append(Html.escaped(value)).append('"');
  }

  private String id(String original) {
    return ids.computeIfAbsent(original, any -> name + "-" + ids.size());
  }

  /** A hundredth of a unit is less than a pixel on any screen. */
  private static String shortened(String numbers) {
    return NUMBER
        .matcher(numbers)
        .replaceAll(
            number ->
                String.format(Locale.ROOT, "%.2f", Double.parseDouble(number.group()))
                    .replaceAll("\\.?0+$", ""));
  }
}
