package io.faceattendance.detect.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.Image;
import io.faceattendance.ModelException;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.ProcessUse;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class OpenCvCascadeTest {
  private static final String FILE = "lbpcascades/lbpcascade_frontalface.xml";

  @Test
  void leavesNoNativeMemoryAfterAThousandCalls() {
    Image picture = Pictures.noise(120, 90, 1);
    try (OpenCvCascade cascade = OpenCvCascade.open(FILE)) {
      for (int i = 0; i < 100; i++) {
        cascade.find(picture, 1280);
      }
      long pointers = Pointer.totalCount();
      long before = ProcessUse.residentBytes();
      for (int i = 0; i < 1000; i++) {
        cascade.find(picture, 60);
      }
      assertThat(Pointer.totalCount()).isEqualTo(pointers);
      assertThat(ProcessUse.residentBytes() - before).isLessThan(20_000_000);
    }
  }

  @Test
  void freesItsClassifiersWhenItIsClosed() {
    OpenCvCascade.open(FILE).close();
    long before = Pointer.totalCount();
    for (int i = 0; i < 20; i++) {
      OpenCvCascade cascade = OpenCvCascade.open(FILE);
      cascade.close();
      cascade.close();
    }
    assertThat(Pointer.totalCount()).isEqualTo(before);
  }

  @Test
  @SuppressWarnings("try") // a PointerScope works by being open, nobody refers to it
  void survivesTheScopeOfACaller() {
    OpenCvCascade cascade;
    try (PointerScope scope = new PointerScope()) {
      cascade = OpenCvCascade.open(FILE);
    }
    assertThat(cascade.find(Pictures.plain(100, 100, 1, 2, 3), 1280)).isEmpty();
    cascade.close();
  }

  @Test
  void refusesAFileThatIsNoCascade() {
    assertThatThrownBy(() -> OpenCvCascade.open("haarcascades")).isInstanceOf(ModelException.class);
  }
}
