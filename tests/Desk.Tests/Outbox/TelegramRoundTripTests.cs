using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.FakeBotApi;

namespace EcomCenter.Desk.Tests.Outbox;

/// <summary>
/// Tests the whole path over HTTP: Telegram on one side, a program of the staff on the other, the real desk and clock between them.
/// </summary>
public sealed class TelegramRoundTripTests
{
    private const long Aygul = 4201;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_Uyghur_message_becomes_a_ticket_and_its_answer_a_message_of_the_bot(Provider provider)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var desk = await DeskApp.StartAsync(
            provider, settings: [("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl)]);
        using var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        telegram.SendText(Aygul, "ئۈزۈمنى توردا قانداق ساتىمەن؟", languageCode: "zh-hans");
        var receipt = await telegram.WaitForMessageAsync(Aygul);
        var list = await GetAsync(staff, "/api/v1/tickets");
        var ticket = Assert.Single(list["items"]!.AsArray())!;
        var number = ticket["number"]!.GetValue<string>();
        Assert.Contains(number, receipt.Text, StringComparison.Ordinal);
        Assert.Contains("نومۇرىڭىز", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(("telegram", "new", "open"), (Text(ticket, "channel"), Text(ticket, "status"), Text(ticket["cycle"]!, "state")));

        telegram.FailNext(502, method: "sendMessage");
        var body = new { text = "بىزگە كېلىڭ، ياردەم قىلىمىز.", kind = "answer" };
        using var answered = await staff.PostAsJsonAsync($"/api/v1/tickets/{number}/messages", body, Cancellation);
        answered.EnsureSuccessStatusCode();
        Assert.Equal("open", Text((await answered.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["cycle"]!, "state"));
        // The cycle is met soon, but never before the message of the bot has arrived.
        await Eventually.TrueAsync(async () => Text((await GetAsync(staff, $"/api/v1/tickets/{number}"))["cycle"]!, "state") != "open");
        Assert.Equal((2, 1), (telegram.Sent.Count, telegram.Calls.Count(call => call.Status == 502)));

        var answer = await telegram.WaitForMessageAsync(Aygul, skip: 1);
        Assert.Contains("بىزگە كېلىڭ، ياردەم قىلىمىز.", answer.Text, StringComparison.Ordinal);
        var whole = await GetAsync(staff, $"/api/v1/tickets/{number}");
        Assert.Equal(("met", "chat", "inProgress"), (Text(whole["cycle"]!, "state"), Text(whole["cycle"]!, "via"), Text(whole, "status")));
        Assert.Equal("sent", Text(whole["messages"]!.AsArray()[^1]!, "delivery"));
    }

    [Fact]
    public async Task A_button_sets_the_kind_and_a_second_message_joins_the_ticket()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var desk = await DeskApp.StartAsync(
            settings: [("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl)]);
        using var staff = await desk.ClientWithKeyAsync(KeyScope.Read);
        telegram.SendText(Aygul, "快递一个星期没有到,怎么办?");
        var receipt = await telegram.WaitForMessageAsync(Aygul);
        telegram.PressButton(Aygul, receipt.Buttons.Single(button => button.Label == "投诉").Code, receipt);
        await telegram.WaitForMessageAsync(Aygul, skip: 1);
        telegram.SendText(Aygul, "单号 SF1234567");
        await telegram.WaitForMessageAsync(Aygul, skip: 2);

        var ticket = Assert.Single((await GetAsync(staff, "/api/v1/tickets"))["items"]!.AsArray())!;
        Assert.Equal("complaint", Text(ticket, "kind"));
        var whole = await GetAsync(staff, $"/api/v1/tickets/{Text(ticket, "number")}");
        Assert.Equal(["fromResident", "fromResident"], whole["messages"]!.AsArray().Select(message => Text(message!, "kind")));
        Assert.Single(whole["cycles"]!.AsArray());
    }

    private static async Task<JsonNode> GetAsync(HttpClient client, string path) =>
        await client.GetFromJsonAsync<JsonNode>(path, Cancellation) ?? throw new InvalidOperationException("The response was empty.");

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
