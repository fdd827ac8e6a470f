package io.faceattendance.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How 8-bit pixels become a network's input, in NCHW order.
 *
 * @param width columns of the input; 0 if the network takes any
 * @param height rows of the input; 0 if the network takes any
 * @param order the order of the channels in the tensor
 * @param normalisation what is done to each pixel
 */
public record Preprocessing(int width, int height, ColourOrder order, Normalisation normalisation) {
  private static final Normalisation.Fixed IMAGE_NET =
      new Normalisation.Fixed(
          List.of(
              new Channel(0.485 * 255, 0.229 * 255),
              new Channel(0.456 * 255, 0.224 * 255),
              new Channel(0.406 * 255, 0.225 * 255)));

  /**
   * Checks the components.
   *
   * @param width as above
   * @param height as above
   * @param order as above
   * @param normalisation as above
   */
  public Preprocessing {
    if (width < 0 || height < 0) {
      throw new IllegalArgumentException(
          "expected sizes of at least 0, got %d x %d".formatted(width, height));
    }
  }

  /** The order of the colour channels in a tensor. */
  public enum ColourOrder {
    /** Red first. */
    RGB,
    /** Blue first, as an {@link io.faceattendance.Image} has them. */
    BGR
  }

  /** What is done to each pixel. */
  public sealed interface Normalisation {

    /**
     * The same for every picture.
     *
     * @param channels three, in the tensor's channel order
     */
    record Fixed(List<Channel> channels) implements Normalisation {

      /**
       * Checks the components.
       *
       * @param channels as above
       */
      public Fixed {
        channels = List.copyOf(channels);
        if (channels.size() != 3) {
          throw new IllegalArgumentException("expected 3 channels, got " + channels.size());
        }
      }
    }

    /**
     * Each picture by its own pixels: {@code (pixel - mean) / max(std, 1 / sqrt(n))}, mean and
     * standard deviation over all n values of the three channels. FaceNet's authors call it
     * prewhitening.
     */
    record PerImage() implements Normalisation {}
  }

  /**
   * The normalisation of one channel: {@code (pixel - mean) / std}.
   *
   * @param mean subtracted from the pixel, 0..255
   * @param std divides the difference, above 0
   */
  public record Channel(double mean, double std) {

    /**
     * Checks the components.
     *
     * @param mean as above
     * @param std as above
     */
    public Channel {
      if (!Double.isFinite(mean) || !(std > 0) || Double.isInfinite(std)) {
        throw new IllegalArgumentException(
            "expected a finite mean and a std above 0, got %s and %s".formatted(mean, std));
      }
    }
  }

  /**
   * The same normalisation for the three channels.
   *
   * @param width columns, 0 for any
   * @param height rows, 0 for any
   * @param order channel order of the tensor
   * @param mean subtracted from the pixel
   * @param std divides the difference
   * @return the preprocessing
   */
  public static Preprocessing uniform(
      int width, int height, ColourOrder order, double mean, double std) {
    Channel channel = new Channel(mean, std);
    return new Preprocessing(
        width, height, order, new Normalisation.Fixed(List.of(channel, channel, channel)));
  }

  /**
   * RGB with the mean and standard deviation of ImageNet, as torchvision's models are trained: mean
   * (0.485, 0.456, 0.406), std (0.229, 0.224, 0.225) of pixels scaled to 0..1.
   *
   * @param width columns, 0 for any
   * @param height rows, 0 for any
   * @return the preprocessing
   */
  public static Preprocessing imageNet(int width, int height) {
    return new Preprocessing(width, height, ColourOrder.RGB, IMAGE_NET);
  }

  /**
   * The same with the other order of the channels.
   *
   * @param changed channel order of the tensor
   * @return the preprocessing
   */
  public Preprocessing withOrder(ColourOrder changed) {
    return new Preprocessing(width, height, changed, normalisation);
  }

  /**
   * The colour order and the normalisation as one word, the same for equal ones: a part of the
   * {@link io.faceattendance.EmbeddingSpace}.
   *
   * @return such as {@code rgb-127.5-128}, {@code imagenet-rgb} or {@code rgb-whitened}
   */
  public String id() {
    String colours = order.name().toLowerCase(Locale.ROOT);
    if (normalisation.equals(IMAGE_NET)) {
      return "imagenet-" + colours;
    }
    return colours
        + (normalisation instanceof Normalisation.Fixed fixed ? words(fixed) : "-whitened");
  }

  private static String words(Normalisation.Fixed fixed) {
    List<Channel> channels = fixed.channels();
    boolean alike = channels.stream().distinct().count() == 1;
    return (alike ? channels.subList(0, 1) : channels)
        .stream()
            .map(channel -> "-" + number(channel.mean()) + "-" + number(channel.std()))
            .collect(Collectors.joining());
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
