package io.faceattendance.match.head;

import io.faceattendance.FaceException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * LIBSVM (Chang and Lin, ACM TIST 2, 2011): C-SVC with a linear kernel, C = 1, one machine for each
 * pair of people, probabilities by five-fold cross-validation. Its support vectors are collapsed
 * into a hyperplane for each pair: faster, and no template is left in the head.
 */
final class SvmTrainer {
  /** The planes grow with the square of the people: at 512 dimensions these are 270 MB. */
  static final int MOST_PEOPLE = 512;

  // The random generator and the printing of LIBSVM are those of the whole JVM.
  private static final Lock LIBSVM = new ReentrantLock();
  private static final double TOLERANCE = 1e-3;
  private static final double CACHE_MB = 100;

  private SvmTrainer() {}

  static Planes train(TrainingSet templates, long seed) {
    int people = templates.classes().count();
    if (people > MOST_PEOPLE) {
      throw new FaceException(
          "expected at most %d people for an SVM, got %d: go without a head, or train another kind"
              .formatted(MOST_PEOPLE, people));
    }
    return collapse(fit(problem(templates), seed), templates.classes().space().dimension());
  }

  /** What LIBSVM makes of it; package-private to be compared with. */
  static svm_model fit(svm_problem problem, long seed) {
    LIBSVM.lock();
    try {
      svm.svm_set_print_string_function(text -> {});
      svm.rand.setSeed(seed);
      return svm.svm_train(problem, parameter());
    } finally {
      LIBSVM.unlock();
    }
  }

  static svm_problem problem(TrainingSet templates) {
    svm_problem problem = new svm_problem();
    problem.l = templates.labels().length;
    problem.x = new svm_node[problem.l][];
    problem.y = new double[problem.l];
    for (int i = 0; i < problem.l; i++) {
      problem.x[i] = nodes(templates.vectors()[i]);
      problem.y[i] = templates.labels()[i];
    }
    return problem;
  }

  static svm_node[] nodes(float[] vector) {
    svm_node[] nodes = new svm_node[vector.length];
    for (int d = 0; d < nodes.length; d++) {
      nodes[d] = new svm_node();
      nodes[d].index = d + 1;
      nodes[d].value = vector[d];
    }
    return nodes;
  }

  private static svm_parameter parameter() {
    svm_parameter parameter = new svm_parameter();
    parameter.svm_type = svm_parameter.C_SVC;
    parameter.kernel_type = svm_parameter.LINEAR;
    parameter.C = 1;
    parameter.eps = TOLERANCE;
    parameter.cache_size = CACHE_MB;
    parameter.probability = 1;
    return parameter;
  }

  private static Planes collapse(svm_model model, int dimension) {
    int people = model.nr_class;
    int pairs = Planes.pairs(people);
    float[] weights = new float[pairs * dimension];
    double[] lines = new double[3 * pairs];
    int[] starts = starts(model.nSV);
    int pair = 0;
    for (int i = 0; i < people; i++) {
      for (int j = i + 1; j < people; j++, pair++) {
        double[] w = new double[dimension];
        add(model, w, j - 1, starts[i], starts[i + 1]);
        add(model, w, i, starts[j], starts[j + 1]);
        for (int d = 0; d < dimension; d++) {
          weights[pair * dimension + d] = (float) w[d];
        }
        setLine(lines, pair, model);
      }
    }
    return new Planes(people, dimension, weights, lines);
  }

  // Support vectors are grouped by class.
  private static int[] starts(int[] counts) {
    int[] starts = new int[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      starts[i + 1] = starts[i] + counts[i];
    }
    return starts;
  }

  private static void add(svm_model model, double[] w, int coefficients, int from, int to) {
    for (int v = from; v < to; v++) {
      double factor = model.sv_coef[coefficients][v];
      for (svm_node node : model.SV[v]) {
        w[node.index - 1] += factor * node.value;
      }
    }
  }

  private static void setLine(double[] lines, int pair, svm_model model) {
    boolean rises = Platt.rises(model.probA[pair]);
    lines[3 * pair] = -model.rho[pair];
    // Without a sigmoid from cross-validation: the logistic function of the decision value.
    lines[3 * pair + 1] = rises ? model.probA[pair] : -1;
    lines[3 * pair + 2] = rises ? model.probB[pair] : 0;
  }
}
