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
import io.faceattendance.model.ModelCard.PairThreshold;
import io.faceattendance.model.ModelCard.Role;
import java.net.URI;
import java.util.List;

/** The cards of the embedders, and of what judges an aligned face: liveness and quality. */
final class EmbedderCards {
  static final Publisher OPENCV_ZOO =
      new Publisher("opencv/opencv_zoo", "966be4cb6eefc2a4f586ed0581bf4bbaa2533070");
  private static final Publisher FOAMLIU =
      new Publisher("foamliu/MobileFaceNet", "a6cc9032a659b615f477833e1a70b5e7931bcccc");

  /** The two exports of foamliu's weights: their outputs are equal to three decimals. */
  private static final String FOAMLIU_WEIGHTS = "mobilefacenet-foamliu";

  private static final Licences FOAMLIU_LICENCES =
      open("Apache-2.0", "Apache-2.0", "refined MS-Celeb-1M");
  private static final Licences MINIFASNET_LICENCES =
      open("Apache-2.0", "no statement of their own", NOT_STATED);
  private static final Licences ARCFACE_LICENCES =
      excluded("MIT", "InsightFace: non-commercial research only", "WebFace600K");

  private static final Preprocessing ALIGNED_RAW = Preprocessing.uniform(112, 112, RGB, 0, 1);
  private static final Preprocessing ARCFACE_INPUT =
      Preprocessing.uniform(112, 112, RGB, 127.5, 127.5);
  private static final Preprocessing MINIFASNET_INPUT = Preprocessing.uniform(80, 80, BGR, 0, 1);

  private static final String EXPORT =
      "export them to ONNX, input [N, 3, %d, %d], output [N, %d], and open the file with a card of"
          + " your own that says like = %s (docs/MODEL-CARDS.md)";

  static final ModelCard MOBILEFACENET =
      embedder(
              "mobilefacenet",
              at(
                  FOAMLIU.file("weights/MobileFaceNet.onnx"),
                  "mobilefacenet_foamliu.onnx",
                  3998070,
                  "b7120c095d60094f28a4a54ba6a8bf51b297a6273fb40ef6350dfec1f63d9507"),
              FOAMLIU_LICENCES,
              128)
          .withWeights(FOAMLIU_WEIGHTS)
          .withPreprocessing(Preprocessing.imageNet(112, 112))
          .withMeasured();

  private EmbedderCards() {}

  static List<ModelCard> all() {
    return List.of(
        MOBILEFACENET,
        embedder(
                "mobilefacenet-dynamic",
                supplied(
                    "mobilefacenet_dynamic_batch.onnx",
                    3998450,
                    "85cdeb7368ed6a1e9cbaaa6f283c6b2439f1fa533c17450bfdc7f357d285d5d1"),
                FOAMLIU_LICENCES,
                128)
            .withWeights(FOAMLIU_WEIGHTS)
            .withPreprocessing(Preprocessing.imageNet(112, 112)),
        // The graph normalises by itself; normalised twice, the accuracy collapses.
        embedder(
                "insightface-y1",
                supplied(
                    "mobilefacenet_insightface_y1.onnx",
                    4131046,
                    "1eb3b3c005bf5bbbdf4307fba538f560485e1b4297e4c3c6659a96c1c1383c16"),
                INSIGHTFACE,
                128)
            .withPreprocessing(ALIGNED_RAW)
            .withMeasured(),
        embedder(
                "facenet128",
                supplied(
                    "facenet128.onnx",
                    91382185,
                    "d8f59d86f3e9fe02bb5961f790e5d7489253ea0f7a2cd6530da25691ee9ad8e1"),
                open("MIT", "no statement of their own", "MS-Celeb-1M"),
                128)
            .withPreprocessing(
                new Preprocessing(160, 160, RGB, new Preprocessing.Normalisation.PerImage()))
            .withMeasured(),
        embedder(
                "sface",
                at(
                    OPENCV_ZOO.largeFile(
                        "models/face_recognition_sface/face_recognition_sface_2021dec.onnx"),
                    "face_recognition_sface_2021dec.onnx",
                    38696353,
                    "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79"),
                open("Apache-2.0", "Apache-2.0", NOT_STATED),
                128)
            .withPreprocessing(ALIGNED_RAW)
            .withPublishedThreshold(
                new PairThreshold(0.363, "OpenCV Zoo, face_recognition_sface/sface.py"))
            .withPublishedThreshold(deepFace(0.593)),
        arcFace(
                "arcface-r50",
                supplied(
                    "w600k_r50.onnx",
                    174383860,
                    "4c06341c33c2ca1f86781dab0e829f88ad5b64be9fba56e56bc9ebdefc619e43"))
            .withPublishedThreshold(
                new PairThreshold(0.28, "InsightFace, web-demos/src_recognition/main.py")),
        arcFace(
            "arcface-mbf",
            supplied(
                "w600k_mbf.onnx",
                13616099,
                "9cc6e4a75f0e2bf0b1aed94578f144d15175f357bdc05e815e5c4a02b319eb4f")),
        // The publisher calls it glintr100.onnx, as another publisher calls another model.
        embedder(
                "auraface",
                at(
                    URI.create(
                        "https://huggingface.co/fal/AuraFace-v1/resolve/"
                            + "af6d057c9b0ec4071d4c49c80e3539258798b609/glintr100.onnx"),
                    "auraface_glintr100.onnx",
                    260694151,
                    "a7933ea5330113b01c9b60351d8f4c33003f145d8470ac5f0e52ee2effe25c60"),
                open("Apache-2.0", "Apache-2.0", "commercial and public sources, not named"),
                512)
            .withWeights("auraface-v1")
            .withPreprocessing(ARCFACE_INPUT),
        embedder(
                "adaface",
                supplied(
                    "adaface_ir_101.onnx",
                    260704652,
                    "f2eb07d03de0af560a82e1214df799fec5e09375d43521e2868f9dc387e5a43e"),
                excluded("MIT", "trained on WebFace: non-commercial research only", "WebFace12M"),
                512)
            .withWeights("adaface-ir101-webface12m")
            .withOrigin("github.com/yakhyo/adaface-onnx, release weights: adaface_ir_101.onnx")
            .withPreprocessing(ARCFACE_INPUT.withOrder(BGR)),
        exported(
                "facenet512",
                "the weights 20180402-114759 of github.com/davidsandberg/facenet",
                open("MIT", NOT_STATED, "VGGFace2"),
                Preprocessing.uniform(160, 160, RGB, 127.5, 128),
                512)
            .withPublishedThreshold(deepFace(0.30)),
        exported(
                "openface",
                "the weights nn4.small2.v1 of github.com/cmusatyalab/openface",
                open("Apache-2.0", NOT_STATED, "CASIA-WebFace and FaceScrub"),
                Preprocessing.uniform(96, 96, RGB, 0, 255),
                128)
            .withPublishedThreshold(deepFace(0.10)),
        exported(
            "edgeface",
            "the weights edgeface_xs_gamma_06 of huggingface.co/Idiap",
            excluded(NOT_STATED, "CC-BY-NC-SA-4.0", "WebFace260M"),
            ARCFACE_INPUT,
            512),
        miniFasNet(
            "minifasnet-v2",
            supplied(
                "MiniFASNetV2_2.7_80x80.onnx",
                1743495,
                "7886c41bcbcc1be00cf8700eddbd8cbd4b1ad138e69010790de2a57a3b01d7e5")),
        miniFasNet(
            "minifasnet-v1se",
            supplied(
                "MiniFASNetV1SE_4.0_80x80.onnx",
                1742663,
                "e67aedf72df3e1912dbf6baa5f7406b8b30c3cb43234170a70dd9d143fea358e")),
        ModelCard.of(
            "ediffiqa-tiny",
            Role.QUALITY,
            at(
                OPENCV_ZOO.largeFile(
                    "models/face_image_quality_assessment_ediffiqa/ediffiqa_tiny_jun2024.onnx"),
                "ediffiqa_tiny_jun2024.onnx",
                7272678,
                "9426c899cc0f01665240cb7d9e7f98e18e24e456c178326c771a43da289bfc6a"),
            open(NOT_STATED, "CC-BY-4.0", NOT_STATED)));
  }

  private static ModelCard embedder(String id, PinnedFile file, Licences licences, int dimension) {
    return ModelCard.of(id, Role.EMBEDDER, file, licences).withDimension(dimension);
  }

  /** Published in another format only. */
  private static ModelCard exported(
      String id, String weights, Licences licences, Preprocessing input, int dimension) {
    String advice = EXPORT.formatted(input.height(), input.width(), dimension, id);
    return ModelCard.withoutFile(id, Role.EMBEDDER, "take " + weights + ", " + advice, licences)
        .withDimension(dimension)
        .withPreprocessing(input);
  }

  private static ModelCard arcFace(String id, PinnedFile file) {
    return embedder(id, file, ARCFACE_LICENCES, 512).withPreprocessing(ARCFACE_INPUT);
  }

  private static PairThreshold deepFace(double distance) {
    String source = "DeepFace, config/threshold.py: cosine distance %.3f".formatted(distance);
    return new PairThreshold(1 - distance, source);
  }

  private static ModelCard miniFasNet(String id, PinnedFile file) {
    return ModelCard.of(id, Role.LIVENESS, file, MINIFASNET_LICENCES)
        .withPreprocessing(MINIFASNET_INPUT);
  }
}
