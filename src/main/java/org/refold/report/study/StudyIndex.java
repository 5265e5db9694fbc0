package org.refold.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.refold.report.table.MarkdownTable;
import org.refold.report.table.Table;
import org.refold.study.Study;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialResult;

/** The page that a results folder opens with. */
final class StudyIndex {

  private final StudyResult result;
  private final Study study;
  private final StringBuilder page = new StringBuilder();

  private StudyIndex(StudyResult result) {
    this.result = result;
    this.study = result.study();
  }

  /**
   * The page in Markdown.
   *
   * @param table the results
   * @param findings each arm against the base, where they were compared
   * @param plan what was planned beside what came of it, where there was a plan
   * @param segments the results broken down, where they are
   * @param conventions what was measured, in full
   * @param figures the names of the figures, without endings
   */
  static String of(
      StudyResult result,
      Table table,
      Optional<Table> findings,
      Optional<Table> plan,
      Optional<Table> segments,
      Table conventions,
      Set<String> figures) {
    StudyIndex index = new StudyIndex(result);
    index.facts();
    index.results(table, findings.isPresent());
    findings.ifPresent(index::section);
    plan.ifPresent(index::section);
    segments.ifPresent(index::segments);
    index.figures(figures);
    index.failures();
    index.paragraph("## Metrics");
    index.page.append('\n').append(conventions.toMarkdown());
    return index.page.toString();
  }

  private void paragraph(String text) {
    page.append(page.isEmpty() ? "" : "\n").append(text).append('\n');
  }

  private void facts() {
    paragraph("# " + MarkdownTable.escaped(study.name()));
    paragraph(
        "`./refold report %s` makes this page, its tables and its figures from `study.json` and"
                .formatted(study.name())
            + " `trials/`.");
    List<String> facts = new ArrayList<>();
    facts.add("data: " + data());
    facts.add("split: `%s`, %s".formatted(study.splitter().spec(), splitSeeds()));
    facts.add("seeds: " + study.seeds());
    study.factors().forEach(factor -> facts.add("varied: `" + factor + "`"));
    facts.add(
        String.format(
            Locale.ROOT,
            "trials: %d finished, %d failed, %d missing",
            result.finished().size(),
            result.failed().size(),
            result.missing().size()));
    Set<String> code = new TreeSet<>();
    result.trials().forEach(trial -> code.add(trial.code()));
    if (!code.isEmpty()) {
      facts.add("code: " + String.join(", ", code));
    }
    page.append('\n');
    facts.forEach(fact -> page.append("- ").append(fact).append('\n'));
  }

  private String data() {
    return result.trials().stream()
        .map(TrialResult::data)
        .findFirst()
        .map(StudyIndex::describe)
        .orElse("`" + study.data() + "`");
  }

  private static String describe(DataFingerprint source) {
    String beside = source.attributesFrom();
    return String.format(
        Locale.ROOT,
        "`%s`, %d users, %d items, %d interactions, SHA-256 `%s`%s",
        source.name(),
        source.users(),
        source.items(),
        source.interactions(),
        source.sha256(),
        beside == null ? "" : ", attributes from `" + beside + "`");
  }

  private String splitSeeds() {
    String folds = study.folds().size() > 1 ? ", each fold in turn" : "";
    return switch (study.scope()) {
      case FIT -> "the same for all trials, seed " + study.splitSeed() + folds;
      case SPLIT_AND_FIT -> "a new one for each seed" + folds;
    };
  }

  private void results(Table table, boolean compared) {
    paragraph("## Results");
    if (table.rows().isEmpty()) {
      paragraph("No trial has finished.");
      return;
    }
    page.append('\n').append(table.toMarkdown());
    String more = compared ? "; all comparisons: [comparison.md](comparison.md)" : "";
    paragraph("All digits: [table.csv](table.csv)" + more + ".");
  }

  private void section(Table table) {
    paragraph("## " + MarkdownTable.escaped(table.title()));
    page.append('\n').append(table.toMarkdown());
  }

  private void segments(Table table) {
    paragraph("## Segments");
    page.append('\n').append(table.toMarkdown());
    paragraph("All digits: [segments.csv](segments.csv).");
  }

  private void figures(Set<String> figures) {
    if (!figures.isEmpty()) {
      paragraph("## Figures");
    }
    figures.forEach(figure -> paragraph("![%s](%s.png)".formatted(figure, figure)));
  }

  private void failures() {
    StudyTables.failures(result)
        .ifPresent(
            table -> {
              paragraph("## Failed trials");
              page.append('\n').append(table.toMarkdown());
            });
    if (!result.missing().isEmpty()) {
      paragraph("## Missing trials");
      page.append('\n');
      result
          .missing()
          .forEach(
              trial ->
                  page.append("- ").append(MarkdownTable.escaped(trial.toString())).append('\n'));
    }
  }
}
