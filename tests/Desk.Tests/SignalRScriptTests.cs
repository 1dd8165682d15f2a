using System.Net;
using EcomCenter.Tests;

namespace EcomCenter.Desk.Tests;

public class SignalRScriptTests
{
    [Fact]
    public async Task The_desk_serves_the_SignalR_script_of_the_board()
    {
        await using var desk = await DeskApp.StartAsync();
        using var answer = await desk.AnonymousClient()
            .GetAsync(new Uri("/lib/signalr.min.js", UriKind.Relative), TestContext.Current.CancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            Needs.Missing("npm at build, which fetches the SignalR browser client");
        Assert.Contains("signalR", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
