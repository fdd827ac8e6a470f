package io.faceattendance.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The settings of a process: system properties, and behind them environment variables. */
record Settings(Map<String, String> environment, UnaryOperator<@Nullable String> properties) {
  private static final Set<String> OFF = Set.of("0", "false", "no", "off");

  /** A value that is not blank; the property goes first because it is the nearer one. */
  Optional<String> text(@Nullable String property, String variable) {
    Optional<String> near =
        property == null ? Optional.empty() : notBlank(properties.apply(property));
    return near.or(() -> notBlank(environment.get(variable)));
  }

  /**
   * A variable whose name is written in capitals by some programs and in small letters by others.
   */
  Optional<String> variableInAnyCase(String variable) {
    return notBlank(environment.get(variable.toLowerCase(Locale.ROOT)))
        .or(() -> notBlank(environment.get(variable)));
  }

  Optional<String> property(String name) {
    return notBlank(properties.apply(name));
  }

  boolean isOn(String property, String variable) {
    return text(property, variable)
        .filter(value -> !OFF.contains(value.toLowerCase(Locale.ROOT)))
        .isPresent();
  }

  private static Optional<String> notBlank(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}
