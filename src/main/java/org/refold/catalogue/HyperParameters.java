package org.refold.catalogue;

import java.util.Map;

/** What the names of hyper-parameters mean: each is used for one thing, in all recommenders. */
final class HyperParameters {

  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          // all recommenders
          Map.entry("latent", "units of the code, or factors of a user and an item"),
          Map.entry("hidden", "units of each hidden layer, from the input on"),
          Map.entry("activation", "function of the hidden layers"),
          Map.entry("dropout", "share of the input set to zero in training"),
          Map.entry("corruption", "how the input is corrupted before it is reconstructed"),
          Map.entry("maskRatio", "share of the entries that are hidden and to be reconstructed"),
          Map.entry(
              "beta", "weight of the Kullback-Leibler divergence at the end of its annealing"),
          Map.entry(
              "annealSteps",
              "training steps over which beta would rise to 1, if its cap did not stop it"),
          Map.entry("learningRate", "step size of the optimiser"),
          Map.entry("weightDecay", "share of a weight taken off per unit of learning rate"),
          Map.entry("l2", "weight of half the squared length of the weights in the loss"),
          Map.entry("momentum", "share of the last step that is kept in the next"),
          Map.entry("epochs", "passes over the training data, at most"),
          Map.entry("batchSize", "users or interactions of one training step"),
          Map.entry("negatives", "items drawn as not liked for each that is"),
          Map.entry("patience", "epochs without a better validation score before training stops"),
          Map.entry("lambda", "ridge added to the diagonal of the Gram matrix, in users"),
          Map.entry("neighbours", "how many neighbours are kept"),
          Map.entry("shrink", "users added to the denominator of a similarity"),
          Map.entry("seed", "number that all random streams are derived from"),
          // some
          Map.entry("codeDropout", "share of the units of the code set to zero in training"),
          Map.entry("noise", "standard deviation of the noise on the code in training"),
          Map.entry("outputActivation", "function of the output"),
          Map.entry("loss", "how far an output is from its target"),
          Map.entry("tying", "whether the decoder has weights of its own"),
          Map.entry("outputItems", "the items whose reconstruction counts in the loss"),
          Map.entry("likelihood", "how likely a history is under the outputs of the decoder"),
          Map.entry("unobservedWeight", "weight of a pair not observed, against 1 of one that was"),
          Map.entry(
              "frequencyExponent",
              "how regularisation grows with the interactions of a user or item: 0 not, 1 in"
                  + " proportion"),
          Map.entry("similarity", "how the likeness of two items or users is computed"),
          Map.entry("optimizer", "how the loss is made small"),
          Map.entry(
              "rateDecay",
              "how the learning rate falls: none, linear, cosine, or steps(0.96,50) for a factor"
                  + " every so many epochs"),
          Map.entry(
              "firstWeights",
              "how weights are drawn at first: xavier, or by standard deviation: normal(0.03),"
                  + " truncated-normal(0.03)"),
          Map.entry("normalisation", "what is done to the similarities of one list of neighbours"),
          Map.entry("bias", "the terms of a prediction besides the inner product"),
          Map.entry("foldIn", "what is made of a user who was not in training"),
          Map.entry("userL2", "weight of half the squared length of a user's vector"),
          Map.entry(
              "negativeL2", "weight of half the squared length of a vector drawn as negative"),
          Map.entry("negativeItems", "how items outside a history are drawn"),
          Map.entry("mlpLatent", "numbers of a user's and an item's vector in the perceptron"),
          Map.entry("alpha", "share of the product in the pre-trained output"),
          Map.entry(
              "pretrainingEpochs", "epochs of what training begins with, 0 for random numbers"),
          Map.entry("objective", "what training makes small"),
          Map.entry("history", "whether the items of the history are features of the user"),
          Map.entry("linearL2", "weight of half the squares of what a feature adds by itself"),
          Map.entry("layers", "how often vectors are handed on along the graph"),
          Map.entry("draw", "how the interactions of triples are drawn"),
          Map.entry("channels", "images that each convolution makes"),
          Map.entry("filterL2", "weight of squares of filters in the loss of a batch"),
          Map.entry("outputL2", "weight of squares of the output layer in the loss of a batch"),
          Map.entry("dimensions", "the order of dimensions of pre-trained vectors"),
          Map.entry("solver", "the algorithm that makes the loss small"),
          Map.entry("side", "whose attributes are learned from: none, users, items or both"),
          Map.entry("sideL2", "weight of squares of what is learned of attributes"),
          Map.entry("precision", "the floating-point numbers that a closed form is solved in"));

  private HyperParameters() {}

  /**
   * What a hyper-parameter is, in one line.
   *
   * @throws IllegalStateException if the name is not one of those that may be used
   */
  static String meaning(String name) {
    String meaning = MEANINGS.get(name);
    if (meaning == null) {
      throw new IllegalStateException(
          "hyper-parameter '%s' has no meaning yet: use a name that exists or add it here"
              .formatted(name));
    }
    return meaning;
  }
}
