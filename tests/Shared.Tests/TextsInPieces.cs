using EcomCenter.Texts;

namespace EcomCenter.Shared.Tests;

public class TextsInPieces
{
    [Fact]
    public void Pieces_break_at_words_and_put_together_are_the_whole()
    {
        var text = string.Join(' ', Enumerable.Range(0, 5000).Select(n => $"word{n}"));
        var pieces = LongText.Split(text, 4096);
        Assert.Equal(text, string.Join(' ', pieces));
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, 4096));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void No_piece_breaks_a_character(int longest)
    {
        var text = "a" + string.Concat(Enumerable.Repeat("🍎", 50));
        var pieces = LongText.Split(text, longest);
        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.True(CleanText.IsClean(piece) && piece.Length <= longest));
    }

    [Fact]
    public void Blank_pieces_are_not_sent() => Assert.Equal(["a", "b"], LongText.Split("a" + new string(' ', 100) + "b", 10));

    // Not as data of a theory: attributes are kept as UTF-8, which has no halves of pairs.
    [Fact]
    public void Broken_characters_are_replaced()
    {
        Assert.Equal("a\uFFFDb", CleanText.Of("a\0b"));
        Assert.Equal("\uFFFD", CleanText.Of("\ud83c"));
        Assert.Equal("\uFFFD\uFFFD", CleanText.Of("\udf4e\ud83c"));
        Assert.Equal("🍎 سالام", CleanText.Of("🍎 سالام"));
    }
}
