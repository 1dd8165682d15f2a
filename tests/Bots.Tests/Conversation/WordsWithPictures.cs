using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public class WordsWithPictures
{
    [Theory]
    [InlineData("苹果烂了", "苹果烂了 [照片]")]
    [InlineData("ئالما چىرىپ كەتتى", "ئالما چىرىپ كەتتى [سۈرەت]")]
    [InlineData("苹果烂了\n三箱都是", "苹果烂了 [照片]\n三箱都是")]
    [InlineData(null, "[照片]")]
    [InlineData("  ", "[照片]")]
    public void A_matter_that_came_with_a_picture_is_called_by_its_words(string? caption, string text)
    {
        var origin = new Origin { From = new(ContactChannel.Telegram, "bot", "1"), ExternalId = "1", SentAt = DeskInMemory.Due, Hint = Language.ZhHans };
        var turn = Assert.IsType<Turn.Submit>(new Dialog(Talk.Words, Clips.None).Hear(Place.Start, new Heard.Showed(origin, Content.Photo, Caption: caption), DeskInMemory.Due));
        Assert.Equal(text, Assert.Single(turn.Messages).Text);
    }
}
