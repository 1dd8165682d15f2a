using System.Text;
using EcomCenter.Contracts;
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

    [Theory]
    [InlineData("👨‍👩‍👧‍👦", 50)]
    [InlineData("👍🏽", 7)]
    [InlineData("ۇ\u0650", 5)]
    [InlineData("🇨🇳", 6)]
    public void No_piece_breaks_what_is_seen_as_one_character(string one, int longest)
    {
        var pieces = LongText.Split(string.Concat(Enumerable.Repeat(one, 40)), longest);
        Assert.All(pieces, piece => Assert.True(piece.Replace(one, "", StringComparison.Ordinal).Length == 0 && piece.Length <= longest, piece));
    }

    [Fact]
    public void A_letter_with_a_tower_of_signs_is_cut_all_the_same_and_nothing_is_lost()
    {
        var text = "a" + new string('\u0301', 5000) + "🍎";
        var pieces = LongText.Split(text, 4096);
        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, 4096));
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

    [Theory]
    [InlineData("ياخشىمۇسىز، سوئالىم بار ئىدى. ", 2048)]
    [InlineData("您好，我的快递一个星期没有到。", 2048)]
    [InlineData("👨‍👩‍👧‍👦🇨🇳e\u0301", 64)]
    [InlineData("word ", 7)]
    public void Pieces_by_bytes_fit_and_break_no_letter(string words, int longest)
    {
        var text = string.Concat(Enumerable.Repeat(words, 300)).Trim();
        var pieces = LongText.SplitBytes(text, longest);
        Assert.All(pieces, piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, longest));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(pieces).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(Letters(text), pieces.Sum(Letters));
        Assert.True(pieces.Count <= (Encoding.UTF8.GetByteCount(text) / (longest * 2 / 3)) + 2 || longest < 100);
    }

    [Fact]
    public void A_single_letter_that_never_ends_is_still_cut()
    {
        var pieces = LongText.SplitBytes("a" + new string('\u0301', 5000), 2048);
        Assert.All(pieces, piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, 2048));
        Assert.Equal(5001, pieces.Sum(piece => piece.Length));
    }

    [Fact]
    public void Where_there_are_no_buttons_they_are_numbered_lines_within_the_limit()
    {
        var message = new OutgoingMessage
        {
            To = new(ContactChannel.WeChat, "wx", "o"), Language = Language.ZhHans, Text = new string('字', 1350),
            Buttons = [[new("a", "求助"), new("b", "投诉")], [new("c", "中文")]],
        };
        var pieces = ChatText.Pieces(message with { Text = "好" });
        Assert.Equal(["好\n\n1 求助\n2 投诉\n3 中文"], pieces);
        Assert.Equal(["好\n\n1 求助\n2 投诉\n3 中文\n\n还有"], ChatText.Pieces(message with { Text = "好", Aside = "还有" }));
        Assert.All(ChatText.Pieces(message), piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, 2048));
        Assert.EndsWith("3 中文", ChatText.Pieces(message)[^1], StringComparison.Ordinal);
        Assert.Equal(["好"], ChatText.Pieces(message with { Text = "好", To = new(ContactChannel.Telegram, "1", "2") }));
    }

    private static int Letters(string text) => text.Replace(" ", "", StringComparison.Ordinal).Length == 0 ? 0 : new System.Globalization.StringInfo(text.Replace(" ", "", StringComparison.Ordinal)).LengthInTextElements;
}
