/**
 * The command line: one class a command, each a thin layer over the facade. Not API.
 *
 * <p>It may import every other module, and alone it may import picocli, Jackson, Commons CSV, the
 * progress bar and Logback, which are optional dependencies.
 */
@NullMarked
package io.faceattendance.cli;

import org.jspecify.annotations.NullMarked;
