package io.faceattendance.attendance.internal.archive;

import io.faceattendance.attendance.StoreFailedException;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.StoreHeader;
import io.faceattendance.attendance.store.StoreLocation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A storage that fails for good after some commits. */
record StoppingStore(StoreLocation location, AtomicInteger commits) implements StoreLocation {

  @Override
  public String name() {
    return location.name();
  }

  @Override
  public Optional<Path> directory() {
    return location.directory();
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    return location.exclusively(work);
  }

  @Override
  public Optional<StoreHeader> peek() {
    return location.peek();
  }

  @Override
  public AttendanceStore open(StoreHeader header) {
    AttendanceStore store = location.open(header);
    return (AttendanceStore)
        Proxy.newProxyInstance(
            AttendanceStore.class.getClassLoader(),
            new Class<?>[] {AttendanceStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit") && commits.getAndDecrement() <= 0) {
                throw new StoreFailedException("the disk is full", new IllegalStateException());
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
