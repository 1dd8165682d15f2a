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
        await using var here = new WebChatBrowser(desk);
        await using var there = new WebChatBrowser(desk);
        await here.Http.OpenAsync("/chat");
        await there.Http.OpenAsync("/chat");
        var (signalled, foreignSignals) = (new TaskCompletionSource(), 0);
        await here.ConnectAsync(desk, signalled.SetResult);
        await there.ConnectAsync(desk, () => foreignSignals++);
        await here.Http.SendAsync(await here.Http.OpenAsync("/chat"), ("say.text", "店打不开"));
        await signalled.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
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
            await closed.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        }
    }
}
