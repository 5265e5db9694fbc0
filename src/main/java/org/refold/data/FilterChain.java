package org.refold.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.refold.settings.BadInputException;

/**
 * Filters that are applied one after the other, in this order: {@code value>=4, users>=5}.
 *
 * @param filters in the order of application
 */
public record FilterChain(List<Filter> filters) {

  /** Keeps everything. */
  public static final FilterChain NONE = new FilterChain(List.of());

  /** Copies the list. */
  public FilterChain {
    filters = List.copyOf(filters);
  }

  /** A chain of these filters. */
  public static FilterChain of(Filter... filters) {
    return new FilterChain(Arrays.asList(filters));
  }

  /**
   * Reads a chain from its text.
   *
   * @param text filters with commas between them; nothing for no filter
   * @throws BadInputException if a part is no filter
   */
  public static FilterChain parse(String text) {
    return new FilterChain(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(Filter::parse)
            .toList());
  }

  /**
   * Applies all filters.
   *
   * @throws BadInputException if nothing stays
   */
  public Filtered apply(Interactions data) {
    List<Step> steps = new ArrayList<>();
    Interactions current = data;
    for (Filter filter : filters) {
      Interactions next = filter.apply(current);
      steps.add(
          new Step(
              filter,
              current.userCount() - next.userCount(),
              current.itemCount() - next.itemCount(),
              current.size() - next.size()));
      current = next;
    }
    return new Filtered(current, List.copyOf(steps));
  }

  @Override
  public String toString() {
    return filters.stream().map(Filter::toString).collect(Collectors.joining(", "));
  }

  /**
   * What a filter took away.
   *
   * @param filter the filter
   * @param users how many users went
   * @param items how many items went
   * @param interactions how many interactions went
   */
  public record Step(Filter filter, int users, int items, int interactions) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: %d interactions, %d users and %d items went",
          filter,
          interactions,
          users,
          items);
    }
  }

  /**
   * What is left, and what was done.
   *
   * @param interactions those that stayed
   * @param steps what each filter took away, in order
   */
  public record Filtered(Interactions interactions, List<Step> steps) {

    /** One line for each step, and one for what is left. */
    @Override
    public String toString() {
      String done = steps.stream().map(step -> step + "\n").collect(Collectors.joining());
      return done + interactions;
    }
  }
}
