package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TemplateContextTest {

  @Test
  void differentContextsNeverGiveTheSameBytes() {
    Set<List<Byte>> seen = new HashSet<>();
    int contexts = 0;
    for (String person : List.of("a", "ab", "a\u00e9", "ae\u0301", "b/1", "b", "1b")) {
      for (String weights : List.of("w", "w1", "1w")) {
        for (int version : new int[] {1, 2, 256}) {
          EmbeddingSpace space = new EmbeddingSpace(weights, "p", "c", "none", 4);
          TemplateContext context =
              new TemplateContext(new UUID(1, 1), PersonId.of(person), space, version);
          seen.add(boxed(context.authenticated()));
          contexts++;
        }
      }
    }
    assertThat(seen).hasSize(contexts);
  }

  private static List<Byte> boxed(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      boxed[i] = bytes[i];
    }
    return List.of(boxed);
  }
}
