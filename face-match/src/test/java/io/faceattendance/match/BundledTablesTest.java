package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.EmbeddingSpace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledTablesTest {

  @ParameterizedTest
  @CsvSource({
    "mobilefacenet-foamliu/imagenet-rgb/arcface-112/none/128, 0.341075",
    "mobilefacenet-foamliu/imagenet-rgb/square-20-112/none/128, 0.511054",
    "insightface-y1/rgb-0-1/arcface-112/none/128, 0.326177",
    "mobilefacenet-foamliu/imagenet-rgb/arcface-112/flip/128, 0.341319",
    "insightface-y1/rgb-0-1/arcface-112/flip/128, 0.326173",
    "facenet128/rgb-whitened/box-10-160/flip/128, 0.529522",
    "insightface-y1/rgb-0-1/square-20-112/none/128, 0.419519",
    "facenet128/rgb-whitened/box-10-160/none/128, 0.526527"
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
