using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.FakeWeChat;

namespace EcomCenter.Desk.Tests.Bots.WeChat;

/// <summary>A whole conversation from the first message to the rating, over HTTP, encrypted, with buttons as number keys.</summary>
public sealed class WeChatNumberKeysTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public Task In_Chinese(Provider provider) =>
        RunConversationAsync(provider, Language.ZhHans, "钱付了，货一直没来。", "明天给您补发。", "138 9909 1234", ["投诉", "只让中心知道", "对"], ["解决了", "非常满意"]);

    [Theory, CombinatorialProviders]
    public Task In_Uyghur(Provider provider) =>
        RunConversationAsync(provider, Language.Ug, "پۇلنى تۆلىدىم، مال تېخى كەلمىدى.", "ئەتە قايتا ئەۋەتىمىز.", "138 9909 1234",
            ["شىكايەت", "پەقەت مەركەز بىلسۇن", "توغرا"], ["ھەل بولدى", "ناھايىتى رازى"]);

    private static async Task RunConversationAsync(
        Provider provider, Language language, string text, string answer, string phone, string[] details,
        string[] closing)
    {
        using var folder = new TestDataDirectory();
        await using var desk = await WeChatDesk.StartAsync(WeChatAccount.Encrypted, provider, folder.Setting);
        var number = await desk.SendTextAsync(WeChatDesk.Aygul, text);
        await PressAsync(desk, details[0]);
        // The meaning of the keys survives a restart.
        if (provider is Provider.Sqlite) await desk.RestartAsync(folder.Setting);
        await PressAsync(desk, details[1]);
        await SayAsync(desk, phone);
        await PressAsync(desk, details[2]);

        using var staff = await desk.App.ClientWithKeyAsync(KeyScope.Staff);
        var ticket = await GetAsync(staff, number);
        Assert.Equal(("complaint", "hidden", "weChat", "open"),
            (Text(ticket, "kind"), Text(ticket, "anonymity"), Text(ticket, "channel"), Text(ticket["cycle"]!, "state")));
        Assert.Contains("13899091234", new string([.. Text(ticket["requester"]!, "phone").Where(char.IsAsciiDigit)]),
            StringComparison.Ordinal);
        await PostAsync(staff, $"/api/v1/tickets/{number}/messages", new { text = answer, kind = "answer" });
        Assert.Contains(answer, (await desk.WeChat.WaitForMessageAsync(
            WeChatDesk.Aygul, matches: sent => sent.Text.Contains(answer, StringComparison.Ordinal))).Text, StringComparison.Ordinal);
        await desk.WaitUntilIdleAsync();
        await PostAsync(staff, $"/api/v1/tickets/{number}/resolve", new { text = answer });
        await desk.WeChat.WaitForMessageAsync(WeChatDesk.Aygul, matches: sent => sent.Text.Contains(closing[0], StringComparison.Ordinal));
        await desk.WaitUntilIdleAsync();
        await PressAsync(desk, closing[0]);
        await PressAsync(desk, closing[1]);

        ticket = await GetAsync(staff, number);
        Assert.Equal(("resolved", "met", "chat"), (Text(ticket, "status"), Text(ticket["cycle"]!, "state"), Text(ticket["cycle"]!, "via")));
        Assert.Equal(5, (await desk.TicketAsync(number)).Ratings.Single().Score);
        Assert.Single((await GetListAsync(staff))["items"]!.AsArray());
        Assert.Equal(language, (await desk.TicketAsync(number)).Language);
    }

    /// <summary>Sends the number in front of the label in the last message.</summary>
    private static Task PressAsync(WeChatDesk desk, string label)
    {
        var last = desk.WeChat.Sent.Last(sent => sent.OpenId == WeChatDesk.Aygul).Text;
        var key = Regex.Match(last, @"^(\d+) [^\n]*" + Regex.Escape(label), RegexOptions.Multiline);
        Assert.True(key.Success, $"No key for {label} in: {last}");
        return SayAsync(desk, key.Groups[1].Value);
    }

    private static async Task SayAsync(WeChatDesk desk, string text)
    {
        var before = desk.SentTo(WeChatDesk.Aygul);
        await desk.WeChat.SendTextAsync(WeChatDesk.Aygul, text);
        await desk.WeChat.WaitForMessageAsync(WeChatDesk.Aygul, skip: before);
        await desk.WaitUntilIdleAsync();
    }

    private static async Task PostAsync(HttpClient staff, string path, object body)
    {
        using var answer = await staff.PostAsJsonAsync(path, body, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private static async Task<JsonNode> GetAsync(HttpClient staff, TicketNumber number) =>
        (await staff.GetFromJsonAsync<JsonNode>($"/api/v1/tickets/{number}", Cancellation))!;

    private static async Task<JsonNode> GetListAsync(HttpClient staff) =>
        (await staff.GetFromJsonAsync<JsonNode>("/api/v1/tickets", Cancellation))!;

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
