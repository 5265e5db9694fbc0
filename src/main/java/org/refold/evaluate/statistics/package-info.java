/**
 * Whether two models differ, and by how much: paired comparisons user by user, their intervals and
 * tests, and what seeds vary beside what users vary.
 *
 * <p>All of it takes users as drawn at random and independently of each other, and their
 * differences, not their values, as what is looked at; no model is fitted twice, so nothing here
 * speaks of other splits, and of other seeds only {@link org.refold.evaluate.statistics.Variation}
 * does. {@link org.refold.evaluate.statistics.StudentTest} asks whether the mean difference is 0
 * and takes the mean as near enough to normal, which hundreds of users make it: the one to go by.
 * {@link org.refold.evaluate.statistics.RandomisationTest} needs no distribution, only that either
 * sign of a difference was as likely if the models did not differ: the one for few users. {@link
 * org.refold.evaluate.statistics.WilcoxonTest} asks something else, whether differences lie
 * symmetrically about 0, and is here for comparison with published tests. {@link
 * org.refold.evaluate.statistics.Bootstrap} gives the mean difference an interval without taking it
 * as normal, but is too short for a dozen users. With thousands of users nearly any difference is
 * significant: then {@link org.refold.evaluate.statistics.EffectSize} and the interval say whether
 * it matters, and p does not. Of several comparisons some are significant by chance, so p-values of
 * a table are read after an {@link org.refold.evaluate.statistics.Adjustment}. Before all that,
 * models must be tuned alike: no test notices a baseline that was not.
 */
@NullMarked
package org.refold.evaluate.statistics;

import org.jspecify.annotations.NullMarked;
