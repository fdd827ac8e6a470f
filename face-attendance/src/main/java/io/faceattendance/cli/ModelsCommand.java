package io.faceattendance.cli;

import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCard.PairThreshold;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import io.faceattendance.model.PinnedFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code models list|fetch|verify}. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "What models there are, and where their files are.",
    subcommands = {
      ModelsCommand.ListModels.class,
      ModelsCommand.Fetch.class,
      ModelsCommand.Verify.class
    })
final class ModelsCommand {

  /** {@code models list}. */
  @Command(name = "list", description = "All known models with licences and origin.")
  static final class ListModels extends FaceCommand {
    @Override
    Result run() {
      ModelStore store = common.models.store();
      List<Map<String, @Nullable Object>> models = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      for (ModelCard.Role role : ModelCard.Role.values()) {
        lines.add(word(role) + ":");
        for (ModelCard card : ModelCatalog.cards()) {
          if (card.role() == role) {
            boolean present = isPresent(store, card);
            models.add(describe(card, present));
            lines.add(line(card, present));
          }
        }
      }
      return Result.of(true, Result.object("models", models), lines);
    }

    private static boolean isPresent(ModelStore store, ModelCard card) {
      try {
        return ModelCards.isPresent(store, card);
      } catch (ModelException wrongFile) { // models verify says what is wrong with it
        return false;
      }
    }

    private static Map<String, @Nullable Object> describe(ModelCard card, boolean present) {
      ModelCard.Licences licences = card.licences();
      return Result.object(
          "id", card.id(),
          "role", word(card.role()),
          "file", card.file().map(PinnedFile::name).orElse(null),
          "bytes", card.file().map(PinnedFile::bytes).orElse(null),
          "sha256", card.file().map(PinnedFile::sha256).orElse(null),
          "dimension", card.dimension().isPresent() ? card.dimension().getAsInt() : null,
          "licences",
              Result.object(
                  "code", licences.code(), "weights", licences.weights(), "data", licences.data()),
          "non_commercial", licences.commercialUseExcluded(),
          "url", card.file().flatMap(PinnedFile::url).map(URI::toString).orElse(null),
          "origin", card.origin(),
          "published_thresholds",
              card.publishedThresholds().stream().map(ListModels::describe).toList(),
          "measured", card.measured(),
          "supported", ModelCards.isPartOfSupported(card),
          "present", present);
    }

    private static Map<String, @Nullable Object> describe(PairThreshold threshold) {
      return Result.object("cosine", rounded(threshold), "source", threshold.source());
    }

    /** A distance of 0.593 is a cosine of 0.407, not of 0.40700000000000003. */
    private static double rounded(PairThreshold threshold) {
      return Math.rint(threshold.cosine() * 1e6) / 1e6;
    }

    private static String line(ModelCard card, boolean present) {
      return "  %-22s %-8s %16s  %s%n      weights: %s%s, code: %s, data: %s%n      %s%s"
          .formatted(
              card.id(),
              present ? "here" : "not here",
              size(card),
              state(card),
              card.licences().weights(),
              card.licences().commercialUseExcluded() ? " (must be accepted)" : "",
              card.licences().code(),
              card.licences().data(),
              origin(card),
              published(card));
    }

    private static String published(ModelCard card) {
      return card.publishedThresholds().stream()
          .map(threshold -> "cosine %s (%s)".formatted(rounded(threshold), threshold.source()))
          .reduce((first, second) -> first + ", " + second)
          .map(all -> System.lineSeparator() + "      published for a pair, not used: " + all)
          .orElse("");
    }

    private static String size(ModelCard card) {
      return card.file().map(file -> file.bytes() + " bytes").orElseGet(() -> instead(card));
    }

    private static String state(ModelCard card) {
      if (card.measured()) {
        return "measured by this project";
      }
      return ModelCards.isPartOfSupported(card)
          ? "supported, not measured by this project"
          : "known, not supported here";
    }

    private static String origin(ModelCard card) {
      Optional<URI> url = card.file().flatMap(PinnedFile::url);
      return url.map(URI::toString)
          .or(() -> card.file().map(file -> "supply the file " + file.name()))
          .orElse(card.origin());
    }
  }

  /** {@code models fetch}. */
  @Command(name = "fetch", description = "Downloads models: the defaults, or those named.")
  static final class Fetch extends FaceCommand {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "ids of models")
    List<String> ids = new ArrayList<>();

    @Override
    Result run() {
      ModelStore store = common.models.store();
      List<Map<String, @Nullable Object>> fetched = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      for (ModelCard card : chosen(ids)) {
        Optional<Path> file = fetch(store, card);
        fetched.add(Result.object("id", card.id(), "path", file.map(Path::toString).orElse(null)));
        lines.add(card.id() + ": " + file.map(Path::toString).orElse("needs no file"));
      }
      return Result.of(true, Result.object("fetched", fetched), lines);
    }

    private static Optional<Path> fetch(ModelStore store, ModelCard card) {
      if (ModelCards.needsNoFile(card)) {
        return Optional.empty();
      }
      if (card.file().isEmpty()) {
        throw ModelCards.noFile(card);
      }
      return Optional.of(store.path(card));
    }

    private static List<ModelCard> chosen(List<String> ids) {
      return ids.isEmpty()
          ? List.of(ModelCatalog.YUNET, ModelCatalog.MOBILEFACENET)
          : ids.stream().flatMap(id -> cards(id).stream()).toList();
    }

    private static List<ModelCard> cards(String id) {
      List<ModelCard> cards = ModelCards.of(id);
      return cards.isEmpty() && !ModelCards.isSupported(id)
          ? List.of(ModelCatalog.card(id))
          : cards;
    }
  }

  /** {@code models verify}. */
  @Command(
      name = "verify",
      description = {
        "Checks size and digest of the files that are here.",
        "The answer is no if one is wrong, or if there is none to check."
      })
  static final class Verify extends FaceCommand {
    @Override
    Result run() {
      ModelStore store = common.models.store();
      List<Map<String, @Nullable Object>> checked = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      boolean good = true;
      boolean any = false;
      for (ModelCard card : ModelCatalog.cards()) {
        String state = state(store, card);
        good &= !state.startsWith("wrong");
        any |= state.startsWith("good");
        checked.add(Result.object("id", card.id(), "state", state));
        lines.add("%-22s %s".formatted(card.id(), state));
      }
      if (!any) {
        lines.add("no model file is here: models fetch");
      }
      return Result.of(good && any, Result.object("models", checked), lines);
    }

    private static String state(ModelStore store, ModelCard card) {
      try {
        return card.file().isEmpty()
            ? instead(card)
            : store.find(card.file().get()).map(file -> "good: " + file).orElse("not here");
      } catch (ModelException e) {
        return "wrong: " + e.getMessage();
      }
    }
  }

  /** What a model has in place of one file. */
  private static String instead(ModelCard card) {
    if (ModelCards.needsNoFile(card)) {
      return "needs no file";
    }
    return ModelCards.of(card.id()).contains(card) ? "no file known" : "several files";
  }

  private static String word(ModelCard.Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
