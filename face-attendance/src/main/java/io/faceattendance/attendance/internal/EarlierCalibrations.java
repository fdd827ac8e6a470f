package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.store.Bytes;
import java.util.List;

/** A place where an earlier version may have left calibrations in a table of their own. */
public interface EarlierCalibrations {

  /**
   * What that version left.
   *
   * @return the rows; none if there are none, or no more
   */
  List<Row> earlierCalibrations();

  /** Deletes these rows. */
  void removeEarlierCalibrations();

  /**
   * A calibration as it was.
   *
   * @param space id of the embedding space
   * @param table the measured rates, as text
   * @param targetFpir what it was used for
   * @param createdAt microseconds since 1970
   * @param mac over all of it and the store's id
   */
  record Row(String space, String table, double targetFpir, long createdAt, Bytes mac) {}
}
