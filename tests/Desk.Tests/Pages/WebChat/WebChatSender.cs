using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Desk.Pages.WebChat;
using EcomCenter.Desk.Tests.Database;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.WebChat;

/// <summary>Posts to the web chat as its page does.</summary>
internal static class WebChatSender
{
    private const int MaxRepeats = 60;

    /// <summary>Posts until the post is handled: the service waits for a few seconds only, and a repeat has no further effect.</summary>
    public static async Task PostAsync(this DeskApp desk, WebChatPost post)
    {
        var chats = desk.Services.GetRequiredService<WebChatService>();
        for (var i = 0; i < MaxRepeats; i++)
            if (await chats.StoreAndHandleAsync(post, TestContext.Current.CancellationToken)) return;
        Assert.Fail($"The post {post.Id} was not handled.");
    }
}
