using System.Globalization;
using System.Text;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Shared.Tests;

public class LongTextTests
{
    [Fact]
    public void Pieces_break_at_words_and_joined_they_give_the_whole_text()
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
    public void No_piece_breaks_a_surrogate_pair(int longest)
    {
        var text = "a" + string.Concat(Enumerable.Repeat("🍎", 50));
        var pieces = LongText.Split(text, longest);
        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.True(CleanText.IsValid(piece) && piece.Length <= longest));
    }

    [Theory]
    [InlineData("👨‍👩‍👧‍👦", 50)]
    [InlineData("👍🏽", 7)]
    [InlineData("ۇ\u0650", 5)]
    [InlineData("🇨🇳", 6)]
    public void No_piece_breaks_a_text_element(string one, int longest)
    {
        var pieces = LongText.Split(string.Concat(Enumerable.Repeat(one, 40)), longest);
        Assert.All(pieces, piece =>
        {
            Assert.Empty(piece.Replace(one, "", StringComparison.Ordinal));
            Assert.InRange(piece.Length, 0, longest);
        });
    }

    [Fact]
    public void A_text_element_longer_than_the_limit_is_cut_and_no_text_is_lost()
    {
        var text = "a" + new string('\u0301', 5000) + "🍎";
        var pieces = LongText.Split(text, 4096);
        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, 4096));
    }

    [Fact]
    public void Blank_pieces_are_left_out() => Assert.Equal(["a", "b"], LongText.Split("a" + new string(' ', 100) + "b", 10));

    [Theory]
    [InlineData("ياخشىمۇسىز، سوئالىم بار ئىدى. ", 2048)]
    [InlineData("您好，我的快递一个星期没有到。", 2048)]
    [InlineData("👨‍👩‍👧‍👦🇨🇳e\u0301", 64)]
    [InlineData("word ", 7)]
    public void Pieces_limited_in_bytes_fit_and_break_no_text_element(string words, int longest)
    {
        var text = string.Concat(Enumerable.Repeat(words, 300)).Trim();
        var pieces = LongText.SplitBytes(text, longest);
        Assert.All(pieces, piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, longest));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(pieces).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(CountLetters(text), pieces.Sum(CountLetters));
        Assert.True(pieces.Count <= (Encoding.UTF8.GetByteCount(text) / (longest * 2 / 3)) + 2 || longest < 100);
    }

    [Fact]
    public void A_text_element_longer_than_the_byte_limit_is_cut()
    {
        var pieces = LongText.SplitBytes("a" + new string('\u0301', 5000), 2048);
        Assert.All(pieces, piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, 2048));
        Assert.Equal(5001, pieces.Sum(piece => piece.Length));
    }

    private static int CountLetters(string text)
    {
        var letters = text.Replace(" ", "", StringComparison.Ordinal);
        return letters.Length == 0 ? 0 : new StringInfo(letters).LengthInTextElements;
    }
}
