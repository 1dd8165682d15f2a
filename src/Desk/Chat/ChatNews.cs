using EcomCenter.Desk.Storage;
using Microsoft.AspNetCore.SignalR;

namespace EcomCenter.Desk.Chat;

/// <summary>Signals the open pages of a chat after each commit that changes it.</summary>
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

    // Best effort: a page that misses the signal polls after a while.
    private async Task TellAsync(string chat)
    {
        try
        {
            await hub.Clients.Group(chat).SendAsync(ChatHub.Changed);
        }
        catch (Exception)
        {
            // SignalR reconnects by itself.
        }
    }
}
