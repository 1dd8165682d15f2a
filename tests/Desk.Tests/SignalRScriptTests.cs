using System.Net;
using EcomCenter.Tests;
using Microsoft.AspNetCore.Mvc.Testing;

namespace EcomCenter.Desk.Tests;

public class SignalRScriptTests
{
    [Fact]
    public async Task The_desk_serves_the_SignalR_script_of_the_board()
    {
        using var desk = new WebApplicationFactory<Program>();
        using var browser = desk.CreateClient();
        using var answer = await browser.GetAsync(new Uri("/lib/signalr.min.js", UriKind.Relative), TestContext.Current.CancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            Needs.Missing("npm at build, which fetches the SignalR browser client");
        Assert.Contains("signalR", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
