package org.refold.split;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.split.audit.Auditor;
import org.refold.split.audit.Origin;
import org.refold.split.audit.SplitAudit;

/**
 * Training data and what was held out, over one vocabulary of items: that of {@code train}.
 *
 * <p>With strong generalisation the users of {@code train}, {@code validation} and {@code test} are
 * three different groups. With weak generalisation they are the same, and the fold-in of {@code
 * test} is everything outside the test, training and validation interactions, so that what is
 * masked in a ranking does not depend on whether a validation part was cut off. What models are
 * given of a user, {@link Holdout#histories}, are the training interactions, whatever a model can
 * do with them.
 *
 * @param spec the protocol as text, see {@link Splitter#spec}
 * @param seed the seed of its random choices
 * @param train what models are fitted on
 * @param validation what an epoch or a hyper-parameter may be chosen on
 * @param test what is reported
 * @param audit how clean the split is
 * @param side attributes of users and items, of all ids of the data set, also those that are not in
 *     the training data; {@link SideInformation#NONE} where only interactions were split
 */
public record Split(
    String spec,
    long seed,
    Interactions train,
    Optional<Holdout> validation,
    Holdout test,
    SplitAudit audit,
    SideInformation side) {

  /**
   * @throws BadInputException if the audit refuses the split
   * @throws IllegalArgumentException if a hold-out has other items than the training data
   */
  public Split {
    requireItemsOf(train, test);
    validation.ifPresent(holdout -> requireItemsOf(train, holdout));
    Optional<SplitAudit.Finding> refusal = audit.refusal();
    if (refusal.isPresent()) {
      throw new BadInputException(
          "split '%s' is refused: %s%s".formatted(spec, refusal.get().text(), audit.leftOut()));
    }
  }

  /**
   * A split out of parts that were cut elsewhere; audits it.
   *
   * @throws BadInputException if the audit refuses the split
   * @throws IllegalArgumentException if a hold-out has other items than the training data
   */
  public static Split of(
      String spec, long seed, Interactions train, Optional<Holdout> validation, Holdout test) {
    return audited(spec, seed, train, validation, test, Origin.UNKNOWN);
  }

  /**
   * The same as {@link #of}, of parts whose source is known.
   *
   * @param origin what the data were and what was left out of them
   * @throws BadInputException if the audit refuses the split
   * @throws IllegalArgumentException if a hold-out has other items than the training data
   */
  public static Split audited(
      String spec,
      long seed,
      Interactions train,
      Optional<Holdout> validation,
      Holdout test,
      Origin origin) {
    requireItemsOf(train, test);
    validation.ifPresent(holdout -> requireItemsOf(train, holdout));
    SplitAudit audit = new Auditor(train, origin).audit(validation, test);
    return new Split(spec, seed, train, validation, test, audit, SideInformation.NONE);
  }

  /** The same split, with what is known of users and items. */
  public Split withSide(SideInformation known) {
    return new Split(spec, seed, train, validation, test, audit, known);
  }

  private static void requireItemsOf(Interactions train, Holdout holdout) {
    if (!holdout.foldIn().items().equals(train.items())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a hold-out has %d items that are not the %d of the training data, in their order",
              holdout.foldIn().itemCount(),
              train.itemCount()));
    }
  }

  /**
   * A hash of the content: training data, fold-ins, fold-outs and candidates, whatever protocol or
   * file they came from. Side information does not count.
   *
   * @return SHA-256 in hexadecimal
   */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      hash(digest, "train", train);
      validation.ifPresent(holdout -> hash(digest, "validation", holdout));
      hash(digest, "test", test);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void hash(MessageDigest digest, String name, Interactions part) {
    digest.update((name + " " + part.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void hash(MessageDigest digest, String name, Holdout holdout) {
    hash(digest, name + " " + holdout.users() + " fold-in", holdout.foldIn());
    String asked = holdout.prediction().isOfNext() ? " next" : "";
    hash(digest, name + asked + " fold-out", holdout.foldOut());
    Candidates candidates = holdout.candidates();
    if (candidates != null) {
      for (int user = 0; user < candidates.userCount(); user++) {
        int[] items = candidates.of(user);
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * (items.length + 1));
        buffer.putInt(items.length).asIntBuffer().put(items);
        digest.update(buffer.rewind());
      }
    }
  }

  /**
   * All interactions of the parts, each pair once, without times: users as they come in training
   * data, validation and test, items of {@code train}. What a split that comes from files stands
   * on.
   */
  public Interactions union() {
    List<Interactions> parts = new ArrayList<>(List.of(train));
    validation.ifPresent(holdout -> parts.addAll(List.of(holdout.foldIn(), holdout.foldOut())));
    parts.addAll(List.of(test.foldIn(), test.foldOut()));
    Set<String> ids = new LinkedHashSet<>();
    parts.forEach(part -> ids.addAll(part.users().ids()));
    Vocabulary users = Vocabulary.of(List.copyOf(ids));
    InteractionsBuilder all = new InteractionsBuilder(train.hasValues(), false);
    for (Interactions part : parts) {
      int[] rows = part.users().indicesIn(users);
      for (int p = 0; p < part.size(); p++) {
        all.add(rows[part.userAt(p)], part.item(p), part.value(p), 0);
      }
    }
    return all.build(users, train.items(), Duplicates.LAST_WINS);
  }

  @Override
  public String toString() {
    return spec + " (seed " + seed + ")\n" + String.join("\n", audit.lines());
  }
}
