package io.faceattendance.model;

import static io.faceattendance.model.LicenceTable.INSIGHTFACE;
import static io.faceattendance.model.LicenceTable.NOT_STATED;
import static io.faceattendance.model.LicenceTable.excluded;
import static io.faceattendance.model.LicenceTable.open;
import static io.faceattendance.model.PinnedFile.at;
import static io.faceattendance.model.PinnedFile.supplied;
import static io.faceattendance.model.Preprocessing.ColourOrder.BGR;
import static io.faceattendance.model.Preprocessing.ColourOrder.RGB;

import io.faceattendance.model.ModelCard.Licences;
import io.faceattendance.model.ModelCard.Role;
import io.faceattendance.model.Preprocessing.Channel;
import io.faceattendance.model.Preprocessing.Normalisation;
import java.util.List;

/** The cards of the face detectors. */
final class DetectorCards {
  private static final Publisher LIBFACEDETECTION =
      new Publisher("ShiqiYu/libfacedetection.train", "0047ac24afb1a50a0c6105001c89d1b5b805dbf1");
  private static final Publisher MTCNN =
      new Publisher("aYuehc/MTCNN_ONNX", "ed2d9edb47c0a29e7dc5fe71dbc36de6d1a65c2a");
  private static final Publisher ULTRA_LIGHT =
      new Publisher(
          "Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB",
          "dffdddda9794a50607cba8f318507a28c1c27cab");
  private static final Publisher YOLOV8 =
      new Publisher(
          "hpc203/yolov8-face-landmarks-opencv-dnn", "1f91851f7d8d9475e5b4f0c1d6e5e385aa9bf0f4");

  private static final Licences YUNET_LICENCES =
      open("Apache-2.0", "Apache-2.0", "WIDER FACE (academic images)");
  private static final Licences MIT = open("MIT", "MIT", NOT_STATED);
  private static final Licences MTCNN_LICENCES =
      excluded(NOT_STATED, "author of the weights: not for commercial use", NOT_STATED);

  static final ModelCard YUNET =
      card(
              "yunet",
              at(
                  LIBFACEDETECTION.file("onnx/yunet_n_dynamic.onnx"),
                  "yunet_n_dynamic.onnx",
                  322906,
                  "104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12"),
              YUNET_LICENCES,
              plain(0, 0))
          .withWeights("yunet-n")
          .withMeasured();

  private DetectorCards() {}

  static List<ModelCard> all() {
    return List.of(
        YUNET,
        card(
                "yunet-640",
                at(
                    LIBFACEDETECTION.file("onnx/yunet_n_640_640.onnx"),
                    "yunet_n_640_640.onnx",
                    317466,
                    "25a606a145a5b6d7271ae138fbd00eba91dad8b83222ae3f2c7ecd0f4a7b0e31"),
                YUNET_LICENCES,
                plain(640, 640))
            .withWeights("yunet-n"),
        card(
                "yunet-2023mar",
                at(
                    EmbedderCards.OPENCV_ZOO.largeFile(
                        "models/face_detection_yunet/face_detection_yunet_2023mar.onnx"),
                    "face_detection_yunet_2023mar.onnx",
                    232589,
                    "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"),
                MIT,
                plain(640, 640))
            .withWeights("yunet-s"),
        card(
            "scrfd-500m",
            supplied(
                "det_500m.onnx",
                2524817,
                "5e4447f50245bbd7966bd6c0fa52938c61474a04ec7def48753668a9d8b4ea3a"),
            INSIGHTFACE,
            centred(0, 0)),
        card(
            "scrfd-2.5g",
            supplied(
                "scrfd_2.5g_bnkps.onnx",
                3290207,
                "bc24bb349491481c3ca793cf89306723162c280cb284c5a5e49df3760bf5c2ce"),
            INSIGHTFACE,
            centred(0, 0)),
        card(
            "retinaface",
            supplied(
                "retinaface_mobilenet0.25_640.onnx",
                1709521,
                "f8cce06cdfa5d2a07a8378c8cff4c4f33f0b00a3f24d9ef53042ff591a881eb7"),
            MIT,
            meanOfRetinaFace(640)),
        card(
            "retinaface-320",
            supplied(
                "retinaface_mobilenet0.25_320.onnx",
                1715779,
                "1061ac88e7c833cf058c3e8eb50367dc5e3daadcc14967b5dede8ac4409b86fa"),
            MIT,
            meanOfRetinaFace(320)),
        card(
            "mtcnn-pnet",
            at(
                MTCNN.file("weights/pnet.onnx"),
                "mtcnn_pnet.onnx",
                28060,
                "b7e63368bdd18533153863575f55d0947473278f901245eec9bb05f4d4321ed0"),
            MTCNN_LICENCES,
            centred(0, 0)),
        card(
            "mtcnn-rnet",
            at(
                MTCNN.file("weights/rnet.onnx"),
                "mtcnn_rnet.onnx",
                402682,
                "81329bf1be56cbbf9f5649d6999bec2d57e0da3f5770491cb776ddd1f067245b"),
            MTCNN_LICENCES,
            centred(24, 24)),
        card(
            "mtcnn-onet",
            at(
                MTCNN.file("weights/onet.onnx"),
                "mtcnn_onet.onnx",
                1558688,
                "7b2b3d935558cb17093cb518eb12648f4f45a0185f51e43d6c345fc09aca01b5"),
            MTCNN_LICENCES,
            centred(48, 48)),
        card(
            "rfb320",
            at(
                ULTRA_LIGHT.file("models/onnx/version-RFB-320.onnx"),
                "version-RFB-320.onnx",
                1270727,
                "34cd7e60aeff28744c657de7a3dc64e872d506741de66987f3426f2b79f88017"),
            MIT,
            Preprocessing.uniform(320, 240, RGB, 127, 128)),
        card(
            "yolov8-face",
            at(
                YOLOV8.file("weights/yolov8-lite-t.onnx"),
                "yolov8-lite-t.onnx",
                2424912,
                "caa9eb121eee8fbf25a5985d3cee4e314df5a08feb4bb8c224fecdeb4afd9b86"),
            open("GPL family", "GPL family", NOT_STATED),
            Preprocessing.uniform(640, 640, RGB, 0, 255)));
  }

  private static ModelCard card(
      String id, PinnedFile file, Licences licences, Preprocessing preprocessing) {
    return ModelCard.of(id, Role.DETECTOR, file, licences).withPreprocessing(preprocessing);
  }

  /** Pixels as they are. */
  private static Preprocessing plain(int width, int height) {
    return Preprocessing.uniform(width, height, BGR, 0, 1);
  }

  private static Preprocessing centred(int width, int height) {
    return Preprocessing.uniform(width, height, RGB, 127.5, 128);
  }

  private static Preprocessing meanOfRetinaFace(int side) {
    return new Preprocessing(
        side,
        side,
        BGR,
        new Normalisation.Fixed(
            List.of(new Channel(104, 1), new Channel(117, 1), new Channel(123, 1))));
  }
}
