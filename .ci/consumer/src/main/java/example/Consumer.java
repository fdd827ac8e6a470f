package example;

import io.faceattendance.attendance.AttendanceReport;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.image.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Enrols one person and marks one photo, with the documented dependencies only. */
public final class Consumer {
  public static void main(String[] arguments) throws IOException {
    Path pictures = Path.of(arguments[1]);
    try (FaceAttendance attendance = FaceAttendance.open(Path.of(arguments[0]))) {
      attendance.enrol(
          Person.of("biden", "Joe Biden"), Images.read(pictures.resolve("biden.jpg")));
      AttendanceReport report =
          attendance.mark(
              SessionId.of("consumer"),
              Images.read(pictures.resolve("two_people.jpg")),
              Instant.now());
      report.present().forEach(one -> System.out.println("present: " + one.person().id()));
      System.out.println("unknown: " + report.unknown().size());
    }
  }
}
