package io.faceattendance.model;

import io.faceattendance.model.ModelCard.Licences;

/** The licences that several cards share. */
final class LicenceTable {
  static final String NOT_STATED = "not stated";

  /** https://github.com/deepinsight/insightface, section License of its README. */
  static final Licences INSIGHTFACE =
      excluded("MIT", "InsightFace: non-commercial research only", NOT_STATED);

  private LicenceTable() {}

  static Licences open(String code, String weights, String data) {
    return new Licences(code, weights, data, false);
  }

  static Licences excluded(String code, String weights, String data) {
    return new Licences(code, weights, data, true);
  }
}
