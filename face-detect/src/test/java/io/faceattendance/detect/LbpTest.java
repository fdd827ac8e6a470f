package io.faceattendance.detect;

import io.faceattendance.FaceDetector;
import io.faceattendance.model.ModelStore;
import io.faceattendance.testing.FaceDetectorContract;

class LbpTest extends FaceDetectorContract {

  @Override
  protected FaceDetector open() {
    return FaceDetectors.open("lbp", ModelStore.defaults().offline());
  }

  @Override
  protected double leastRecall() {
    return 0.73;
  }

  @Override
  protected int mostFalseFinds() {
    return 0;
  }

  // Each opening reads a cascade of half a megabyte of XML for every thread.
  @Override
  protected int closings() {
    return 10;
  }

  @Override
  protected double sameBox() {
    return 0.7;
  }
}
