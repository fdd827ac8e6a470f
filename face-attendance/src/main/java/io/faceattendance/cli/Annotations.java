package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.cli.Annotator.Label;
import io.faceattendance.image.ImageLimits;
import io.faceattendance.image.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The annotated copies of photos. They are written after the attendance was recorded: what goes
 * wrong here is part of the answer and does not replace it.
 *
 * @param written the pictures that were written
 * @param error why the next one was not
 */
record Annotations(List<Path> written, Optional<String> error) {

  /**
   * Reads the photos again, one by one: all at once may not fit into memory.
   *
   * @param photos what was marked
   * @param targets where the copy of each goes; empty if no copies are wanted
   * @param limits how large they may be
   * @param labels what stands on the photo of a number, from 0
   */
  static Annotations write(
      List<Path> photos, List<Path> targets, ImageLimits limits, IntFunction<List<Label>> labels) {
    List<Path> written = new ArrayList<>();
    try {
      for (Path target : targets) {
        int number = written.size();
        Image photo = Photos.read(photos.get(number), limits);
        Images.write(Annotator.annotate(photo, labels.apply(number)), target);
        written.add(target);
      }
      return new Annotations(written, Optional.empty());
    } catch (IOException | FaceException e) {
      return new Annotations(written, Optional.of(Main.message(e)));
    }
  }

  void addTo(Map<String, @Nullable Object> json) {
    json.put("annotated", Opened.names(written));
    error.ifPresent(why -> json.put("annotate_error", why));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    written.forEach(picture -> lines.add("annotated: " + picture));
    error.ifPresent(why -> lines.add("recorded, but not annotated: " + why));
    return lines;
  }
}
