package io.faceattendance.attendance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.StoreVersion;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.TemplateScoring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's last decision about the head: a document with the number of the decision and, if a
 * head is wished for, its kind, seed and scoring. The number is the version on which it was taken,
 * so that no two decisions have the same. Thread-safe.
 */
final class HeadWishes {
  private static final Logger LOG = LoggerFactory.getLogger(HeadWishes.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOCUMENT = "head/wish";
  private static final long NONE = -1;

  private final Vault vault;

  HeadWishes(Vault vault) {
    this.vault = vault;
  }

  /**
   * A decision.
   *
   * @param number which
   * @param wish what is wished for
   */
  record Decision(long number, Optional<HeadWish> wish) {}

  Decision last() {
    return vault.find(DOCUMENT).map(this::read).orElse(new Decision(NONE, Optional.empty()));
  }

  private Decision read(DocumentRow document) {
    try {
      JsonNode content = JSON.readTree(vault.tryOpen(document));
      return new Decision(content.path("decision").asLong(), wish(content));
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      LOG.error("the wish for a head was changed ({}): delete it (head off)", e.getMessage());
      return new Decision(NONE, Optional.empty());
    }
  }

  private static Optional<HeadWish> wish(JsonNode content) {
    return content.has("kind")
        ? Optional.of(
            new HeadWish(
                HeadKind.valueOf(content.path("kind").asText()),
                content.path("seed").asLong(),
                TemplateScoring.valueOf(content.path("scoring").asText())))
        : Optional.empty();
  }

  /** The document of a decision that is taken on a version. */
  DocumentRow decided(StoreVersion version, Optional<HeadWish> wish) {
    ObjectNode content = JSON.createObjectNode().put("decision", version.gallery());
    wish.ifPresent(
        one ->
            content
                .put("kind", one.kind().name())
                .put("seed", one.seed())
                .put("scoring", one.scoring().name()));
    return vault.seal(DOCUMENT, content.toString().getBytes(StandardCharsets.UTF_8));
  }
}
