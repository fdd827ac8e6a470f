package io.faceattendance.attendance.internal;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Decrypts the templates of some people. Not thread-safe. */
final class TemplateReader {
  private final Vault vault;
  private final Map<UUID, PersonId> people = new HashMap<>();
  private final Map<String, EmbeddingSpace> spaces = new HashMap<>();

  TemplateReader(Vault vault, List<PersonRow> people) {
    this.vault = vault;
    people.forEach(row -> this.people.put(row.key(), row.id()));
  }

  /** Those of other people, who came after the people were read, are left out. */
  List<Template> read(List<SealedRow> rows) {
    List<Template> templates = new ArrayList<>(rows.size());
    for (SealedRow row : rows) {
      PersonId person = people.get(row.person());
      if (person != null) {
        templates.add(new Template(row.id(), person, embedding(row, person)));
      }
    }
    return templates;
  }

  private Embedding embedding(SealedRow row, PersonId person) {
    byte[] plain = vault.open(row, Optional.of(person));
    try {
      EmbeddingSpace space = spaces.computeIfAbsent(row.label(), EmbeddingSpace::parse);
      return TemplateCodec.decode(space, plain);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "template %s of person %s cannot be read: it is none of the space %s; restore a backup"
              .formatted(row.id(), person, row.label()),
          e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }
}
