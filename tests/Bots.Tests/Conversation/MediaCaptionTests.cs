using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public class MediaCaptionTests
{
    [Theory]
    [InlineData("苹果烂了", "苹果烂了 [照片]")]
    [InlineData("ئالما چىرىپ كەتتى", "ئالما چىرىپ كەتتى [سۈرەت]")]
    [InlineData("苹果烂了\n三箱都是", "苹果烂了 [照片]\n三箱都是")]
    [InlineData(null, "[照片]")]
    [InlineData("  ", "[照片]")]
    public void A_caption_comes_before_the_placeholder_of_its_photo(string? caption, string text)
    {
        var origin = new InputOrigin
        {
            From = new(ContactChannel.Telegram, "bot", "1"), ExternalId = "1", SentAt = InMemoryDesk.Due, LanguageHint = Language.ZhHans,
        };
        var photo = new ChatInput.MediaInput(origin, MediaKind.Photo, Caption: caption);
        var step = new Dialog(ChatSession.Texts, VoiceClips.None).Next(ConversationState.Initial, photo, InMemoryDesk.Due);
        var submit = Assert.IsType<BotStep.Submit>(step);
        Assert.Equal(text, Assert.Single(submit.Messages).Text);
    }
}
