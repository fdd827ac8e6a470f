package io.faceattendance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import org.junit.jupiter.api.Test;

class PoseTest {
  /** The average head of {@link Pose} in space: x right, y down, z towards the camera. */
  private static final double[][] HEAD = {
    {-49, 0, 0}, {49, 0, 0}, {0, 55.6, 54}, {-40, 100, 0}, {40, 100, 0}
  };

  @Test
  void isZeroFromTheFront() {
    assertPose(Pose.of(head(0, 0, 0)), 0, 0, 0);
  }

  @Test
  void findsTheAnglesOfAnAverageHeadSeenFromAfar() {
    for (double angle : new double[] {-60, -30, -5, 10, 25, 45}) {
      assertPose(Pose.of(head(angle, 0, 0)), angle, 0, 0);
      assertPose(Pose.of(head(0, angle, 0)), 0, angle, 0);
      assertPose(Pose.of(head(0, 0, angle)), 0, 0, angle);
      assertPose(Pose.of(head(angle, 0, 170)), angle, 0, 170);
    }
  }

  @Test
  void seesEveryRoll() {
    for (double roll = -179; roll <= 180; roll += 10) {
      double error = Pose.of(head(20, 10, roll)).roll() - roll - drift();
      assertThat(Math.IEEEremainder(error, 360)).as("at %s", roll).isCloseTo(0, within(1e-6));
    }
  }

  // A head that is turned and nodded draws its eyes on a slope.
  private static double drift() {
    return Pose.of(head(20, 10, 0)).roll();
  }

  @Test
  void seesAFaceUpsideDownWhoseEyesAreNamedByTheirPlaceInThePicture() {
    Landmarks head = head(0, 0, 180);
    Landmarks named =
        new Landmarks(
            head.rightEye(), head.leftEye(), head.nose(), head.rightMouth(), head.leftMouth());

    assertThat(Math.abs(Pose.of(named).roll())).isCloseTo(180, within(1e-9));
  }

  @Test
  void isFiniteWhateverThePoints() {
    Point one = new Point(5, 5);
    Pose pose = Pose.of(new Landmarks(one, one, one, one, one));

    assertThat(new double[] {pose.yaw(), pose.pitch(), pose.roll()})
        .doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
  }

  private static void assertPose(Pose pose, double yaw, double pitch, double roll) {
    assertThat(pose.yaw()).as("yaw").isCloseTo(yaw, within(1e-6));
    assertThat(pose.pitch()).as("pitch").isCloseTo(pitch, within(1e-6));
    assertThat(pose.roll()).as("roll").isCloseTo(roll, within(1e-6));
  }

  private static Landmarks head(double yaw, double pitch, double roll) {
    Point[] points = new Point[HEAD.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = projected(HEAD[i], yaw, pitch, roll);
    }
    return new Landmarks(points[0], points[1], points[2], points[3], points[4]);
  }

  private static Point projected(double[] point, double yaw, double pitch, double roll) {
    double x = point[0] * cos(yaw) + point[2] * sin(yaw);
    double depth = point[2] * cos(yaw) - point[0] * sin(yaw);
    double y = point[1] * cos(pitch) + depth * sin(pitch);
    return new Point(300 + x * cos(roll) - y * sin(roll), 200 + x * sin(roll) + y * cos(roll));
  }

  private static double cos(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }

  private static double sin(double degrees) {
    return Math.sin(Math.toRadians(degrees));
  }
}
