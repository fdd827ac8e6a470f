package io.faceattendance.attendance.internal;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.HeadTrial;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/**
 * What is known of a head without looking into it.
 *
 * @param kind what it is
 * @param space the space of the templates
 * @param peopleVersion {@link HeadBasis#people()} of the people whom it was trained on
 * @param persons how many people it was trained on
 * @param templates how many templates it was trained on
 * @param seed what it was trained with
 * @param scoring how people were compared with a probe in the trial
 * @param trial how good it was on what was held back
 * @param inUse whether it shall be used
 */
public record HeadRow(
    HeadKind kind,
    EmbeddingSpace space,
    long peopleVersion,
    int persons,
    int templates,
    long seed,
    TemplateScoring scoring,
    HeadTrial trial,
    boolean inUse) {
  static final int RECORD_VERSION = 1;

  /** Bound to the ciphertext: none of it can be changed, nor the head moved to another store. */
  byte[] authenticated(UUID store) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Texts have their length before them: different rows never give the same bytes.
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(RECORD_VERSION);
      out.writeUTF(store.toString());
      out.writeUTF(kind.name());
      out.writeUTF(space.id());
      out.writeLong(peopleVersion);
      out.writeInt(persons);
      out.writeInt(templates);
      out.writeLong(seed);
      out.writeUTF(scoring.name());
      out.writeDouble(trial.rawTpir());
      out.writeDouble(trial.headTpir());
      out.writeDouble(trial.differenceLower95());
      out.writeInt(trial.knownProbes());
      out.writeInt(trial.strangerProbes());
      out.writeBoolean(inUse);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
