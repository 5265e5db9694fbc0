package org.refold.split.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.data.Interactions;

/**
 * Where the parts of a split came from, for the audit.
 *
 * @param source the data before any filter, or null where the parts come from files
 * @param dropped what filters left out
 * @param findings what the splitter itself has found
 */
public record Origin(
    @Nullable Interactions source,
    List<SplitAudit.Dropped> dropped,
    List<SplitAudit.Finding> findings) {

  /** Parts of which nothing more is known. */
  public static final Origin UNKNOWN = new Origin(null, List.of(), List.of());

  public Origin {
    dropped = List.copyOf(dropped);
    findings = List.copyOf(findings);
  }

  /** Data that no filter has touched. */
  public static Origin of(Interactions source) {
    return new Origin(source, List.of(), List.of());
  }

  public Origin withDropped(SplitAudit.Dropped more) {
    if (more.users() == 0 && more.interactions() == 0) {
      return this;
    }
    List<SplitAudit.Dropped> all = new ArrayList<>(dropped);
    all.add(more);
    return new Origin(source, all, findings);
  }

  public Origin withFinding(SplitAudit.Finding more) {
    List<SplitAudit.Finding> all = new ArrayList<>(findings);
    all.add(more);
    return new Origin(source, dropped, all);
  }
}
