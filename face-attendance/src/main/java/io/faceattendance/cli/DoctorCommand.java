package io.faceattendance.cli;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceException;
import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.NoStoreException;
import io.faceattendance.attendance.PolicyInForce;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.internal.OnnxNatives;
import io.faceattendance.internal.OpenCvCodec;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.Threshold;
import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import io.faceattendance.model.PinnedFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code doctor}: what is here, whether it works, and what to do if not. */
@Command(
    name = "doctor",
    description = "Checks natives, models, store and thresholds; changes nothing.")
final class DoctorCommand extends FaceCommand {
  private final List<Map<String, @Nullable Object>> checks = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private boolean healthy = true;
  // Before the embedder was opened, only that of the default one is known.
  private @Nullable EmbeddingSpace space;
  private @Nullable MatchPolicy policy;

  @Override
  Result run() {
    if (common.models.detector.equals(ModelCatalog.YUNET.id())) {
      expectSpace(true);
    }
    check("version", Versions::version);
    check("java", () -> property("java.vm.name") + " " + property("java.version"));
    check("system", () -> property("os.name") + " " + property("os.arch"));
    check("onnxruntime", () -> OnnxNatives.version() + ", providers " + OnnxNatives.providers());
    check("provider in use", this::provider);
    check("opencv", OpenCvCodec::version);
    boolean usable = check("model settings", this::settings);
    if (usable) {
      check("detector", () -> files(common.models.detector, "detector", FaceDetectors.ids()));
      check("embedder", () -> files(common.models.embedder, "embedder", FaceEmbedders.ids()));
      check("models run", this::tryModels);
    }
    check("thresholds", this::thresholds);
    check("data", this::data);
    check(
        "font",
        () -> {
          Annotator.requireFont();
          return "names can be drawn";
        });
    Map<String, @Nullable Object> json = Result.object("healthy", healthy, "checks", checks);
    return Result.of(healthy, json, lines);
  }

  private boolean check(String name, Supplier<String> what) {
    String detail;
    boolean good;
    try {
      detail = what.get();
      good = true;
    } catch (FaceException | IllegalStateException | UncheckedIOException | LinkageError e) {
      // LinkageError: a native library that does not load on this machine.
      detail = Main.message(e);
      good = false;
    }
    healthy &= good;
    checks.add(Result.object("check", name, "ok", good, "detail", detail));
    lines.add("%-4s %-16s %s".formatted(good ? "ok" : "BAD", name, detail));
    return good;
  }

  private static String property(String name) {
    return System.getProperty(name, "?");
  }

  private String settings() {
    ModelStore store = common.models.store();
    return "models in %s, downloads to %s"
        .formatted(
            store.directory().map(Path::toString).orElse("(no folder given)"),
            store.cacheDirectory());
  }

  /** Where the models run, by the options; whether they really do is tried on their files. */
  private String provider() {
    Execution where = common.models.execution;
    if (where == null) {
      return "cpu";
    }
    String name = where.id().replaceFirst(":.*", "");
    List<String> here =
        OnnxNatives.providers().stream()
            .map(one -> one.replace("_", "").toLowerCase(Locale.ROOT))
            .toList();
    if (!here.contains(name)) {
      throw new FaceException(
          "expected a provider that this build of ONNX Runtime has, one of %s, got %s"
              .formatted(here, where.id()));
    }
    return where.id();
  }

  /** The space without the embedder's file. */
  private void expectSpace(boolean landmarks) {
    if (common.models.embedder.equals(ModelCatalog.MOBILEFACENET.id())) {
      EmbedderSpec spec = EmbedderSpec.MOBILEFACENET;
      spec = common.models.flip ? spec.withFlip() : spec;
      space = (landmarks ? spec : spec.alignedByBox()).space();
    }
  }

  private String files(String model, String role, List<String> ids) {
    Optional<Path> own = ModelOptions.file(model);
    if (own.isPresent()) {
      return "the file " + own.get();
    }
    if (!ids.contains(model)) {
      throw new FaceException(
          "expected the id of a known %s, one of %s, or an ONNX file, got '%s'"
              .formatted(role, String.join(", ", ids), model));
    }
    return ModelCards.of(model).stream().map(this::file).collect(Collectors.joining("; "));
  }

  private String file(ModelCard card) {
    if (ModelCards.needsNoFile(card)) {
      return card.id() + " needs no file";
    }
    PinnedFile file = card.file().orElseThrow(() -> ModelCards.noFile(card));
    String where =
        common
            .models
            .store()
            .find(file)
            .map(path -> "at " + path)
            .orElse("not here, downloaded when needed: models fetch");
    return "%s (%s) %s".formatted(card.id(), file.name(), where);
  }

  /** One small picture through both, if that needs no download. */
  private String tryModels() {
    boolean detectorHere = isHere(common.models.detector);
    if (!detectorHere || !isHere(common.models.embedder)) {
      if (detectorHere) {
        try (FaceDetector detector = common.models.chosen().openDetector()) {
          expectSpace(detector.findsLandmarks());
        }
      }
      return "not tried before their files are here";
    }
    ModelTrial trial = ModelTrial.of(common.models.chosen());
    space = trial.embedding().space();
    return "on a picture and a face; alignment: " + Views.alignment(trial.byLandmarks());
  }

  private boolean isHere(String model) {
    return ModelOptions.file(model).isPresent()
        || ModelCards.of(model).stream()
            .allMatch(card -> ModelCards.isPresent(common.models.store(), card));
  }

  private String thresholds() {
    EmbeddingSpace known = space;
    if (known == null) {
      return "known when the models' files are here";
    }
    PolicyInForce inForce = Opened.policy(common, known);
    MatchPolicy chosen = inForce.policy();
    policy = chosen;
    return "1:1 at FMR %s: %.4f; 1:N at FPIR %s and 100 templates: %.4f; %s"
        .formatted(
            chosen.targetFmr(),
            chosen.verification().similarity(),
            chosen.targetFpir(),
            chosen.identification(100).similarity(),
            inForce.words());
  }

  // Without models: a look must not download any.
  private String data() {
    try (FaceAttendance attendance = Opened.withoutModels(common)) {
      List<EnrolledPerson> people = attendance.people();
      int templates = people.stream().mapToInt(EnrolledPerson::templates).sum();
      int comparisons = common.models.scoring.comparisons(templates, people.size());
      return "%s: %d people%s%s"
          .formatted(common.place(), people.size(), inForce(comparisons), head(attendance));
    } catch (NoStoreException e) {
      return common.place() + " has no store yet";
    }
  }

  private static String head(FaceAttendance attendance) {
    return attendance
        .heads()
        .status()
        .map(
            head ->
                ", a head (%s) that is %s"
                    .formatted(
                        head.kind().name().toLowerCase(Locale.ROOT), HeadCommand.state(head)))
        .orElse("");
  }

  private String inForce(int comparisons) {
    MatchPolicy known = policy;
    if (known == null) {
      return "";
    }
    Threshold threshold = known.identification(comparisons);
    return ", 1:N threshold in force %.4f%s"
        .formatted(
            threshold.similarity(),
            threshold.targetSupported() ? "" : " (the target is not supported)");
  }
}
