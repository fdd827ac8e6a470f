package io.faceattendance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
  private final Workspace workspace = new Workspace();

  @Test
  void givesDirectBuffersInTheMachinesOrderAndTheAskedSize() {
    for (int size : new int[] {10, 1000, 7, 1000, 0}) {
      assertThat(workspace.input(size).isDirect()).isTrue();
      assertThat(workspace.input(size).order()).isEqualTo(ByteOrder.nativeOrder());
      assertThat(workspace.input(size).remaining()).isEqualTo(size);
      assertThat(workspace.pixels(size).isDirect()).isTrue();
      assertThat(workspace.pixels(size).remaining()).isEqualTo(size);
    }
  }

  @Test
  void keepsItsBuffersForTheNextCall() {
    workspace.input(1000).put(5, 42);
    workspace.pixels(1000).put(5, (byte) 42);
    workspace.trim();

    assertThat(workspace.input(900).get(5)).isEqualTo(42);
    assertThat(workspace.pixels(900).get(5)).isEqualTo((byte) 42);
  }

  @Test
  void givesBackTheMemoryOfAHugePicture() {
    int pixels = Workspace.LARGEST_KEPT + 1;
    workspace.pixels(pixels).put(5, (byte) 42);
    workspace.input(pixels / Float.BYTES + 1).put(5, 42);
    workspace.trim();

    assertThat(workspace.pixels(10).get(5)).isZero();
    assertThat(workspace.pixels(10).capacity()).isEqualTo(10);
    assertThat(workspace.input(10).get(5)).isZero();
    assertThat(workspace.input(10).capacity()).isEqualTo(10);
  }
}
