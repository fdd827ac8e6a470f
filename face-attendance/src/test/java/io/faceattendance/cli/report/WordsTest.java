package io.faceattendance.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void writesNumbersAlikeInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      for (Locale locale : List.of(Locale.GERMANY, Locale.forLanguageTag("ar-EG"))) {
        Locale.setDefault(locale);
        assertThat(Words.percent(0.12345)).isEqualTo("12.35\u00A0%");
        assertThat(Words.percent(OptionalDouble.empty())).isEqualTo("\u2013");
        assertThat(Words.score(0.5)).isEqualTo("0.5000");
        assertThat(Words.count(1234567)).isEqualTo("1,234,567");
        assertThat(Words.tenth(12.34)).isEqualTo("12.3");
        assertThat(Words.round(0.9)).isEqualTo("90\u00A0%");
        assertThat(Words.round(0.07)).isEqualTo("7\u00A0%");
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
