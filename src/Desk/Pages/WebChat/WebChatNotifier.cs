using EcomCenter.Desk.Database;
using Microsoft.AspNetCore.SignalR;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>Signals the open pages of a chat after each commit that changes it.</summary>
internal sealed class WebChatNotifier(ChangeFeed feed, IHubContext<WebChatHub> hub) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        feed.ChatChanged += Notify;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        feed.ChatChanged -= Notify;
        return Task.CompletedTask;
    }

    private void Notify(string chat) => _ = NotifyAsync(chat);

    // Best effort: a page that misses the signal polls after a while.
    private async Task NotifyAsync(string chat)
    {
        try
        {
            await hub.Clients.Group(chat).SendAsync(WebChatHub.ChangedEvent);
        }
        catch (Exception)
        {
            // SignalR reconnects by itself.
        }
    }
}
