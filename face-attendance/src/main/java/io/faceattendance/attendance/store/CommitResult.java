package io.faceattendance.attendance.store;

import java.util.List;

/**
 * What became of a commit.
 *
 * @param applied false if the version of the store, or what is outdated in it, was not what the
 *     commit expected: nothing was changed
 * @param events what became of each event, in their order; empty if nothing was changed
 * @param version the store's, after the commit
 */
public record CommitResult(boolean applied, List<EventOutcome> events, StoreVersion version) {

  /**
   * Checks the components.
   *
   * @param applied as above
   * @param events as above
   * @param version as above
   */
  public CommitResult {
    events = List.copyOf(events);
  }
}
