package org.refold.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.catalogue.Catalogue;
import org.refold.data.Interactions;
import org.refold.data.TitleSearch;
import org.refold.data.Vocabulary;
import org.refold.recommend.Fitted;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Recommender;

/** Models that are closed while they are loaded again. */
class ModelsTest {

  /** A model that says when it is closed. */
  private record Watched(Model model, CountDownLatch closed) implements Model {
    @Override
    public Recommender recommender() {
      return model.recommender();
    }

    @Override
    public Vocabulary items() {
      return model.items();
    }

    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      model.score(histories, from, to, scores);
    }

    @Override
    public void save(ModelWriter file) {
      model.save(file);
    }

    @Override
    public void close() {
      model.close();
      closed.countDown();
    }
  }

  @TempDir private Path folder;

  @Test
  void closingDoesNotWaitForWhatIsLoadedAgainWhichIsClosedToo() throws Exception {
    Saved.save("ease", Map.of(), folder.resolve("ease"));
    List<CountDownLatch> closed = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    Models.Loader loader =
        (name, path) -> {
          begun.countDown();
          if (begun.getCount() == 0) {
            await(release);
          }
          closed.add(new CountDownLatch(1));
          return served(name, path, closed.get(closed.size() - 1));
        };
    Models models = Models.load(Map.of("ease", folder.resolve("ease")), loader);
    CompletableFuture<Void> reload = CompletableFuture.runAsync(() -> reload(models));
    begun.await();
    models.close();
    assertThat(closed).hasSize(1);
    assertThat(closed.get(0).getCount()).isZero();
    assertThat(reload).isNotDone();
    release.countDown();
    reload.join();
    assertThat(closed).hasSize(2);
    assertThat(closed.get(1).getCount()).isZero();
    assertThatThrownBy(() -> models.get(Optional.empty()).ask(Served::name))
        .hasMessageContaining("stopping");
  }

  private static void await(CountDownLatch release) {
    try {
      assertThat(release.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void reload(Models models) {
    try {
      models.reload(models.names());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Served served(String name, Path path, CountDownLatch closed) throws IOException {
    ModelFile file = ModelFile.open(path);
    Model model = new Watched(Catalogue.load(file).model(), closed);
    return new Served(
        name,
        file,
        Fitted.of(model),
        Saved.titles(),
        TitleSearch.of(Saved.titles()),
        Instant.now());
  }
}
