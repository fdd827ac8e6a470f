package io.faceattendance.attendance.store;

import io.faceattendance.attendance.StoreException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a store is, or shall be. Looking at it changes nothing, so that a wrong key is found out
 * before the first byte is written.
 */
public interface StoreLocation {

  /**
   * Where it is, for messages; without user, password or any other secret.
   *
   * @return a path or an address
   */
  String name();

  /**
   * The folder in which the store keeps its files, which is no place for a key.
   *
   * @return empty if it is on a server
   */
  Optional<Path> directory();

  /**
   * Does something while no other program creates, migrates or opens this store.
   *
   * @param <T> what comes of it
   * @param work what is done
   * @return what came of it
   * @throws StoreException if the place cannot be used
   */
  <T> T exclusively(Supplier<T> work);

  /**
   * Looks which store is there, without changing anything.
   *
   * @return empty if there is none, or one whose creation was interrupted
   * @throws StoreException if the place cannot be read
   */
  Optional<StoreHeader> peek();

  /**
   * Makes a store if there is none, brings its tables to this version's state, and opens it; called
   * within {@link #exclusively}.
   *
   * @param header what {@link #peek} gave, or that of a new store
   * @return the store; the caller closes it
   * @throws StoreException if the place cannot be used, or the store was written by a newer version
   */
  AttendanceStore open(StoreHeader header);
}
