package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.EmbeddingSpace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledTablesTest {

  @ParameterizedTest
  @CsvSource({
    "mobilefacenet-foamliu/imagenet-rgb/arcface-112/none/128, 0.337741",
    "mobilefacenet-foamliu/imagenet-rgb/square-20-112/none/128, 0.501174",
    "insightface-y1/rgb-0-1/arcface-112/none/128, 0.321829",
    "mobilefacenet-foamliu/imagenet-rgb/arcface-112/flip/128, 0.337098",
    "insightface-y1/rgb-0-1/arcface-112/flip/128, 0.321757",
    "facenet128/rgb-whitened/box-10-160/flip/128, 0.507557",
    "insightface-y1/rgb-0-1/square-20-112/none/128, 0.414364",
    "facenet128/rgb-whitened/box-10-160/none/128, 0.50648"
  })
  void givesThresholdsForEverySpaceThatWasMeasured(String id, double atOneInAThousand) {
    EmbeddingSpace space = EmbeddingSpace.parse(id);

    MatchPolicy policy = MatchPolicy.defaults(space);

    assertThat(policy.verification().similarity()).isBetween(-1.0, 1.0);
    assertThat(FmrTable.bundled(space).rows())
        .anySatisfy(
            row -> {
              assertThat(row.fmr()).isEqualTo(0.001);
              assertThat(row.similarity()).isEqualTo(atOneInAThousand);
            });
  }
}
