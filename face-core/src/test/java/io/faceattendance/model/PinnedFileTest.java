package io.faceattendance.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faceattendance.model.ModelCard.Licences;
import io.faceattendance.model.ModelCard.PairThreshold;
import io.faceattendance.model.ModelCard.Role;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedFileTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final PinnedFile FILE = PinnedFile.supplied("model.onnx", 1, DIGEST);
  private static final Licences FREE = new Licences("MIT", "MIT", "own", false);

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../x", "a/b", "a\\b", "/etc/passwd", ".hidden", "a b"})
  void refusesNamesThatLeadElsewhere(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> PinnedFile.supplied(name, 1, DIGEST));
  }

  @Test
  void refusesSizesDigestsAndAddressesThatCannotBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> PinnedFile.supplied("m", 0, DIGEST));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PinnedFile.supplied("m", 1, DIGEST.substring(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PinnedFile.supplied("m", 1, DIGEST.toUpperCase()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PinnedFile.at(URI.create("file:///m"), "m", 1, DIGEST));
  }

  @Test
  void aCardStartsWithWhatEveryModelHas() {
    ModelCard card = ModelCard.of("net", Role.EMBEDDER, FILE, FREE);
    assertThat(card.weights()).isEqualTo("net");
    assertThat(card.preprocessing()).isEmpty();
    assertThat(card.dimension()).isEmpty();
    assertThat(card.publishedThresholds()).isEmpty();
    assertThat(card.measured()).isFalse();
  }

  @Test
  void aCardKeepsTheRestWhenOneThingChanges() {
    Preprocessing input = Preprocessing.imageNet(112, 112);
    ModelCard card =
        ModelCard.of("net", Role.EMBEDDER, FILE, FREE)
            .withMeasured()
            .withPublishedThreshold(new PairThreshold(0.4, "its authors"))
            .withDimension(128)
            .withPreprocessing(input)
            .withOrigin("somewhere")
            .withWeights("net-weights");
    assertThat(card)
        .isEqualTo(
            new ModelCard(
                "net",
                Role.EMBEDDER,
                Optional.of(FILE),
                "somewhere",
                "net-weights",
                Optional.of(input),
                OptionalInt.of(128),
                FREE,
                List.of(new PairThreshold(0.4, "its authors")),
                true));
  }

  @Test
  void aCardRefusesWhatCannotBe() {
    ModelCard embedder = ModelCard.of("net", Role.EMBEDDER, FILE, FREE);
    assertThatIllegalArgumentException().isThrownBy(() -> embedder.withDimension(0));
    assertThatIllegalArgumentException().isThrownBy(() -> embedder.withWeights("Two Words"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCard.of("net", Role.DETECTOR, FILE, FREE).withDimension(128));
    assertThatIllegalArgumentException().isThrownBy(() -> new PairThreshold(1.1, "any"));
    assertThatIllegalArgumentException().isThrownBy(() -> new PairThreshold(Double.NaN, "any"));
    assertThatIllegalArgumentException().isThrownBy(() -> new PairThreshold(0.4, " "));
  }
}
