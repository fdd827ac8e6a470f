package io.faceattendance.model;

import java.util.List;

/**
 * How 8-bit pixels become a network's input: {@code (pixel - mean) / std} for each channel, in NCHW
 * order.
 *
 * @param width columns of the input; 0 if the network takes any
 * @param height rows of the input; 0 if the network takes any
 * @param order the order of the channels in the tensor
 * @param channels the three normalisations, in the tensor's channel order
 */
public record Preprocessing(int width, int height, ColourOrder order, List<Channel> channels) {

  /**
   * Checks the components.
   *
   * @param width as above
   * @param height as above
   * @param order as above
   * @param channels as above
   */
  public Preprocessing {
    channels = List.copyOf(channels);
    if (width < 0 || height < 0 || channels.size() != 3) {
      throw new IllegalArgumentException(
          "expected sizes of at least 0 and 3 channels, got %d x %d and %d channels"
              .formatted(width, height, channels.size()));
    }
  }

  /** The order of the colour channels in a tensor. */
  public enum ColourOrder {
    /** Red first. */
    RGB,
    /** Blue first, as an {@link io.faceattendance.Image} has them. */
    BGR
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
    return new Preprocessing(width, height, order, List.of(channel, channel, channel));
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
    return new Preprocessing(
        width,
        height,
        ColourOrder.RGB,
        List.of(
            new Channel(0.485 * 255, 0.229 * 255),
            new Channel(0.456 * 255, 0.224 * 255),
            new Channel(0.406 * 255, 0.225 * 255)));
  }
}
