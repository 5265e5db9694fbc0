package org.refold.train.neural;

import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Model;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Recommender;
import org.refold.train.Training;

/**
 * What all models that are networks share: parameters to save and to free, and tapes to score on.
 */
public abstract class NeuralModel implements Model {

  private final Recommender recommender;
  private final Vocabulary items;
  private final Scope scope;
  private final ScoringTapes tapes = new ScoringTapes();

  /**
   * @param scope made the parameters
   */
  protected NeuralModel(Recommender recommender, Vocabulary items, Scope scope) {
    this.recommender = recommender;
    this.items = items;
    this.scope = scope;
  }

  @Override
  public final Recommender recommender() {
    return recommender;
  }

  @Override
  public final Vocabulary items() {
    return items;
  }

  /**
   * The numbers of a parameter, which must not be changed.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public final Matrix parameter(String name) {
    return scope.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no parameter '" + name + "'"))
        .value();
  }

  /** What made the parameters. */
  final Scope scope() {
    return scope;
  }

  /** Empties the gradients of all parameters. */
  final void forgetGradients() {
    Tape.forgetGradients(scope.parameters());
  }

  /** The same, and frees their memory. */
  final void releaseGradients() {
    scope.parameters().forEach(parameter -> parameter.gradient().release());
  }

  /** The tapes that scores are computed on. */
  protected final ScoringTapes tapes() {
    return tapes;
  }

  /**
   * The products of dense matrices that training such a model consists of: what an epoch cannot be
   * quicker than.
   *
   * @param train the training data
   * @param training how it is trained on them
   */
  public abstract DenseProducts denseProducts(Interactions train, Training training);

  /** Hands over all parameters; subclasses add what else they need. */
  @Override
  public void save(ModelWriter file) {
    for (Parameter parameter : scope.parameters()) {
      file.add(parameter.name(), parameter.value());
    }
  }

  /** Frees the parameters and the working memory of scoring. */
  @Override
  public void close() {
    tapes.close();
    scope.close();
  }
}
