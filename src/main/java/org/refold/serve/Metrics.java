package org.refold.serve;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened since the start, as Prometheus reads it (text format 0.0.4). */
final class Metrics {

  /** The content type of the text. */
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> unknown = new ConcurrentSkipListMap<>();
  private final Map<String, Histogram> seconds = new ConcurrentSkipListMap<>();
  private final LongAdder reloads = new LongAdder();

  /**
   * Counts a request.
   *
   * @param path one of those that are served, or one name for all others
   */
  void answered(String path, int status, long nanos) {
    String label = label("path", path);
    count(requests, label + "," + label("status", Integer.toString(status)), 1);
    count(failures, label, status >= 500 ? 1 : 0);
    seconds.computeIfAbsent(label, first -> new Histogram()).add(nanos);
  }

  /** Counts items of histories that a model does not know. */
  void unknownItems(String model, int number) {
    count(unknown, label("model", model), number);
  }

  /** Counts that models were loaded again. */
  void reloaded() {
    reloads.increment();
  }

  private static void count(Map<String, LongAdder> counters, String labels, long number) {
    counters.computeIfAbsent(labels, first -> new LongAdder()).add(number);
  }

  /** A label, its value escaped as the format asks for. */
  private static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + '"';
  }

  /** All lines. */
  String text(Models models, Admission admission) {
    StringBuilder text = new StringBuilder();
    counters(text, "refold_requests_total", "Requests by path and status.", requests);
    counters(text, "refold_failures_total", "Answers with a status of 500 or more.", failures);
    head(text, "refold_request_seconds", "histogram", "Time from request to answer.");
    seconds.forEach((labels, each) -> each.write("refold_request_seconds", labels, text));
    counters(text, "refold_unknown_items_total", "Items of histories, not known.", unknown);
    head(text, "refold_reloads_total", "counter", "How often models were loaded again.");
    line(text, "refold_reloads_total", "", reloads.sum());
    head(text, "refold_requests_running", "gauge", "Requests that run now.");
    line(text, "refold_requests_running", "", admission.running());
    head(text, "refold_model_info", "gauge", "The models that are served.");
    for (Served.About each : models.about()) {
      String labels =
          String.join(
              ",",
              label("model", each.name()),
              label("recommender", each.recommender()),
              label("weights_sha256", each.weightsSha256()));
      line(text, "refold_model_info", labels, 1);
    }
    head(text, "refold_model_items", "gauge", "Items that a model knows.");
    for (Served.About each : models.about()) {
      line(text, "refold_model_items", label("model", each.name()), each.items());
    }
    head(text, "refold_model_loaded_seconds", "gauge", "When it was loaded, in seconds of Unix.");
    for (Served.About each : models.about()) {
      long loaded = Instant.parse(each.loaded()).getEpochSecond();
      line(text, "refold_model_loaded_seconds", label("model", each.name()), loaded);
    }
    return text.toString();
  }

  private static void counters(
      StringBuilder text, String name, String help, Map<String, LongAdder> counters) {
    head(text, name, "counter", help);
    counters.forEach((labels, count) -> line(text, name, labels, count.sum()));
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, String labels, long value) {
    String inside = labels.isEmpty() ? "" : "{" + labels + "}";
    text.append(String.format(Locale.ROOT, "%s%s %d\n", name, inside, value));
  }
}
