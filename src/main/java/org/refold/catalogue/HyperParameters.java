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
          Map.entry(
              "dropout",
              "share of the input set to zero in training; in transformers also of attention and of"
                  + " what blocks add"),
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
          Map.entry(
              "negatives",
              "items drawn as not liked: for each that is; of gru4rec and lstm4rec for each step,"
                  + " of sampled-ce for each user; of sasrec 0 for as many as the loss's authors"
                  + " draw"),
          Map.entry("patience", "epochs without a better validation score before training stops"),
          Map.entry("lambda", "ridge added to the diagonal of the Gram matrix, in users"),
          Map.entry("neighbours", "how many neighbours are kept"),
          Map.entry("shrink", "users added to the denominator of a similarity"),
          Map.entry(
              "itemShrink", "ratings of no difference from the mean that each item has besides"),
          Map.entry(
              "userShrink", "ratings of no difference from the mean that each user has besides"),
          Map.entry("l1", "weight of the sum of the sizes of the weights in the loss"),
          Map.entry(
              "layers",
              "how many layers are stacked, or how often vectors are handed on along "
                  + "the graph"),
          Map.entry(
              "alpha",
              "exponent of the probabilities of a walk, or of a length in an asymmetric"
                  + " similarity"),
          Map.entry(
              "popularityExponent",
              "exponent of an item's users, by which it is held down or its weight grows where it"
                  + " is not observed"),
          Map.entry("weighting", "what an interaction weighs before similarities are computed"),
          Map.entry(
              "neighbourhood", "who votes: the user's nearest, or those nearest to whom it is"),
          Map.entry("offset", "what ratings are compared with before they are averaged"),
          Map.entry("density", "elements of sparse factors as a share of all pairs of items"),
          Map.entry("rho", "how strongly the two copies of the weights are held together"),
          Map.entry("sign", "whether weights between items may be negative"),
          Map.entry("tolerance", "largest change of a weight in a pass that ends a fit"),
          Map.entry(
              "sideWeight", "what a feature of items weighs against a user; 0 leaves them out"),
          Map.entry("maxLength", "the last items of a history that are read"),
          Map.entry(
              "windows",
              "what training reads of a longer history: its last items, disjoint windows or"
                  + " overlapping ones"),
          Map.entry(
              "tokens",
              "items of one training step at most, in histories of similar lengths; 0 for no"
                  + " bound"),
          Map.entry("heads", "heads of attention; they divide the units"),
          Map.entry("blocks", "blocks or layers one upon the other"),
          Map.entry("seed", "number that all random streams are derived from"),
          // some
          Map.entry("members", "models with settings of their own in brackets, joined by +"),
          Map.entry("norm", "how scores of several models come to one scale"),
          Map.entry("learner", "how it is found what each model of a blend weighs"),
          Map.entry("contentRidge", "ridge of the regression from attributes to vectors"),
          Map.entry("candidates", "items with the best scores of a user that pairs are drawn from"),
          Map.entry("pairs", "pairs of each user that an epoch draws"),
          Map.entry("taskWeights", "how losses of several tasks become one: fixed, uncertainty"),
          Map.entry("contentColumns", "columns that categories and words of items are hashed to"),
          Map.entry("modalityDropout", "share of users of whom training hides a whole modality"),
          Map.entry("modalityWeight", "what each hidden attribute weighs against hidden items"),
          Map.entry("attributeWeight", "what each attribute weighs against items in the loss"),
          Map.entry("sideAt", "where attributes of users enter: none, input, code, both"),
          Map.entry("historyDropout", "share of users whose whole history is dropped in training"),
          Map.entry("sideDropout", "share of users whose attributes are dropped in training"),
          Map.entry("codeDropout", "share of the units of the code set to zero in training"),
          Map.entry("emphasis", "how much corrupted entries count in the loss, against the others"),
          Map.entry("layerCorruption", "how pre-training corrupts the units below a layer"),
          Map.entry("pretrainEpochs", "passes over the data for each layer before all are trained"),
          Map.entry(
              "mask", "how likely an item is to be hidden: uniform, activity(a), popularity(g)"),
          Map.entry("lossOver", "the entries that the loss sums over: hidden ones, or all"),
          Map.entry("softmaxOver", "the items in the denominator of the softmax"),
          Map.entry("scale", "what the visible part of a history is divided by"),
          Map.entry("gamma", "weight of the divergence for each item of a user's history"),
          Map.entry("encoderPasses", "passes over the data in which the encoder is trained alone"),
          Map.entry("topHidden", "units of the layers between the lower code and the upper one"),
          Map.entry("topLatent", "units of the upper code"),
          Map.entry("quantisation", "how a choice of codes is made"),
          Map.entry("groups", "how many choices a code has"),
          Map.entry("codes", "what each choice is out of"),
          Map.entry("codeUnits", "length of a vector of a codebook"),
          Map.entry("temperature", "how soft a choice is at each step"),
          Map.entry(
              "confidence", "weight of an entry that was observed: linear(alpha), log(a,eps)"),
          Map.entry("decoderLayers", "how many layers the decoder has"),
          Map.entry("vectorUnits", "units of the vector of an item"),
          Map.entry("rankingLoss", "how far an item of a history is from being ahead of another"),
          Map.entry("refeeds", "how often the output is fed in again, with an update each time"),
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
          Map.entry(
              "batches",
              "whether a step reads whole histories, or an item of each of some sessions side by"
                  + " side"),
          Map.entry("form", "where the reset gate of a GRU acts"),
          Map.entry(
              "samplingExponent",
              "exponent of popularity in drawing negatives, 0 for all items alike"),
          Map.entry(
              "logQ",
              "share of the correction of scores for how often negatives are drawn, of a softmax"
                  + " over them"),
          Map.entry("regularisation", "weight of the squared scores of negatives in bpr-max"),
          Map.entry("lastOnly", "share of histories of which the last item alone is hidden"),
          Map.entry("embedding", "units of the vector of an item that is read"),
          Map.entry("state", "units of a recurrent layer"),
          Map.entry("imageOrder", "how users and items are ordered into the image"),
          Map.entry("tileUsers", "users of a tile of the image"),
          Map.entry("tileItems", "items of a tile of the image"),
          Map.entry("filters", "filters of each width of a convolution over a history"),
          Map.entry("width", "items of the widest window; there is one of each odd width up to it"),
          Map.entry("nextItems", "how many items each place of a history predicts"),
          Map.entry("details", "whether deviations of the authors' code are kept"),
          Map.entry("sight", "whether an item attends to those that come later"),
          Map.entry("order", "whether attention knows where items are"),
          Map.entry("posterior", "what an encoder says of a code: one, or a Gaussian"),
          Map.entry("block", "how attention, normalisation and sums fit together in a block"),
          Map.entry(
              "calibration",
              "how far sampled negatives are corrected for in the weight of the next item, 0 not"),
          Map.entry("similarity", "how the likeness of two items or users is computed"),
          Map.entry(
              "optimizer",
              "how the loss is made small: adam, adam(0.98) with another beta2, sgd, sgd(0.9) with"
                  + " momentum, adagrad, rprop, l-bfgs"),
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
          Map.entry("gmfShare", "share of the product in the pre-trained output"),
          Map.entry(
              "pretrainingEpochs", "epochs of what training begins with, 0 for random numbers"),
          Map.entry("objective", "what training makes small"),
          Map.entry("history", "whether the items of the history are features of the user"),
          Map.entry("linearL2", "weight of half the squares of what a feature adds by itself"),
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
