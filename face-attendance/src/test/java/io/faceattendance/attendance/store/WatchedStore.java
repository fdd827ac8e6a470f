package io.faceattendance.attendance.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Another place whose calls are watched.
 *
 * @param place the place
 * @param called is told the name of each method of the store, after the call
 */
public record WatchedStore(StoreLocation place, Consumer<String> called) implements StoreLocation {
  @Override
  public String name() {
    return place.name();
  }

  @Override
  public Optional<Path> directory() {
    return place.directory();
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    return place.exclusively(work);
  }

  @Override
  public Optional<StoreHeader> peek() {
    return place.peek();
  }

  @Override
  public AttendanceStore open(StoreHeader header) {
    AttendanceStore store = place.open(header);
    return (AttendanceStore)
        Proxy.newProxyInstance(
            WatchedStore.class.getClassLoader(),
            new Class<?>[] {AttendanceStore.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(store, arguments);
                called.accept(method.getName());
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
