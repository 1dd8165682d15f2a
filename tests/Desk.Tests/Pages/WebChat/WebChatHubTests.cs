using System.Net;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.AspNetCore.SignalR.Client;

namespace EcomCenter.Desk.Tests.Pages.WebChat;

public sealed class WebChatHubTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_gets_signals_of_its_own_chat_only()
    {
        await using var desk = await DeskApp.StartAsync();
        var (one, other) = (new CookieContainer(), new CookieContainer());
        using var here = Browser(desk, one);
        using var there = Browser(desk, other);
        await here.OpenAsync("/chat");
        await there.OpenAsync("/chat");
        var (signalled, foreignSignals) = (new TaskCompletionSource(), 0);
        await using var connection = await ConnectAsync(desk, one, signalled.SetResult);
        await using var otherConnection = await ConnectAsync(desk, other, () => foreignSignals++);
        await here.SendAsync(await here.OpenAsync("/chat"), null, ("say.text", "店打不开"));
        await signalled.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        Assert.Equal(0, foreignSignals);
    }

    [Fact]
    public async Task A_browser_without_a_chat_is_disconnected()
    {
        await using var desk = await DeskApp.StartAsync();
        var closed = new TaskCompletionSource();
        var connection = new HubConnectionBuilder().WithUrl(new Uri(desk.Address, "/hubs/chat")).Build();
        connection.Closed += _ => { closed.SetResult(); return Task.CompletedTask; };
        await using (connection)
        {
            await connection.StartAsync(Cancellation);
            await closed.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        }
    }

    private static HttpClient Browser(DeskApp desk, CookieContainer cookies) =>
        new(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = desk.Address };

    private static async Task<HubConnection> ConnectAsync(DeskApp desk, CookieContainer cookies, Action changed)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(desk.Address, "/hubs/chat"),
            options => options.Cookies = cookies).Build();
        connection.On("changed", changed);
        await connection.StartAsync(Cancellation);
        return connection;
    }
}
