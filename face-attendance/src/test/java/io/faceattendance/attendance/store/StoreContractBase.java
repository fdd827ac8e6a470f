package io.faceattendance.attendance.store;

import static io.faceattendance.attendance.store.StoreRows.change;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store that is made before each test and closed after it. */
public abstract class StoreContractBase {
  /** That of {@link #store}. */
  protected final StoreHeader header = StoreRows.header();

  /** Open and empty. */
  protected AttendanceStore store;

  /**
   * A place for one store, empty at first; the same one within a test.
   *
   * @return where it is
   */
  protected abstract StoreLocation location();

  @BeforeEach
  void openStore() {
    store = open(header);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  /** Opens the store as an application does. */
  protected final AttendanceStore open(StoreHeader asked) {
    StoreLocation location = location();
    return location.exclusively(() -> location.open(location.peek().orElse(asked)));
  }

  /** Puts people. */
  protected final List<PersonRow> put(PersonRow... people) {
    Commit.Builder change = change();
    Arrays.stream(people).forEach(change::put);
    store.commit(change.build());
    return List.of(people);
  }
}
