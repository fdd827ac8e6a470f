package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00.000001Z",
        "1677-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z",
        "2300-06-01T12:00:00.123456Z",
        "9999-12-31T23:59:59.999999Z"
      })
  void instantsOfEveryYearOfACalendarComeBack(String text) {
    Instant instant = Instant.parse(text);
    assertThat(Micros.toInstant(Micros.of(instant))).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:59:59.999999999Z", "2300-01-01T00:00:00.999999999Z"})
  void whatIsFinerThanAMicrosecondIsCutOff(String text) {
    Instant instant = Instant.parse(text);
    assertThat(Micros.stored(instant)).isEqualTo(instant.minusNanos(999));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-300000-01-01T00:00:00Z", "+300000-01-01T00:00:00Z"})
  void refusesWhatALongCannotHold(String text) {
    Instant instant = Instant.parse(text);
    assertThatThrownBy(() -> Micros.of(instant)).isInstanceOf(IllegalArgumentException.class);
  }
}
