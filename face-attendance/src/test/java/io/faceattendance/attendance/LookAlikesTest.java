package io.faceattendance.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.Embedding;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.image.Images;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.Identification;
import io.faceattendance.match.Identification.Ambiguous;
import io.faceattendance.match.Identification.Known;
import io.faceattendance.match.Identification.Reason;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.model.ModelStore;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Real people who resemble each other, photographed by one camera, with the thresholds of pictures
 * of the press: what the margin and the assignment of a photo's faces are for. Person 7 is never
 * enrolled and resembles persons 17 and 19.
 */
class LookAlikesTest {
  private static final int STRANGER = 7;
  private static final int LOOK_ALIKE = 17;
  private static final int OTHER_LOOK_ALIKE = 19;

  private FaceDetector detector;
  private FaceEmbedder embedder;
  private FaceEngine engine;

  @BeforeEach
  void open() {
    RealFiles.model("yunet_n_dynamic.onnx");
    RealFiles.model("mobilefacenet_foamliu.onnx");
    RealFiles.data("orl");
    ModelStore store = ModelStore.defaults();
    detector = FaceDetectors.open("yunet", store);
    embedder = FaceEmbedders.open("mobilefacenet", store);
    engine = FaceEngine.of(detector, embedder);
  }

  @AfterEach
  void close() {
    if (engine != null) {
      embedder.close();
      detector.close();
    }
  }

  @Test
  void doesNotNameAStrangerWhoResemblesTwoPeople() throws IOException {
    GalleryIndex gallery = enrolAllBut(STRANGER);
    MatchPolicy policy = MatchPolicy.defaults(engine.space());
    Embedding stranger = embedding(STRANGER, 10);

    Identification answer = FaceMatcher.of(gallery, policy).identify(stranger);
    assertThat(answer).isInstanceOf(Ambiguous.class);
    assertThat(answer.reason()).isEqualTo(Reason.MARGIN_TOO_SMALL);
    // Without the margin it is a false identity.
    assertThat(FaceMatcher.of(gallery, policy.withMargin(0)).identify(stranger))
        .isInstanceOfSatisfying(
            Known.class, known -> assertThat(known.person()).isEqualTo(id(LOOK_ALIKE)));
  }

  @Test
  void doesNotNameAStrangerBesideThePersonItResembles() throws IOException {
    GalleryIndex gallery = enrolAllBut(STRANGER, OTHER_LOOK_ALIKE);
    FaceMatcher matcher = FaceMatcher.of(gallery, MatchPolicy.defaults(engine.space()));
    List<Embedding> photo =
        engine.analyze(sideBySide(picture(STRANGER, 10), picture(LOOK_ALIKE, 2))).stream()
            .sorted(Comparator.comparingDouble(face -> face.face().box().x()))
            .flatMap(face -> face.embedding().stream())
            .toList();
    assertThat(photo).hasSize(2);

    // Alone, the stranger is named: one face cannot tell.
    assertThat(matcher.identify(photo.get(0)))
        .isInstanceOfSatisfying(
            Known.class, known -> assertThat(known.person()).isEqualTo(id(LOOK_ALIKE)));
    List<Identification> answers = matcher.identifyAll(photo);
    assertThat(answers.get(0)).isInstanceOf(Ambiguous.class);
    assertThat(answers.get(0).reason()).isEqualTo(Reason.PERSON_IS_ANOTHER_FACE);
    assertThat(answers.get(1))
        .isInstanceOfSatisfying(
            Known.class, known -> assertThat(known.person()).isEqualTo(id(LOOK_ALIKE)));
  }

  private GalleryIndex enrolAllBut(Integer... missing) throws IOException {
    GalleryIndex gallery = GalleryIndex.exact(engine.space());
    for (int person : IntStream.rangeClosed(1, 40).toArray()) {
      if (!List.of(missing).contains(person)) {
        gallery.add(id(person), new UUID(0, person), embedding(person, 1));
      }
    }
    return gallery;
  }

  private static PersonId id(int person) {
    return PersonId.of("s" + person);
  }

  private static Image picture(int person, int number) throws IOException {
    return Images.read(RealFiles.data("orl/s%d/%d.pgm".formatted(person, number)));
  }

  private Embedding embedding(int person, int number) throws IOException {
    return engine
        .analyzeCentral(picture(person, number))
        .flatMap(AnalyzedFace::embedding)
        .orElseThrow();
  }

  private static Image sideBySide(Image left, Image right) {
    int width = left.width() + right.width();
    int leftRow = 3 * left.width();
    int rightRow = 3 * right.width();
    byte[] pixels = new byte[3 * width * left.height()];
    for (int y = 0; y < left.height(); y++) {
      byte[] first = left.copyRegion(0, y, left.width(), 1);
      byte[] second = right.copyRegion(0, y, right.width(), 1);
      System.arraycopy(first, 0, pixels, 3 * width * y, leftRow);
      System.arraycopy(second, 0, pixels, 3 * width * y + leftRow, rightRow);
    }
    return Image.of(width, left.height(), pixels);
  }
}
