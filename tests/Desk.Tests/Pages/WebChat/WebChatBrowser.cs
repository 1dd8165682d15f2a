using System.Net;
using Microsoft.AspNetCore.SignalR.Client;

namespace EcomCenter.Desk.Tests.Pages.WebChat;

/// <summary>A resident's browser with the chat page open, and its connections to the chat hub of one or more nodes.</summary>
internal sealed class WebChatBrowser : IAsyncDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly List<HubConnection> _connections = [];

    public WebChatBrowser(DeskApp desk) =>
        Http = new(new SocketsHttpHandler { CookieContainer = _cookies }) { BaseAddress = desk.Address };

    public HttpClient Http { get; }

    /// <summary>Connects to the chat hub with the cookie of this browser.</summary>
    public async Task ConnectAsync(DeskApp desk, Action changed)
    {
        var address = new Uri(desk.Address, "/hubs/chat");
        var connection = new HubConnectionBuilder().WithUrl(address, options => options.Cookies = _cookies).Build();
        _connections.Add(connection);
        connection.On("changed", changed);
        await connection.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) await connection.DisposeAsync();
        Http.Dispose();
    }
}
