/**
 * A reverse-mode tape over off-heap matrices, for autoencoders on sparse histories. One training
 * step of a Mult-VAE, with operations from {@link org.refold.nn.op} and optimisers from {@link
 * org.refold.nn.optimizer}, which stand above this package:
 *
 * <pre>{@code
 * Parameter w1 = Parameter.weight("w1", items, 600, Initializer.xavierNormal(), seed); // and others
 * Tape tape = Tape.ofFloats();
 * Optimizer adam = new Adam().over(List.of(w1, b1, w2, b2, w3, b3, w4, b4));
 * SparseRows batch = new SparseRows(items); // batch.addRow(...) for each user
 *
 * double loss = adam.step(learningRate, () -> {
 *   tape.begin(Mode.TRAINING, seed, step);
 *   SparseRows x = Inputs.dropout(tape, Inputs.normalised(tape, batch), 0.5, "input");
 *   Var h = Layers.sparse(x, tape.parameter(w1), tape.parameter(b1), Activation.TANH);
 *   Var code = Layers.dense(h, tape.parameter(w2), tape.parameter(b2), Activation.IDENTITY);
 *   Var mu = Columns.slice(code, 0, 200);
 *   Var logVariance = Columns.slice(code, 200, 400);
 *   Var z = Stochastic.gaussian(mu, logVariance, "code");
 *   Var d = Layers.dense(z, tape.parameter(w3), tape.parameter(b3), Activation.TANH);
 *   Var logits = Layers.dense(d, tape.parameter(w4), tape.parameter(b4), Activation.IDENTITY);
 *   Var negativeElbo = Elements.combine(
 *       1, Losses.multinomial(logits, batch), beta, Losses.gaussianDivergence(mu, logVariance));
 *   tape.backward(negativeElbo);
 *   return negativeElbo.item();
 * });
 * }</pre>
 *
 * <p>Each operation is written once, against {@link org.refold.nn.Arithmetic}, which computes in
 * single precision for training and in double precision for checks by finite differences. Working
 * memory is reused from step to step; after the second step of a kind, a step allocates next to
 * nothing.
 */
@NullMarked
package org.refold.nn;

import org.jspecify.annotations.NullMarked;
