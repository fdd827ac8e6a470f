package io.faceattendance.attendance;

import java.util.List;

/** The people of an institution, enrolled or not. Thread-safe; part of a {@link FaceAttendance}. */
public final class Roster {

  private Roster() {}

  /**
   * Adds people and brings those who are here up to date, all in one transaction. Nobody is
   * removed. A consent that was withdrawn stays withdrawn whatever the new row says: {@link
   * Privacy#grantConsent} gives it again.
   *
   * @param people as they shall be; each id once
   * @return what became of them
   * @throws IllegalArgumentException if an id occurs twice
   */
  public RosterChange put(List<Person> people) {
    throw new UnsupportedOperationException();
  }

  /**
   * What became of a roster.
   *
   * @param added how many are new
   * @param changed how many have other details than before
   * @param unchanged how many were the same already
   */
  public record RosterChange(int added, int changed, int unchanged) {}
}
