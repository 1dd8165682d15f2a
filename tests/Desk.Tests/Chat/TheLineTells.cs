using System.Net;
using EcomCenter.Desk.Tests.Web;
using Microsoft.AspNetCore.SignalR.Client;

namespace EcomCenter.Desk.Tests.Chat;

public sealed class TheLineTells
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_hears_of_what_is_new_in_its_own_chat_only()
    {
        await using var desk = await DeskApp.StartAsync();
        var (one, other) = (new CookieContainer(), new CookieContainer());
        using var here = Browser(desk, one);
        using var there = Browser(desk, other);
        await here.OpenAsync("/chat");
        await there.OpenAsync("/chat");
        var (heard, overheard) = (new TaskCompletionSource(), 0);
        await using var line = await LineAsync(desk, one, heard.SetResult);
        await using var elsewhere = await LineAsync(desk, other, () => overheard++);
        await here.SendAsync(await here.OpenAsync("/chat"), null, ("say.text", "店打不开"));
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        Assert.Equal(0, overheard);
    }

    [Fact]
    public async Task Whoever_has_no_chat_hears_nothing()
    {
        await using var desk = await DeskApp.StartAsync();
        var closed = new TaskCompletionSource();
        var line = new HubConnectionBuilder().WithUrl(new Uri(desk.Address, "/hubs/chat")).Build();
        line.Closed += _ => { closed.SetResult(); return Task.CompletedTask; };
        await using (line)
        {
            await line.StartAsync(Cancellation);
            await closed.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        }
    }

    private static HttpClient Browser(DeskApp desk, CookieContainer cookies) => new(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = desk.Address };

    private static async Task<HubConnection> LineAsync(DeskApp desk, CookieContainer cookies, Action changed)
    {
        var line = new HubConnectionBuilder().WithUrl(new Uri(desk.Address, "/hubs/chat"), options => options.Cookies = cookies).Build();
        line.On("changed", changed);
        await line.StartAsync(Cancellation);
        return line;
    }
}
