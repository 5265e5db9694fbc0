package org.refold.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer.RegressionType;

/**
 * Pairs of a user and an item with some numbers each, of which it is known whether the item was
 * held out: what tells how several models are to be stacked (D. Wolpert: Stacked Generalization,
 * Neural Networks 1992).
 */
public final class HeldOutPairs {

  private static final String HELD_OUT = "held out";
  private static final String NOT = "not";
  private static final int TREES = 100;

  private final String[] names;
  private final List<double[]> pairs = new ArrayList<>();
  private final List<Boolean> heldOut = new ArrayList<>();

  /** No pairs yet, of so many numbers each. */
  public HeldOutPairs(int numbers) {
    TribuoLogs.quiet();
    this.names = FeatureNames.all('f', numbers);
  }

  /**
   * Adds a pair.
   *
   * @param columns {@code [numbers][items]}; those of the item are copied
   * @param wasHeldOut whether the item was
   */
  public void add(float[][] columns, int item, boolean wasHeldOut) {
    double[] values = new double[names.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = columns[k][item];
    }
    pairs.add(values);
    heldOut.add(wasHeldOut);
  }

  /**
   * Logistic regression with Tribuo's own settings: AdaGrad at a rate of 1, five epochs.
   *
   * @return what each number adds to the logarithm of the odds that an item was held out
   */
  public float[] logistic(long seed) {
    MutableDataset<Label> data = data(new LabelFactory(), new Label(HELD_OUT), new Label(NOT));
    LinearSGDModel model =
        (LinearSGDModel)
            TrainerSettings.withSeed(new LogisticRegressionTrainer(), seed).train(data, Map.of());
    DenseMatrix of = model.getWeightsCopy();
    int yes = model.getOutputIDInfo().getID(new Label(HELD_OUT));
    int no = model.getOutputIDInfo().getID(new Label(NOT));
    float[] weights = new float[names.length];
    for (int k = 0; k < weights.length; k++) {
      int feature = model.getFeatureIDMap().getID(names[k]);
      weights[k] = (float) (of.get(yes, feature) - of.get(no, feature));
    }
    return weights;
  }

  /**
   * XGBoost with squared loss on 1 for held out and 0 for not: 100 trees of depth 4 at a rate of
   * 0.1, one thread, so that the same seed gives the same bits.
   */
  public PairTrees trees(long seed) {
    Regressor yes = new Regressor(HELD_OUT, 1);
    Regressor no = new Regressor(HELD_OUT, 0);
    MutableDataset<Regressor> data = data(new RegressionFactory(), yes, no);
    XGBoostRegressionTrainer trainer =
        new XGBoostRegressionTrainer(
            RegressionType.LINEAR, TREES, 0.1, 0, 4, 1, 1, 1, 1, 0, 1, true, seed);
    XGBoostModel<Regressor> model = trainer.train(data, Map.of());
    return PairTrees.of(model);
  }

  private <T extends Output<T>> MutableDataset<T> data(OutputFactory<T> factory, T yes, T no) {
    MutableDataset<T> data =
        new MutableDataset<>(new SimpleDataSourceProvenance("held-out pairs", factory), factory);
    for (int pair = 0; pair < pairs.size(); pair++) {
      data.add(new ArrayExample<>(heldOut.get(pair) ? yes : no, names, pairs.get(pair)));
    }
    return data;
  }
}
