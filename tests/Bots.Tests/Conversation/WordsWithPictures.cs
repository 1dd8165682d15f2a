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
    public void A_caption_comes_before_the_placeholder_of_its_photo(string? caption, string text)
    {
        var origin = new Origin
        {
            From = new(ContactChannel.Telegram, "bot", "1"), ExternalId = "1", SentAt = DeskInMemory.Due, Hint = Language.ZhHans,
        };
        var photo = new Heard.Showed(origin, Content.Photo, Caption: caption);
        var step = new Dialog(Talk.Words, Clips.None).Hear(Place.Start, photo, DeskInMemory.Due);
        var submit = Assert.IsType<Turn.Submit>(step);
        Assert.Equal(text, Assert.Single(submit.Messages).Text);
    }
}
