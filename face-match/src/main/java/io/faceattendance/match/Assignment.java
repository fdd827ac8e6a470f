package io.faceattendance.match;

import java.util.Arrays;

/**
 * The assignment of rows to columns with the greatest total gain, each row and each column at most
 * once; for a rectangular matrix in O(rows^2 x columns).
 *
 * <p>Shortest augmenting paths with dual variables: Jonker and Volgenant, "A shortest augmenting
 * path algorithm for dense and sparse linear assignment problems", Computing 38 (1987), in the
 * rectangular form of Crouse, "On implementing 2D rectangular assignment algorithms", IEEE
 * Transactions on Aerospace and Electronic Systems 52 (2016). One instance solves one matrix.
 */
final class Assignment {
  static final int NONE = -1;

  private final double[][] gains;
  private final int rows;
  private final int columns;
  private final double[] rowDual;
  private final double[] columnDual;
  private final int[] rowOf;
  // Of the path being searched: cheapest way to each column, and the column before it.
  private final double[] distance;
  private final int[] previous;
  private final boolean[] done;

  private Assignment(double[][] gains, int columns) {
    this.gains = gains;
    this.rows = gains.length;
    // Columns of no gain, so that every row finds a place.
    this.columns = Math.max(rows, columns);
    this.rowDual = new double[rows];
    this.columnDual = new double[this.columns];
    this.rowOf = new int[this.columns];
    this.distance = new double[this.columns];
    this.previous = new int[this.columns];
    this.done = new boolean[this.columns];
    Arrays.fill(rowOf, NONE);
  }

  /**
   * The best assignment.
   *
   * @param gains finite, rows of equal length; a pair without a positive gain is never assigned
   * @return for each row its column, or {@link #NONE}
   */
  static int[] best(double[][] gains) {
    int columns = gains.length == 0 ? 0 : gains[0].length;
    Assignment assignment = new Assignment(gains, columns);
    for (int row = 0; row < gains.length; row++) {
      assignment.insert(row);
    }
    return assignment.columnOfRows(columns);
  }

  private int[] columnOfRows(int realColumns) {
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, NONE);
    for (int column = 0; column < realColumns; column++) {
      int row = rowOf[column];
      if (row != NONE && gains[row][column] > 0) {
        columnOf[row] = column;
      }
    }
    return columnOf;
  }

  private double cost(int row, int column) {
    return column < gains[row].length ? -Math.max(0, gains[row][column]) : 0;
  }

  private void insert(int newRow) {
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    Arrays.fill(previous, NONE);
    Arrays.fill(done, false);
    int row = newRow;
    int column = NONE;
    double reached = 0;
    while (row != NONE) {
      relax(row, column, reached);
      column = nearest();
      reached = distance[column];
      done[column] = true;
      row = rowOf[column];
    }
    updateDuals(newRow, reached);
    augment(newRow, column);
  }

  private void relax(int row, int from, double reached) {
    for (int column = 0; column < columns; column++) {
      double through = reached + cost(row, column) - rowDual[row] - columnDual[column];
      if (!done[column] && through < distance[column]) {
        distance[column] = through;
        previous[column] = from;
      }
    }
  }

  /** Of equally near columns the first, so that ties always fall the same way. */
  private int nearest() {
    int best = NONE;
    for (int column = 0; column < columns; column++) {
      if (!done[column] && (best == NONE || distance[column] < distance[best])) {
        best = column;
      }
    }
    return best;
  }

  private void updateDuals(int newRow, double length) {
    rowDual[newRow] += length;
    for (int column = 0; column < columns; column++) {
      if (done[column]) {
        double slack = length - distance[column];
        columnDual[column] -= slack;
        if (rowOf[column] != NONE) {
          rowDual[rowOf[column]] += slack;
        }
      }
    }
  }

  private void augment(int newRow, int sink) {
    int column = sink;
    while (previous[column] != NONE) {
      rowOf[column] = rowOf[previous[column]];
      column = previous[column];
    }
    rowOf[column] = newRow;
  }
}
