using Microsoft.AspNetCore.SignalR;

namespace EcomCenter.Desk.Chat;

/// <summary>
/// Tells an open chat page that there is something new; the page then asks for it as it does without this line. A browser hears of the chat its
/// cookie belongs to, and there is nothing to be said here.
/// </summary>
public sealed class ChatHub(ChatDevices devices) : Hub
{
    public const string Path = "/hubs/chat", Changed = "changed";

    public override async Task OnConnectedAsync()
    {
        if (Context.GetHttpContext() is { } http && await devices.KnownChatOfAsync(http) is { } chat)
            await Groups.AddToGroupAsync(Context.ConnectionId, chat, Context.ConnectionAborted);
        else Context.Abort();
    }
}
