using Microsoft.AspNetCore.SignalR;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>
/// Tells an open chat page that its chat has changed. The page then requests the new messages, as it does without this connection. A
/// browser gets signals for the chat of its cookie only, and sends nothing here.
/// </summary>
public sealed class WebChatHub(WebChatDevices devices) : Hub
{
    public const string Path = "/hubs/chat", ChangedEvent = "changed";

    public override async Task OnConnectedAsync()
    {
        if (Context.GetHttpContext() is { } http && await devices.FindChatAsync(http) is { } chat)
            await Groups.AddToGroupAsync(Context.ConnectionId, chat, Context.ConnectionAborted);
        else Context.Abort();
    }
}
