package io.faceattendance.attendance.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes documents of the calibrations that an earlier version left in a table of their own. */
final class CalibrationConversion {
  private static final Logger LOG = LoggerFactory.getLogger(CalibrationConversion.class);

  private final Vault vault;
  private final VaultKeys keys;
  private final CalibrationStore calibrations;

  CalibrationConversion(Vault vault, VaultKeys keys) {
    this.vault = vault;
    this.keys = keys;
    this.calibrations = new CalibrationStore(vault);
  }

  /** Again after an interruption; what was calibrated since stays. */
  void run(EarlierCalibrations earlier) {
    List<EarlierCalibrations.Row> rows = earlier.earlierCalibrations();
    if (rows.isEmpty()) {
      return;
    }
    rows.forEach(this::convert);
    earlier.removeEarlierCalibrations();
  }

  private void convert(EarlierCalibrations.Row row) {
    if (!keys.isEarlierCalibration(authenticated(row), row.mac())) {
      LOG.warn(
          "the calibration of an earlier version for {} was changed and is left out: calibrate again (calibrate)",
          row.space());
    } else if (!calibrations.has(row.space())) {
      calibrations.put(row.space(), row.table(), row.targetFpir(), row.createdAt());
    }
  }

  /** As that version joined it. */
  private byte[] authenticated(EarlierCalibrations.Row row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(vault.id().toString());
      out.writeUTF(row.space());
      byte[] text = row.table().getBytes(StandardCharsets.UTF_8);
      out.writeInt(text.length);
      out.write(text);
      out.writeDouble(row.targetFpir());
      out.writeLong(row.createdAt());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
