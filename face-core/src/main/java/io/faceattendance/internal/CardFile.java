package io.faceattendance.internal;

import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.Preprocessing;
import io.faceattendance.model.Preprocessing.Channel;
import io.faceattendance.model.Preprocessing.ColourOrder;
import io.faceattendance.model.Preprocessing.Normalisation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The card of a model of one's own: a file of properties beside the ONNX file, with its name and
 * {@code .properties} behind it. Whatever is wrong in it is a {@link ModelException} that names the
 * file, the key, what was expected and what is there.
 */
public final class CardFile {
  /** The keys of every card. */
  public static final Set<String> COMMON = Set.of("role", "id", "like", "weights", "sha256");

  /** The keys of {@link #preprocessing()}. */
  public static final Set<String> INPUT = Set.of("size", "colour", "normalisation", "mean", "std");

  private static final String WORD = "[a-z0-9][a-z0-9._-]*";

  private final Path file;
  private final String digest;
  private final Map<String, String> values;

  private CardFile(Path file, String digest, Map<String, String> values) {
    this.file = file;
    this.digest = digest;
    this.values = values;
  }

  /**
   * Reads the card beside a model, if there is one, and checks role, id and digest.
   *
   * @param onnx the model
   * @param digest its SHA-256
   * @param role what it is to be
   */
  public static Optional<CardFile> beside(Path onnx, String digest, ModelCard.Role role) {
    Path file = fileOf(onnx);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    CardFile card = new CardFile(file, digest, CardProperties.read(file));
    String word = word(role);
    card.choice("role", Map.of(word, word));
    card.matching("id", WORD, "a word of a-z, 0-9, '.', '-' and '_'");
    if (card.has("sha256") && !card.text("sha256").equalsIgnoreCase(digest)) {
      throw card.wrong("sha256", "the digest of the model, " + digest);
    }
    return Optional.of(card);
  }

  /** Where the card of a model is looked for. */
  public static Path fileOf(Path onnx) {
    return onnx.resolveSibling(onnx.getFileName() + ".properties");
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the card has that key. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** Refuses keys that are not among these. */
  public void requireKeysAmong(Set<String> known) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new ModelException(
            "%s has the key '%s', expected one of %s".formatted(file, key, new TreeSet<>(known)));
      }
    }
  }

  /** A value that must be there. */
  public String text(String key) {
    String value = values.get(key);
    if (value == null || value.isEmpty()) {
      throw new ModelException("expected the key '%s' in %s, found none".formatted(key, file));
    }
    return value;
  }

  /** One of a few words, or rather what it stands for. */
  public <T> T choice(String key, Map<String, T> choices) {
    T chosen = choices.get(text(key));
    if (chosen == null) {
      throw wrong(key, "one of " + new TreeSet<>(choices.keySet()));
    }
    return chosen;
  }

  /** One of an enumeration, by its name in small letters and with hyphens. */
  public <E extends Enum<E>> E choice(String key, E[] all) {
    Map<String, E> choices = new TreeMap<>();
    Arrays.stream(all).forEach(one -> choices.put(word(one), one));
    return choice(key, choices);
  }

  /** A whole number. */
  public int whole(String key, int least, int most) {
    double number = number(key, least, most);
    if (number != Math.rint(number)) {
      throw wrong(key, "a whole number");
    }
    return (int) number;
  }

  /** A number. */
  public double number(String key, double least, double most) {
    return number(key, text(key), least, most);
  }

  private double number(String key, String text, double least, double most) {
    String expected = "a number from %s to %s".formatted(least, most);
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(key, expected);
    }
    throw wrong(key, expected);
  }

  /** Size, colour and normalisation, from the keys {@link #INPUT}. */
  public Preprocessing preprocessing() {
    int[] size = size();
    ColourOrder order = choice("colour", ColourOrder.values());
    String kind = has("normalisation") ? text("normalisation") : "fixed";
    if (!List.of("fixed", "imagenet", "per-image").contains(kind)) {
      throw wrong("normalisation", "one of [fixed, imagenet, per-image]");
    }
    if (!kind.equals("fixed")) {
      refuse("mean", "the normalisation " + kind);
      refuse("std", "the normalisation " + kind);
    }
    if (kind.equals("per-image")) {
      return new Preprocessing(size[0], size[1], order, new Normalisation.PerImage());
    }
    if (kind.equals("fixed")) {
      return new Preprocessing(size[0], size[1], order, fixed());
    }
    if (order != ColourOrder.RGB) {
      throw wrong("colour", "rgb, the order of ImageNet's normalisation");
    }
    return Preprocessing.imageNet(size[0], size[1]);
  }

  private int[] size() {
    String expected = "any, such as 112 for 112 x 112, or 320x240 (columns x rows)";
    String text = matching("size", "any|[1-9][0-9]{0,3}(x[1-9][0-9]{0,3})?", expected);
    if (text.equals("any")) {
      return new int[] {0, 0};
    }
    String[] sides = text.split("x", -1);
    return new int[] {Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1])};
  }

  private Normalisation.Fixed fixed() {
    double[] mean = three("mean", -1e6);
    double[] std = three("std", Double.MIN_NORMAL);
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < mean.length; i++) {
      channels.add(new Channel(mean[i], std[i]));
    }
    return new Normalisation.Fixed(channels);
  }

  /** One number for all channels, or three separated by commas. */
  private double[] three(String key, double least) {
    String[] parts = text(key).split(",", -1);
    if (parts.length != 1 && parts.length != 3) {
      throw wrong(key, "one number, or three separated by commas");
    }
    double[] numbers = new double[3];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(key, parts[i % parts.length].strip(), least, 1e6);
    }
    return numbers;
  }

  private String matching(String key, String pattern, String expected) {
    if (!text(key).matches(pattern)) {
      throw wrong(key, expected);
    }
    return text(key);
  }

  /** The canonical id of the weights: the digest's if it is known, the card's, or the digest. */
  public String weights() {
    Optional<ModelCard> known = ModelCatalog.bySha256(digest);
    if (known.isPresent()) {
      return known.get().weights();
    }
    if (!has("weights")) {
      return "sha256-" + digest.substring(0, 16);
    }
    String claimed = matching("weights", WORD, "a word of a-z, 0-9, '.', '-' and '_'");
    if (ModelCatalog.cards().stream().anyMatch(model -> model.weights().equals(claimed))) {
      throw wrong("weights", "an id of its own, since the digest is no known model's,");
    }
    return claimed;
  }

  /** Refuses a key that another one makes senseless. */
  public void refuse(String key, String because) {
    if (has(key)) {
      throw wrong(key, "nothing, because of " + because + ",");
    }
  }

  /** The complaint about a value. */
  public ModelException wrong(String key, String expected) {
    return new ModelException(
        "expected %s for '%s' in %s, got '%s'".formatted(expected, key, file, text(key)));
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
