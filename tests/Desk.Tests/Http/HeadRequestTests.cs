using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Http;

public sealed class HeadRequestTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/healthz/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/desk/counter")]
    [InlineData("/api/v1/services")]
    [InlineData("/css/desk.css")]
    [InlineData("/no/such/page")]
    public async Task HEAD_answers_like_GET_without_a_body(string path)
    {
        await using var desk = await DeskApp.StartAsync();
        var client = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var address = new Uri(path, UriKind.Relative);
        using var got = await client.GetAsync(address, TestContext.Current.CancellationToken);
        using var head = await client.SendAsync(new(HttpMethod.Head, address), TestContext.Current.CancellationToken);
        Assert.Equal(got.StatusCode, head.StatusCode);
        Assert.Equal(got.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
