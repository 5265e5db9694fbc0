package org.refold.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refold.report.table.Table;

/** Tries a million spoilt inputs, and makes a table of what becomes of them. */
final class TrustStudy {

  private static final int BATCH = 5_000;

  /** In the order of {@link Takers#all}; the quick ones get more. */
  private static final List<Integer> INPUTS =
      List.of(300_000, 60_000, 60_000, 60_000, 320_000, 200_000);

  private TrustStudy() {}

  /**
   * Runs all, and writes the table; what failed goes to the terminal.
   *
   * @param args the folder to write to, and the share of the inputs that is tried, 1 for all
   */
  public static void main(String[] args) throws IOException {
    double share = Double.parseDouble(args[1]);
    Path folder = Files.createTempDirectory("trust");
    List<Taker> takers = new Takers(folder).all();
    Table table =
        Table.of(
            "Spoilt inputs",
            "what takes them",
            "inputs",
            "taken",
            "refused",
            "slowest ms",
            "faults");
    for (int k = 0; k < takers.size(); k++) {
      int inputs = (int) Math.round(INPUTS.get(k) * share);
      int taken = 0;
      int refused = 0;
      long slowest = 0;
      Map<String, Integer> faults = new LinkedHashMap<>();
      for (int done = 0; done < inputs; done += BATCH) {
        Tally tally = Tally.of(takers.get(k), Math.min(BATCH, inputs - done), done + 1L);
        taken += tally.taken();
        refused += tally.refused();
        slowest = Math.max(slowest, tally.slowest());
        for (Tally.Fault fault : tally.faults()) {
          if (faults.merge(fault.what(), 1, Integer::sum) == 1) {
            Path kept =
                Files.write(folder.resolve("fault-" + k + "-" + faults.size()), fault.input());
            System.out.println(takers.get(k).name() + ": " + fault.what() + ", kept in " + kept);
          }
        }
      }
      int failed = faults.values().stream().mapToInt(Integer::intValue).sum();
      table = table.row(takers.get(k).name(), inputs, taken, refused, slowest, failed);
      System.out.println(table.toText());
    }
    table =
        table.note(
            "Good input with up to six changes: bytes flipped, cut, doubled, replaced by what is"
                + " often misread, halves of two inputs put together. taken: it was good still;"
                + " refused: with a message; faults: any other exception, or an empty message.");
    table.saveAll(Path.of(args[0]), "table");
  }
}
