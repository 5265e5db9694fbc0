package org.refold.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.refold.settings.BadInputException;

class AttributesTest {

  private static final Attributes FILMS =
      Attributes.none(Vocabulary.of(List.of("7", "8", "9")))
          .with(Attributes.TITLE, new AttributeColumn.Texts(List.of("Alpha", "", "Gamma")))
          .with(Attributes.YEAR, new AttributeColumn.Numbers(new double[] {1995, Double.NaN, 2001}))
          .with(
              "genres",
              AttributeColumn.Categories.of(
                  List.of(List.of("Drama", "War"), List.of(), List.of("War", "Comedy", "War"))));

  @Test
  void titlesFallBackToTheRawId() {
    assertThat(FILMS.title(0)).isEqualTo("Alpha");
    assertThat(FILMS.title(1)).isEqualTo("8");
    assertThat(FILMS.year(0)).hasValue(1995);
    assertThat(FILMS.year(1)).isEmpty();
    assertThat(Attributes.none(FILMS.vocabulary()).title(2)).isEqualTo("9");
  }

  @Test
  void aTitleIsFoundWhereItStandsFirst() {
    Attributes twice =
        FILMS.with(Attributes.TITLE, new AttributeColumn.Texts(List.of("Alpha", "Beta", "Beta")));
    assertThat(twice.indexOfTitle("Beta")).hasValue(1);
    assertThat(twice.indexOfTitle("beta")).isEmpty();
    assertThat(Attributes.none(FILMS.vocabulary()).indexOfTitle("7")).isEmpty();
  }

  @Test
  void onlyThoseOfOneCategoryHaveALabel() {
    Attributes films =
        FILMS.with(
            "genres",
            AttributeColumn.Categories.of(
                List.of(List.of("Drama", "War"), List.of("Comedy", "Comedy"), List.of())));
    assertThat(films.onlyCategories("genres")).isEqualTo(Map.of("8", "Comedy"));
    assertThatThrownBy(() -> films.onlyCategories("year")).isInstanceOf(BadInputException.class);
  }

  @Test
  void categoriesAreNumberedByFirstAppearance() {
    AttributeColumn.Categories genres = FILMS.categories("genres");
    assertThat(genres.labels()).containsExactly("Drama", "War", "Comedy");
    assertThat(genres.of(2)).containsExactly(1, 2);
    assertThat(genres.namesOf(2)).containsExactly("War", "Comedy");
    assertThat(genres.isKnown(1)).isFalse();
    assertThat(genres.counts()).containsExactly(1, 2, 1);
  }

  @Test
  void anotherVocabularyKeepsWhatIsKnown() {
    Attributes some = FILMS.alignedWith(Vocabulary.of(List.of("9", "new", "7")));
    assertThat(some.title(0)).isEqualTo("Gamma");
    assertThat(some.title(1)).isEqualTo("new");
    assertThat(some.year(2)).hasValue(1995);
    assertThat(some.categories("genres").namesOf(0)).containsExactly("War", "Comedy");
    assertThat(some.categories("genres").labels()).isEqualTo(FILMS.categories("genres").labels());
    assertThat(some).hasToString("title, year, genres of 3 ids");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> FILMS.categories("genre"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'genre'")
        .hasMessageContaining("did you mean 'genres'");
    assertThatThrownBy(() -> FILMS.numbers("title")).isInstanceOf(BadInputException.class);
  }

  @Test
  void aColumnMustHaveTheRightSize() {
    assertThatThrownBy(() -> FILMS.with("language", new AttributeColumn.Texts(List.of("en", "fr"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'language' is for 2");
  }
}
