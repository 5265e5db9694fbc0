package org.refold.onnx;

import org.refold.blend.BlendModel;
import org.refold.model.baseline.Popularity;
import org.refold.model.baseline.RatingUserKnnModel;
import org.refold.model.factor.IalsModel;
import org.refold.model.linear.UserKnnModel;
import org.refold.model.masked.MaeCnnModel;
import org.refold.recommend.Model;
import org.refold.settings.BadInputException;
import org.refold.train.neural.ItemRatingModel;
import org.refold.train.neural.PairModel;

/** Why a model has no ONNX file. */
final class NotExportable {

  private NotExportable() {}

  /**
   * What to throw.
   *
   * @param why a sentence without its first words, such as {@code "it searches for neighbours"}
   */
  static BadInputException of(Model model, String why) {
    return new BadInputException(
        "%s cannot be written as ONNX: %s".formatted(model.recommender().name(), why));
  }

  /** Of a model whose scores are neither a pass nor products. */
  static String reason(Model model) {
    if (model instanceof IalsModel) {
      return "the vector of a user is the solution of a system of equations of its own, and ONNX"
          + " has no operator that solves one; content-map and dropout-net, which are fitted on"
          + " its vectors, can be written for the users of their training data";
    }
    if (model instanceof UserKnnModel || model instanceof RatingUserKnnModel) {
      return "it searches the histories of all training users for neighbours, which would have to"
          + " be in the file; item-knn keeps a matrix of items and can be written";
    }
    if (model instanceof PairModel) {
      return "a network scores each pair of a user and an item, and the numbers of a user who is"
          + " not in the training data are found by descent; gmf, whose scores are products, can"
          + " be written";
    }
    if (model instanceof MaeCnnModel) {
      return "it reads the histories of training users around that of a user, which would have to"
          + " be in the file; mae-mlp reads the history alone and can be written";
    }
    if (model instanceof ItemRatingModel) {
      return "each user of the training data is an output of its own, and histories are not read;"
          + " u-autorec reads the ratings of a user and can be written";
    }
    if (model instanceof BlendModel) {
      return "it joins the rankings of several models; write its members one by one, after fitting"
          + " each of them alone";
    }
    if (model.recommender() instanceof Popularity) {
      return "it reads no history, and its scores are the same for everybody: the counts of users"
          + " in weights.safetensors of the model file; ease is a small model that can be"
          + " written";
    }
    return "its scores are neither one pass of a network nor products with a matrix of its model"
        + " file";
  }
}
