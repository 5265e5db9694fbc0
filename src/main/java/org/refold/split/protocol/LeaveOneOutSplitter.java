package org.refold.split.protocol;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.data.Interactions;
import org.refold.settings.Options;
import org.refold.settings.Spec;
import org.refold.split.Feedback;
import org.refold.split.Negatives;
import org.refold.split.Selected;
import org.refold.split.Selection;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.split.WeakParts;
import org.refold.split.files.NcfIds;
import org.refold.split.files.NcfNegatives;

/**
 * Holds out the newest interaction of each user for the test and, unless told otherwise, the newest
 * but one for validation: the protocol of NCF (He et al. 2017, section 4.1; without validation) and
 * of the papers on sequences (SASRec, BERT4Rec; {@code validation=given}). Every interaction is
 * positive. Weak generalisation.
 *
 * <p>A user with fewer interactions than 3 (2 without validation) keeps all of them for training
 * and is not scored. Where times are equal or missing, the last of the source is the newest.
 *
 * @param negatives what the held-out item is ranked against; lists of a file serve the test only,
 *     the validation is ranked against the whole catalogue then
 * @param validation whether the newest but one is held out for validation
 * @param selection what takes part
 */
@RecordBuilder
public record LeaveOneOutSplitter(Negatives negatives, Validation validation, Selection selection)
    implements Splitter, LeaveOneOutSplitterBuilder.With {

  static final String NAME = "leave-one-out";

  /** Whether there is a validation part. */
  public enum Validation {
    /** The newest interaction but one. */
    PREVIOUS,
    /**
     * The same, and models are given it in the test: what the papers on sequences do, whose models
     * read it without having learned from it. Models that know their users cannot: compare none of
     * them with those here.
     */
    GIVEN,
    /** None: it stays in the training data. */
    NONE
  }

  /** Full ranking, with validation. */
  public LeaveOneOutSplitter() {
    this(new Negatives.None(), Validation.PREVIOUS, Selection.ALL);
  }

  static LeaveOneOutSplitter read(Options options) {
    LeaveOneOutSplitter standard = new LeaveOneOutSplitter();
    Negatives.Sampling sampling = options.choice("sampling", Negatives.Sampling.UNIFORM);
    return new LeaveOneOutSplitter(
        Negatives.parse(options.text("negatives", "none"), sampling),
        options.choice("validation", standard.validation),
        Selection.read(options, standard.selection));
  }

  @Override
  public String spec() {
    Spec spec = new Spec(NAME).with("negatives", negatives);
    if (negatives instanceof Negatives.Sampled sampled) {
      spec.with("sampling", sampled.sampling());
    }
    spec.with("validation", validation);
    return selection.writeTo(spec).toString();
  }

  @Override
  public Split split(Interactions data, long seed) {
    Selected selected =
        selection.of(data).compact().with(Feedback.BINARY).notingOrder(selection.sameTime());
    WeakParts parts = new WeakParts(selected);
    Interactions rows = parts.data();
    int held = validation == Validation.NONE ? 1 : 2;
    if (validation == Validation.GIVEN) {
      parts.giveValidation();
    }
    for (int user = 0; user < rows.userCount(); user++) {
      if (rows.count(user) > held) {
        parts.toTest(rows.end(user) - 1);
        if (validation != Validation.NONE) {
          parts.toValidation(rows.end(user) - 2);
        }
      }
    }
    if (negatives instanceof Negatives.Sampled sampled) {
      CandidateSampler sampler = new CandidateSampler(rows, sampled);
      parts.rankValidation(sampler.draw(parts.validation(), seed, "validation"));
      parts.rankTest(sampler.draw(parts.test(), seed, "test"));
    } else if (negatives instanceof Negatives.FromFile file) {
      NcfNegatives lists = NcfNegatives.read(file.file(), rows.userCount(), NcfIds.raw(rows));
      parts.rankTest(lists.candidates(parts.test()));
      parts.note(lists.finding());
    }
    return parts.split(spec(), seed);
  }
}
