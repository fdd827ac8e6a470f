package io.faceattendance.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.PersonId;
import io.faceattendance.detect.evaluation.DetectionEvaluation;
import io.faceattendance.detect.evaluation.DetectionEvaluation.Level;
import io.faceattendance.detect.evaluation.DetectionEvaluation.PrecisionRecall;
import io.faceattendance.match.Candidate;
import io.faceattendance.match.Threshold;
import io.faceattendance.match.evaluation.IdentificationEvaluation;
import io.faceattendance.match.evaluation.ProbeSearch;
import io.faceattendance.match.evaluation.ScoredPair;
import io.faceattendance.match.evaluation.VerificationEvaluation;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Pages are read as a browser would read them: as elements and attributes, not as text. */
class EvaluationPageTest {
  private static final String NASTY = "</style><script src=x>\"' & \uD83D\uDE00 \uD83D\u0001";
  private static final Set<String> ELEMENTS =
      Set.of(
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "main",
          "h1",
          "h2",
          "h3",
          "p",
          "ul",
          "li",
          "span",
          "b",
          "i",
          "div",
          "figure",
          "figcaption",
          "small",
          "table",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "dl",
          "dt",
          "dd",
          "svg",
          "g",
          "defs",
          "clipPath",
          "rect",
          "path",
          "polyline",
          "line",
          "polygon",
          "ellipse",
          "circle");
  private static final Set<String> ATTRIBUTES_OF_HTML =
      Set.of("lang", "charset", "http-equiv", "content", "name", "class", "scope");

  private static final List<String> PAGES = drawn();

  @Test
  void needsNothingButItself() throws Exception {
    for (String page : pages()) {
      Document document = parsed(page);
      for (Element element : all(document)) {
        assertThat(ELEMENTS).contains(element.getTagName());
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
          Node attribute = element.getAttributes().item(i);
          assertThat(attribute.getNodeName())
              .doesNotStartWith("on")
              .isNotIn("style", "src", "href");
          assertThat(attribute.getNodeValue()).doesNotContain("http:", "https:", "data:");
          if (!isIn(element, "svg")) {
            assertThat(ATTRIBUTES_OF_HTML).contains(attribute.getNodeName());
          }
        }
      }
      assertThat(text(document, "style")).doesNotContain("url(", "@import");
      assertThat(page)
          .startsWith("<!DOCTYPE html>")
          .contains("default-src 'none'; style-src 'sha256-")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void allowsItsOwnStyleByItsDigest() throws Exception {
    Document document = parsed(pages().get(0));
    String digest =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(text(document, "style").getBytes(StandardCharsets.UTF_8)));
    assertThat(pages().get(0)).contains("style-src 'sha256-" + digest + "'");
  }

  @Test
  void showsEveryTextAsText() throws Exception {
    String shown = NASTY.replace("\uD83D\u0001", "\uFFFD\uFFFD");
    for (String page : pages()) {
      assertThat(texts(parsed(page), "dd")).contains(shown);
    }
    Document identification = parsed(pages().get(1));
    assertThat(texts(identification, "th")).contains(shown);
  }

  @Test
  void refersOnlyToIdsThatItHasOnce() throws Exception {
    for (String page : pages()) {
      Set<String> ids = new HashSet<>();
      List<String> references = new ArrayList<>();
      for (Element element : all(parsed(page))) {
        if (element.hasAttribute("id")) {
          assertThat(ids.add(element.getAttribute("id"))).isTrue();
        }
        if (element.hasAttribute("clip-path")) {
          references.add(element.getAttribute("clip-path"));
        }
      }
      assertThat(references).isNotEmpty();
      assertThat(references)
          .allSatisfy(one -> assertThat(ids).contains(one.replace("url(#", "").replace(")", "")));
    }
  }

  @Test
  void isTheSameForTheSameFigures() {
    assertThat(drawn()).isEqualTo(pages());
  }

  @Test
  void drawsEveryPlotWithItsCurve() throws Exception {
    assertThat(texts(parsed(pages().get(0)), "h3"))
        .containsExactly(
            "Scores", "Errors against each other (DET)", "Found against falsely accepted (ROC)");
    assertThat(texts(parsed(pages().get(1)), "h3")).hasSize(3);
    assertThat(texts(parsed(pages().get(2)), "h3")).containsExactly("Precision and recall");
    for (String page : pages()) {
      NodeList drawings = parsed(page).getElementsByTagName("svg");
      for (int i = 0; i < drawings.getLength(); i++) {
        Element svg = (Element) drawings.item(i);
        assertThat(svg.getAttribute("aria-label")).isNotBlank();
        assertThat(colours(svg)).contains("rgb(0,114,178)"); // what every plot draws in blue
      }
    }
  }

  /** The decades of a rate are equally far from each other, 2 nearer to 1 than 10 is to 2. */
  @Test
  void spacesTheRatesOfDetAndRocByDecades() throws Exception {
    for (int plot : new int[] {1, 2}) {
      Element svg = (Element) parsed(pages().get(0)).getElementsByTagName("svg").item(plot);
      Set<Long> gaps = new HashSet<>();
      List<Double> upright = uprightGridLines(svg);
      for (int i = 1; i < upright.size(); i++) {
        gaps.add(Math.round(upright.get(i) - upright.get(i - 1)));
      }
      assertThat(upright).hasSizeGreaterThan(15);
      assertThat(gaps).hasSizeGreaterThan(4);
    }
  }

  @Test
  void drawsThousandsOfScoresInLittleSpace() {
    String page = verification(100_000);
    assertThat(page.length()).isBetween(50_000, 400_000);
  }

  @Test
  void saysThatThereIsNothingToDraw() throws Exception {
    String page =
        EvaluationPage.detection(
            Map.of(),
            new DetectionEvaluation(
                1,
                0,
                new Level(0, OptionalDouble.empty(), List.of()),
                new Level(0, OptionalDouble.empty(), List.of()),
                new Level(0, OptionalDouble.empty(), List.of())),
            1);
    assertThat(texts(parsed(page), "svg")).isEmpty();
    assertThat(page).contains("nothing to draw");
    List<ProbeSearch> searches = List.of(search("a", true, Optional.empty(), 0.9));
    page =
        EvaluationPage.identification(
            Map.of(),
            IdentificationEvaluation.of(searches, 0.5, 1),
            Map.of(),
            new Threshold(0.5, 0.01, false),
            searches);
    assertThat(texts(parsed(page), "h3")).containsExactly("Scores");
    assertThat(page).contains("is not known", "<b>\u2013</b>").doesNotContain("Groups");
  }

  @Test
  void drawsScoresThatDoNotOverlapAndScoresThatAreAlike() throws Exception {
    for (double gap : new double[] {0, 0.5}) {
      List<ScoredPair> pairs = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        pairs.add(pair(i % 2 == 0, i % 2 == 0 ? 0.2 + gap : 0.2));
      }
      String page = EvaluationPage.verification(Map.of(), VerificationEvaluation.of(pairs), pairs);
      assertThat(texts(parsed(page), "h3")).hasSize(3);
      assertThat(page).doesNotContain("NaN", "Infinity");
    }
  }

  private static List<String> pages() {
    return PAGES;
  }

  private static List<String> drawn() {
    return List.of(verification(1000), identification(), detection());
  }

  private static String verification(int count) {
    List<ScoredPair> pairs = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      pairs.add(pair(i % 2 == 0, 0.15 * random.nextGaussian() + (i % 2 == 0 ? 0.6 : 0.1)));
    }
    return EvaluationPage.verification(
        Map.of("Pairs", NASTY), VerificationEvaluation.of(pairs), pairs);
  }

  private static String identification() {
    List<ProbeSearch> searches = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 400; i++) {
      boolean known = i % 2 == 0;
      double similarity = 0.1 * random.nextGaussian() + (known ? 0.6 : 0.3);
      searches.add(
          search("a", known, Optional.of(NASTY).filter(any -> random.nextBoolean()), similarity));
    }
    return EvaluationPage.identification(
        Map.of("Protocol", NASTY),
        IdentificationEvaluation.of(searches, 0.5, 3),
        IdentificationEvaluation.byGroup(searches, 0.5, 3),
        new Threshold(0.5, 0.01, true),
        searches);
  }

  private static String detection() {
    Level level =
        new Level(
            10,
            OptionalDouble.of(0.19),
            List.of(
                new PrecisionRecall(0.1, 1),
                new PrecisionRecall(0.1, 0.5),
                new PrecisionRecall(0.2, 0.6)));
    return EvaluationPage.detection(
        Map.of("Boxes", NASTY), new DetectionEvaluation(3, 10, level, level, level), 12.3);
  }

  private static ProbeSearch search(
      String person, boolean known, Optional<String> group, double similarity) {
    return ProbeSearch.of(
        PersonId.of(person), known, group, List.of(new Candidate(PersonId.of("a"), similarity)));
  }

  private static ScoredPair pair(boolean same, double score) {
    return new ScoredPair(OptionalInt.empty(), same, OptionalDouble.of(score));
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
  }

  private static List<Element> all(Document document) {
    NodeList found = document.getElementsByTagName("*");
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static boolean isIn(Node node, String tag) {
    Node parent = node;
    while (parent != null && !parent.getNodeName().equals(tag)) {
      parent = parent.getParentNode();
    }
    return parent != null;
  }

  private static String text(Document document, String tag) {
    return document.getElementsByTagName(tag).item(0).getTextContent();
  }

  private static List<String> texts(Document document, String tag) {
    NodeList found = document.getElementsByTagName(tag);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }

  private static Set<String> colours(Element svg) {
    Set<String> colours = new HashSet<>();
    NodeList drawn = svg.getElementsByTagName("*");
    for (int i = 0; i < drawn.getLength(); i++) {
      colours.add(((Element) drawn.item(i)).getAttribute("stroke"));
    }
    return colours;
  }

  /** Where the pale lines from top to bottom are: each is a thin outline. */
  private static List<Double> uprightGridLines(Element svg) {
    Pattern outline = Pattern.compile("M([\\d.]+),([\\d.]+) L\\1,\\2 L\\1,([\\d.]+) .*");
    TreeSet<Double> lines = new TreeSet<>();
    NodeList drawn = svg.getElementsByTagName("path");
    for (int i = 0; i < drawn.getLength(); i++) {
      Element path = (Element) drawn.item(i);
      Matcher line = outline.matcher(path.getAttribute("d"));
      if (path.getAttribute("fill").equals("rgb(234,234,234)") && line.matches()) {
        lines.add(Double.parseDouble(line.group(1)));
      }
    }
    return List.copyOf(lines);
  }
}
