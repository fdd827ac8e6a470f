package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.NoStoreException;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.internal.OnnxNatives;
import io.faceattendance.internal.OpenCvCodec;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.Threshold;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import io.faceattendance.model.PinnedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

  @Override
  Result run() {
    check("version", Versions::version);
    check("java", () -> property("java.vm.name") + " " + property("java.version"));
    check("system", () -> property("os.name") + " " + property("os.arch"));
    check("onnxruntime", () -> OnnxNatives.version() + ", providers " + OnnxNatives.providers());
    check("provider in use", () -> "CPU");
    check("opencv", OpenCvCodec::version);
    boolean usable = check("model settings", this::settings);
    if (usable) {
      ModelStore store = ModelFiles.store(common);
      check("detector", () -> file(store, ModelCatalog.YUNET));
      check("embedder", () -> file(store, ModelCatalog.MOBILEFACENET));
    }
    check("thresholds", DoctorCommand::thresholds);
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
    } catch (FaceException | IllegalStateException | LinkageError e) {
      // LinkageError: a native library that does not load on this machine.
      detail = String.valueOf(e.getMessage());
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
    ModelStore store = ModelFiles.store(common);
    return "models in %s, downloads to %s"
        .formatted(
            store.directory().map(Path::toString).orElse("(no folder given)"),
            store.cacheDirectory());
  }

  private static String file(ModelStore store, ModelCard card) {
    String where =
        card.file()
            .flatMap(store::find)
            .map(path -> "at " + path)
            .orElse("not here, downloaded when needed: models fetch");
    return "%s (%s) %s"
        .formatted(card.id(), card.file().map(PinnedFile::name).orElse("no file"), where);
  }

  private static String thresholds() {
    MatchPolicy policy = MatchPolicy.defaults(EmbedderSpec.MOBILEFACENET.space());
    return "1:1 at FMR %s: %.4f; 1:N at FPIR %s and 100 templates: %.4f; from %s"
        .formatted(
            policy.targetFmr(),
            policy.verification().similarity(),
            policy.targetFpir(),
            policy.identification(100).similarity(),
            policy.table().source().dataset());
  }

  // Without models: a look must not download any.
  private String data() {
    try (FaceAttendance attendance = Opened.withoutModels(common)) {
      List<EnrolledPerson> people = attendance.people();
      int templates = people.stream().mapToInt(EnrolledPerson::templates).sum();
      Threshold threshold =
          MatchPolicy.defaults(EmbedderSpec.MOBILEFACENET.space()).identification(templates);
      return "%s: %d people, 1:N threshold in force %.4f%s"
          .formatted(
              common.data,
              people.size(),
              threshold.similarity(),
              threshold.targetSupported() ? "" : " (the target is not supported)");
    } catch (NoStoreException e) {
      return common.data + " has no store yet";
    }
  }
}
