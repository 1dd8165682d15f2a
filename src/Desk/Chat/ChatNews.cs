using EcomCenter.Desk.Storage;
using Microsoft.AspNetCore.SignalR;

namespace EcomCenter.Desk.Chat;

/// <summary>From the commit that made something visible to the open pages of that chat.</summary>
internal sealed class ChatNews(ChangeFeed feed, IHubContext<ChatHub> hub) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        feed.ChatChanged += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        feed.ChatChanged -= Tell;
        return Task.CompletedTask;
    }

    private void Tell(string chat) => _ = TellAsync(chat);

    // Best effort: a page that does not hear it looks by itself after a while.
    private async Task TellAsync(string chat)
    {
        try
        {
            await hub.Clients.Group(chat).SendAsync(ChatHub.Changed);
        }
        catch (Exception)
        {
            // The line is somebody else's to mend.
        }
    }
}
