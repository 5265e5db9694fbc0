package org.refold.cli;

import org.jspecify.annotations.Nullable;
import org.refold.report.chart.FigureFiles;
import org.refold.report.chart.Print;
import org.refold.settings.BadInputException;
import picocli.CommandLine.Option;

/** How figures are written. */
final class FigureOptions {

  /** Where a figure stands in a paper. */
  private enum Width {
    COLUMN,
    PAGE;

    private Print print() {
      return this == COLUMN ? Print.column() : Print.page();
    }
  }

  @Option(names = "--pdf", description = "also writes each figure as PDF")
  private boolean pdf;

  @Option(
      names = "--width",
      paramLabel = "column|page",
      description = "sets figures for print: 3.3 or 6.9 inches wide, PNG at 300 dpi")
  private @Nullable Width width;

  @Option(
      names = "--font-size",
      paramLabel = "POINTS",
      description = "with --width: the smallest letters (7 in a column, 8 on a page)")
  private @Nullable Double fontSize;

  @Option(
      names = "--no-title",
      description = "with --width: leaves titles out, which are the caption's business")
  private boolean noTitle;

  /**
   * What is asked for.
   *
   * @throws BadInputException if letters are asked for without a width, or are too large for it
   */
  FigureFiles chosen() {
    FigureFiles files = pdf ? FigureFiles.usual().withPdf() : FigureFiles.usual();
    if (width == null) {
      if (fontSize != null || noTitle) {
        throw new BadInputException(
            "--font-size and --no-title say how a figure is set in print; write --width column or"
                + " --width page beside them");
      }
      return files;
    }
    Print print = width.print().withTitle(!noTitle);
    return files.with(fontSize == null ? print : print.withFontSize(fontSize));
  }
}
