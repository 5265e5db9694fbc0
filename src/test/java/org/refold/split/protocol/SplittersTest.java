package org.refold.split.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.settings.BadInputException;
import org.refold.split.Samples;
import org.refold.split.Splitter;
import org.refold.split.files.NcfSplitter;
import org.refold.split.files.SplitLayout;

class SplittersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strong",
        "strong:heldout=500,threshold=4",
        "strong:heldout=0.1,foldout=0.25,threshold=all,minItems=20,minUsers=200,maxItems=1000",
        "strong:foldin=0,threshold=all",
        "strong-temporal:threshold=3.5",
        "strong-temporal:predict=next",
        "user-kfold:order=time,predict=every-next",
        "per-user:order=time,predict=next",
        "temporal:predict=next",
        "strong-temporal:foldin=5",
        "strong-temporal:gap=1",
        "leave-one-out:sameTime=random",
        "user-kfold",
        "user-kfold:k=5,fold=3,validation=none,order=time,foldout=0.5,minItems=3",
        "ratings",
        "ratings:test=0.25,validation=0.1",
        "per-user:test=0.1,validation=0.1,order=time,feedback=ratings,threshold=4",
        "leave-one-out",
        "leave-one-out:negatives=99,validation=none",
        "leave-one-out:negatives=100,sampling=popularity",
        "leave-one-out:negatives=lists/ml-1m.test.negative.gz",
        "kfold:k=10,fold=9,validation=0.1",
        "kfold:k=10,fold=all,validation=0.1",
        "cold-items",
        "cold-items:test=20,validation=none,among=all,feedback=ratings,threshold=4",
        "temporal:test=0.2,cold=keep,feedback=binary",
        "dir:some/pro_sg",
        "ncf:some/Data",
        "ncf:some/Data,train=file"
      })
  void theTextOfASplitterMakesAnEqualOne(String spec) {
    Splitter splitter = Splitters.parse(spec);
    assertThat(Splitters.parse(splitter.spec())).isEqualTo(splitter);
    assertThat(splitter.spec()).startsWith(spec.replaceFirst("[:].*", ""));
  }

  /** So that what was measured before keeps its name. */
  @Test
  void whatIsPredictedIsSaidOnlyWhereItIsTheNextItem() {
    assertThat(Splitters.parse("strong-temporal:predict=rest").spec()).doesNotContain("predict");
    assertThat(Splitters.parse("temporal:predict=next").spec()).contains(",predict=next,");
  }

  @Test
  void optionsReachTheRecord() {
    assertThat(Splitters.parse("strong:heldout=500,threshold=3.5,foldout=0.25"))
        .isEqualTo(new StrongSplitter().withHeldout(500).withThreshold(3.5).withFoldout(0.25));
    assertThat(Splitters.parse("per-user:order=TIME, validation = 0.1"))
        .isEqualTo(new PerUserSplitter().withOrder(Order.TIME).withValidation(0.1));
    assertThat(Splitters.parse("ncf:a,b/Data,train=file"))
        .isEqualTo(new NcfSplitter(Path.of("a,b/Data")).withTrain(NcfSplitter.Train.FILE));
  }

  @TestFactory
  List<DynamicTest> theDefaultsInTheHelpAreThoseOfTheRecords() {
    return Splitters.list().stream()
        .filter(help -> !help.options().isEmpty())
        .map(
            help ->
                DynamicTest.dynamicTest(
                    help.name(),
                    () ->
                        assertThat(Splitters.parse(help.usage()))
                            .isEqualTo(Splitters.parse(help.name()))))
        .toList();
  }

  @TestFactory
  List<DynamicTest> theHelpListsEveryOptionOfASpecification() {
    return Splitters.list().stream()
        .filter(help -> !help.options().isEmpty())
        .map(
            help ->
                DynamicTest.dynamicTest(
                    help.name(),
                    () -> {
                      String spec = Splitters.parse(help.name()).spec();
                      for (String part : spec.substring(spec.indexOf(':') + 1).split(",", -1)) {
                        String option = part.substring(0, part.indexOf('='));
                        assertThat(help.options())
                            .extracting(SplitterHelp.Option::name)
                            .contains(option);
                      }
                    }))
        .toList();
  }

  @Test
  void everySplitterOfTheDesignIsListed() {
    assertThat(Splitters.list())
        .extracting(SplitterHelp::name)
        .containsExactly(
            "strong",
            "strong-temporal",
            "user-kfold",
            "ratings",
            "per-user",
            "leave-one-out",
            "kfold",
            "cold-items",
            "temporal",
            "dir",
            "ncf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stong | did you mean 'strong'?",
        "leaveoneout | did you mean 'leave-one-out'?",
        "strong:heldot=5 | did you mean 'heldout'?",
        "strong:heldout | 'heldout' has no value",
        "strong:heldout=5,heldout=6 | stands twice",
        "strong:heldout=1.5 | neither a count such as 750 nor a share",
        "strong:heldout=-3 | neither a count",
        "strong:foldin=-1 | foldin is -1, but must be a whole number of at least 0",
        "cold-items:test=0 | test: 0 is neither a count such as 750 nor a share",
        "cold-items:among=new | among=new is unknown",
        "strong:foldout=1 | foldout is 1, but must be a share",
        "strong:threshold=four | threshold=four is not a number",
        "strong:minItems=-1 | minItems is -1",
        "strong:minItems=9,maxItems=3 | maxItems is 3",
        "ratings:test=0 | test is 0, but must be a share above 0",
        "ratings:test=NaN | test=NaN is not a number",
        "ratings:validation=1 | validation is 1",
        "per-user:order=newest | order=newest is unknown",
        "per-user:feedback=rating | did you mean 'ratings'?",
        "kfold:k=1 | k is 1, but must be a whole number of at least 2",
        "kfold:k=3,fold=3 | fold is 3, but must be a whole number from 0 to 2",
        "kfold:fold=-1 | fold is -1, but must be a whole number of at least 0",
        "kfold:k=2.5 | k=2.5 is not a whole number",
        "leave-one-out:negatives=0 | negatives is 0",
        "strong:predict=next | unknown option 'predict'",
        "per-user:predict=next | chosen at random",
        "per-user:order=time,predict=every-next | most of a history is training data",
        "temporal:predict=every-next | take predict=next",
        "strong-temporal:predict=nxt | did you mean 'next'?",
        "dir | names no folder; write dir:PATH",
        "ncf: | names no folder; write ncf:PATH"
      })
  void whatIsWrongIsSaid(String spec, String expected) {
    assertThatThrownBy(() -> Splitters.parse(spec))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void layoutsHaveNames() {
    assertThat(SplitLayout.named("VAE-CF")).isEqualTo(SplitLayout.VAE_CF);
    assertThat(SplitLayout.named("ncf")).isEqualTo(SplitLayout.NCF);
    assertThatThrownBy(() -> SplitLayout.named("vaecf"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean 'vae-cf'?");
  }

  @Test
  void emptyDataAreNamed() {
    assertThatThrownBy(() -> new RatingSplitter().split(Samples.block(0, 0), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the data have no interaction");
  }
}
