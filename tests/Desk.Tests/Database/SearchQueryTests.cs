using EcomCenter.Desk.Database.Search;

namespace EcomCenter.Desk.Tests.Database;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("1-")]
    [InlineData("1 ")]
    [InlineData("好 ")]
    [InlineData("a(b)")]
    public void A_query_of_any_length_asks_for_a_bounded_number_of_words(string part)
    {
        var phrases = SearchText.ParseQuery(string.Concat(Enumerable.Repeat(part, 5_000)));
        Assert.InRange(phrases.Sum(phrase => phrase.Split(' ').Length), 1, 200);
    }

    [Theory]
    [InlineData("𠮷", "𠮷")]
    [InlineData("…𠮷𠀋!", "𠮷 𠀋")]
    public void A_word_of_signs_that_few_fonts_have_is_asked_for(string query, string phrase) =>
        Assert.Equal([phrase], SearchText.ParseQuery(query));

    [Fact]
    public void A_word_that_is_repeated_is_asked_for_once() => Assert.Equal(["红 枣"], SearchText.ParseQuery("红枣 红枣"));
}
