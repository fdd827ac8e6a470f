package io.faceattendance.cli;

import io.faceattendance.attendance.RemovalReceipt;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a removal deleted, as JSON and in words. The keys are a contract. */
final class Receipts {
  private Receipts() {}

  static Map<String, @Nullable Object> json(RemovalReceipt receipt) {
    return Result.object(
        "templates", receipt.templates(),
        "head_deleted", receipt.headDeleted(),
        "erased", receipt.erased());
  }

  static String words(RemovalReceipt receipt) {
    return Result.count(receipt.templates(), "template", "templates")
        + (receipt.headDeleted()
            ? ", and the trained head, which knew the person (head train)"
            : "")
        + (receipt.erased()
            ? ""
            : "; the store is in use: the bytes are erased when it is opened next");
  }
}
