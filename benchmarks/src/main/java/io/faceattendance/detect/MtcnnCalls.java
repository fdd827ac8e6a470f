package io.faceattendance.detect;

import io.faceattendance.Image;
import io.faceattendance.internal.OnnxModel;
import io.faceattendance.internal.Tensor;
import io.faceattendance.internal.TensorSpec;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every call that MTCNN makes of its networks for one picture, with its input: what the bare
 * networks are to repeat. It lies in this package to look into the cascade.
 */
public final class MtcnnCalls {
  private final List<List<Call>> calls = List.of(listOfCalls(), listOfCalls(), listOfCalls());

  private MtcnnCalls() {}

  private static List<Call> listOfCalls() {
    return new ArrayList<>();
  }

  /**
   * One call.
   *
   * @param shape of the input
   * @param input its values
   */
  public record Call(long[] shape, float[] input) {}

  /**
   * Finds the faces of a picture and writes down what the networks are asked.
   *
   * @param files of the three networks, in the order of the cascade
   * @param options those of the detector
   * @param picture the picture
   * @return what was asked
   */
  public static MtcnnCalls of(List<Path> files, MtcnnOptions options, Image picture) {
    MtcnnCalls calls = new MtcnnCalls();
    List<List<TensorSpec>> outputs =
        List.of(
            MtcnnProposals.tensors(),
            MtcnnRefinement.tensors(),
            MtcnnRefinement.tensorsWithLandmarks());
    List<OnnxModel> models = new ArrayList<>();
    try {
      List<MtcnnCascade.Network> networks = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        OnnxModel model =
            OnnxModel.open(
                files.get(i),
                TensorSpec.anything(),
                outputs.get(i),
                options.detection().execution());
        models.add(model);
        List<Call> own = calls.calls.get(i);
        networks.add((shape, filler) -> record(model, shape, filler, own));
      }
      new MtcnnCascade(networks.get(0), networks.get(1), networks.get(2), options).find(picture);
    } finally {
      models.forEach(OnnxModel::close);
    }
    return calls;
  }

  private static List<Tensor> record(
      OnnxModel model, long[] shape, OnnxModel.Filler filler, List<Call> calls) {
    return model.run(
        shape,
        workspace -> {
          filler.fill(workspace);
          long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
          FloatBuffer input = workspace.input(Math.toIntExact(size));
          float[] values = new float[input.remaining()];
          input.get(values);
          calls.add(new Call(shape, values));
        });
  }

  /**
   * The calls of one network.
   *
   * @param network 0, 1 or 2
   * @return its calls in their order
   */
  public List<Call> of(int network) {
    return List.copyOf(calls.get(network));
  }
}
