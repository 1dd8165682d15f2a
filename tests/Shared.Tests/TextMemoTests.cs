using EcomCenter.Texts;

namespace EcomCenter.Shared.Tests;

public class TextMemoTests
{
    [Fact]
    public void The_same_text_is_asked_once()
    {
        var asked = 0;
        var lengths = new TextMemo<int>(text => { asked++; return text.Length; });
        Assert.Equal([3, 3], new[] { "abc", string.Concat("a", "bc") }.Select(lengths.Get));
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Texts_that_share_a_place_keep_their_own_results_on_several_threads()
    {
        var reversed = new TextMemo<string>(text => new([.. text.Reverse()]), size: 3);
        Parallel.For(0, 20_000, i =>
        {
            var number = $"{i % 50}-";
            Assert.Equal($"-{new string([.. $"{i % 50}".Reverse()])}", reversed.Get(number));
        });
    }

    [Fact]
    public void A_long_text_is_not_kept()
    {
        var asked = 0;
        var lengths = new TextMemo<int>(text => { asked++; return text.Length; });
        var story = new string('红', 5_000);
        Assert.Equal([5_000, 5_000], new[] { story, story }.Select(lengths.Get));
        Assert.Equal(2, asked);
    }
}
