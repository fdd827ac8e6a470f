package io.faceattendance.cli;

import picocli.CommandLine.Command;

/** {@code evaluate verification|identification|detection|thresholds}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "How good is it, on pictures whose truth is known.",
    subcommands = {
      EvaluateVerification.class, EvaluateIdentification.class,
      EvaluateDetection.class, EvaluateThresholds.class
    })
final class EvaluateCommand {}
