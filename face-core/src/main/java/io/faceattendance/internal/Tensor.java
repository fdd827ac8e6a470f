package io.faceattendance.internal;

/** An output of a network: its real sizes, which a file may declare otherwise, and its values. */
public final class Tensor {
  private final long[] shape;
  private final float[] values;

  public Tensor(long[] shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** The values, row by row; not a copy. */
  public float[] values() {
    return values;
  }

  /** How many axes it has. */
  public int axes() {
    return shape.length;
  }

  /**
   * The size of one axis.
   *
   * @param axis from 0; a negative one counts from the end, -1 is the last
   */
  public int size(int axis) {
    return Math.toIntExact(shape[axis < 0 ? shape.length + axis : axis]);
  }
}
