using System.Net;
using EcomCenter.Desk.Tests.Database;

namespace EcomCenter.Desk.Tests;

public sealed class DeskAppTests
{
    [Theory, CombinatorialProviders]
    internal async Task The_program_starts_on_either_database(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        using var answer = await desk.AnonymousClient().GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
