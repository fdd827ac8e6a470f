/**
 * The figures of an evaluation as one page with plots, and attendance as one page: a value in, a
 * text out. Not API.
 *
 * <p>It may import the evaluations of detection and matching and the values of reports of
 * attendance, and alone it may import XChart. It reads and writes no file.
 */
@NullMarked
package io.faceattendance.cli.report;

import org.jspecify.annotations.NullMarked;
