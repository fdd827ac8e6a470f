package io.faceattendance.cli;

import io.faceattendance.BoundingBox;
import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.image.Images;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws boxes and names on a copy of a picture. */
final class Annotator {
  // Apart for colour-blind eyes too (Okabe and Ito, 2008): bluish green and orange.
  private static final Color KNOWN = new Color(0, 158, 115);
  private static final Color UNKNOWN = new Color(230, 159, 0);
  private static final float SMALLEST_FONT = 11;
  private static final float FONTS_A_SIDE = 45;

  private Annotator() {}

  /**
   * One box.
   *
   * @param box in pixels of the picture
   * @param text what stands at it
   * @param known whether it is somebody known
   */
  record Label(BoundingBox box, String text, boolean known) {}

  /**
   * Checks that text can be drawn, before anything is done that cannot be undone.
   *
   * @throws FaceException if this machine has no font
   */
  static void requireFont() {
    try {
      new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR)
          .createGraphics()
          .getFontMetrics()
          .stringWidth("a");
    } catch (RuntimeException | InternalError | UnsatisfiedLinkError e) { // what a JDK without does
      throw new FaceException(
          "expected a font to write with: install fontconfig and a font, such as the"
              + " packages fontconfig and fonts-dejavu-core",
          e);
    }
  }

  static Image annotate(Image photo, List<Label> labels) {
    BufferedImage canvas = Images.toBufferedImage(photo);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    float size = Math.max(SMALLEST_FONT, Math.max(photo.width(), photo.height()) / FONTS_A_SIDE);
    graphics.setFont(graphics.getFont().deriveFont(Font.BOLD, size));
    graphics.setStroke(new BasicStroke(size / 6));
    labels.forEach(label -> drawBox(graphics, label));
    labels.forEach(label -> drawText(graphics, label, photo));
    graphics.dispose();
    return Images.fromBufferedImage(canvas);
  }

  private static void drawBox(Graphics2D graphics, Label label) {
    BoundingBox box = label.box();
    graphics.setColor(label.known() ? KNOWN : UNKNOWN);
    graphics.draw(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
  }

  private static void drawText(Graphics2D graphics, Label label, Image photo) {
    FontMetrics metrics = graphics.getFontMetrics();
    double width = metrics.stringWidth(label.text()) + metrics.getDescent() * 2.0;
    double height = metrics.getHeight();
    double x = Math.max(0, Math.min(label.box().x(), photo.width() - width));
    boolean below = label.box().bottom() + height <= photo.height();
    double y = below ? label.box().bottom() : Math.max(0, label.box().y() - height);
    graphics.setColor(label.known() ? KNOWN : UNKNOWN);
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
    graphics.setColor(Color.BLACK);
    graphics.drawString(
        label.text(), (float) (x + metrics.getDescent()), (float) (y + metrics.getAscent()));
  }
}
