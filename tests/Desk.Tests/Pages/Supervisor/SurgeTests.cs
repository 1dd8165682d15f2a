using System.Net;
using AngleSharp.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.Supervisor;

/// <summary>Several people with the same question: the card, and the answer to all of them.</summary>
public sealed class SurgeTests
{
    private const string Page = "/desk/supervisor";

    private static readonly string[] Late = ["快递没有到", "我的快递还没到", "快递一直没到货", "请问快递怎么没有到？", "买的东西快递没到"];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task Five_people_with_similar_words_are_answered_at_once_and_linked(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var asked = new List<TicketNumber>();
        for (var n = 0; n < Late.Length; n++) asked.Add(await OpenAsync(desk, Late[n], $"1380000000{n}"));
        asked.Add(await OpenAsync(desk, "快递还是没有到啊", null, Language.Ug));
        await OpenAsync(desk, "想开一个网店，要办什么证？", "13811111111");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var card = Assert.Single(await CardsAsync(supervisor));
        Assert.Equal(asked.Select(number => $"{number}"),
            card.QuerySelectorAll("input[name=ticket]").Select(box => box.GetAttribute("value")));
        Assert.Contains("3 天内 6 人", card.ParentElement!.TextContent, StringComparison.Ordinal);

        var missing = await SendAsync(supervisor, card, "answer", ("text-zh-Hans", "路上堵了，明天到。"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.StatusCode);
        Assert.Contains("路上堵了，明天到。</textarea>", await missing.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
        var done = await SendAsync(supervisor, card, "answer", ("text-zh-Hans", "路上堵了，明天到。"), ("text-ug", "ئەتە كېلىدۇ."));
        Assert.Equal($"{Page}?by=person&done=6", done.RequestMessage!.RequestUri!.PathAndQuery);

        await using var db = desk.CreateDb();
        foreach (var number in asked)
        {
            var ticket = await db.Tickets.Include(t => t.Messages).Include(t => t.Links).SingleAsync(t => t.Number == number, Now);
            Assert.Equal(ticket.Language is Language.Ug ? "ئەتە كېلىدۇ." : "路上堵了，明天到。",
                Assert.Single(ticket.Messages, m => m.Kind is MessageKind.Answer).Text);
            Assert.Equal(number == asked[0] ? 0 : 1, ticket.Links.Count);
        }
    }

    [Fact]
    public async Task Hundreds_of_long_messages_of_the_same_words_do_not_hold_the_page_up()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await DeskApp.StartAsync(time: time);
        var letters = Enumerable.Range(0, 210).Select(n => (char)('一' + n)).ToArray();
        for (var n = 0; n < 300; n++)
        {
            if (n % 5 == 0) new Random(n).Shuffle(letters);
            // Most of the letters are common to all, and the order of them and the rest to five.
            var own = Enumerable.Range(0, 90).Select(letter => (char)('丅' + 500 + (n / 5 * 90) + letter)).ToArray();
            await OpenAsync(desk, new string(letters) + new string(own), null);
        }

        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        Assert.All(await CardsAsync(supervisor), card => Assert.Equal(5, card.QuerySelectorAll("input[name=ticket]").Length));
        Assert.NotEmpty(await CardsAsync(supervisor));
    }

    [Fact]
    public async Task What_a_resident_added_meanwhile_is_read_before_it_is_answered()
    {
        await using var desk = await DeskApp.StartAsync();
        for (var n = 0; n < Late.Length; n++) await OpenAsync(desk, Late[n], $"1380000000{n}");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var card = Assert.Single(await CardsAsync(supervisor));
        var changed = TicketNumber.Read(card.QuerySelectorAll("input[name=ticket]")[2].GetAttribute("value")).Number!.Value;
        await desk.TakeTicketAsync(changed, "aygul");
        var reply = await SendAsync(supervisor, card, "answer", ("text-zh-Hans", "明天到。"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
        await using var db = desk.CreateDb();
        Assert.Equal(4, await db.Messages.CountAsync(m => m.Kind == MessageKind.Answer, Now));
        Assert.Contains($"/desk/tickets/{changed}", await reply.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_service_item_is_a_surge_whatever_the_words()
    {
        await using var desk = await DeskApp.StartAsync();
        string[] words = ["什么时候开班？", "想学直播", "كۇرس بارمۇ؟", "报名在哪里", "拍照怎么学"];
        for (var n = 0; n < words.Length; n++) await OpenAsync(desk, words[n], $"1380000000{n}", service: "training");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        Assert.Single(await CardsAsync(supervisor));
    }

    [Fact]
    public async Task Four_people_one_person_five_times_and_what_is_older_than_three_days_are_none()
    {
        var time = new FakeTimeProvider(new(2026, 11, 2, 3, 0, 0, TimeSpan.Zero));
        await using var desk = await DeskApp.StartAsync(time: time);
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        for (var n = 0; n < 4; n++) await OpenAsync(desk, Late[n], $"1380000000{n}");
        for (var n = 0; n < 3; n++) await OpenAsync(desk, Late[n], "13800000000");
        Assert.DoesNotContain("class=\"surge\"", await supervisor.GetStringAsync(Page, Now), StringComparison.Ordinal);
        await OpenAsync(desk, Late[4], "13800000004");
        Assert.Contains("class=\"surge\"", await supervisor.GetStringAsync(Page, Now), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("class=\"surge\"", await supervisor.GetStringAsync(Page, Now), StringComparison.Ordinal);
    }

    private static async Task<TicketNumber> OpenAsync(
        DeskApp desk, string words, string? phone, Language language = Language.ZhHans, string? service = null)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = words, Language = language, ServiceItem = service,
            Actor = BoardTestTickets.Supervisor, Requester = phone is null ? null : new() { Phone = phone },
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, Now), Now)).Ticket.Number;
    }

    private static async Task<IReadOnlyList<IElement>> CardsAsync(HttpClient supervisor) =>
        [.. (await supervisor.OpenAsync(Page)).Document.QuerySelectorAll("form.surge")];

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, IElement card, string action, params (string Name, string Value)[] texts)
    {
        var inputs = card.QuerySelectorAll("input")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!));
        using var form = new FormUrlEncodedContent(
            inputs.Concat(texts.Select(text => KeyValuePair.Create(text.Name, text.Value))).Append(new("do", action)));
        return await client.PostAsync(new Uri(card.GetAttribute("action")!, UriKind.Relative), form, Now);
    }
}
