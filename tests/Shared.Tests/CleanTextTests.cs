using EcomCenter.Texts;

namespace EcomCenter.Shared.Tests;

public class CleanTextTests
{
    // Not a theory, because attributes are stored as UTF-8, which can't hold unpaired surrogates.
    [Fact]
    public void Invalid_characters_are_replaced()
    {
        Assert.Equal("a\uFFFDb", CleanText.ReplaceInvalid("a\0b"));
        Assert.Equal("\uFFFD", CleanText.ReplaceInvalid("\ud83c"));
        Assert.Equal("\uFFFD\uFFFD", CleanText.ReplaceInvalid("\udf4e\ud83c"));
        Assert.Equal("🍎 سالام", CleanText.ReplaceInvalid("🍎 سالام"));
    }
}
