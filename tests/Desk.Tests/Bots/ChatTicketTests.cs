using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>Actions of a chat on its own tickets.</summary>
public sealed class ChatTicketTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_message_joins_the_newest_open_ticket_and_is_marked_uncertain(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var earlier = TimeProvider.System.GetUtcNow().AddMinutes(-31);
        var first = await SayAsync(desk, "42:1", "网店打不开", sentAt: earlier);
        var second = await SayAsync(desk, "42:2", "还想学直播", newMatter: true, sentAt: earlier);
        var joined = await SayAsync(desk, "42:3", "请快一点");
        var about = await desk.DeskForBots().SubmitAsync(NewMessage("42:4", "密码也不对") with { TargetTicket = first.Number }, Cancellation);

        Assert.Equal((second.Number, true, false), (joined.Number, joined.IsUncertain, joined.Opened));
        Assert.Equal([first.Number], joined.OtherOpenTickets);
        Assert.Equal((first.Number, false), (about.Number, about.IsUncertain));
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(-1_000_000)]
    public async Task The_time_that_a_messenger_states_makes_no_doubtful_message_certain_or_a_certain_one_doubtful(int minutes)
    {
        await using var desk = await StartWithoutBotsAsync();
        var (now, stated) = (TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddMinutes(minutes));
        await SayAsync(desk, "42:1", "网店打不开", sentAt: now.AddMinutes(-40));
        await SayAsync(desk, "42:2", "还想学直播", newMatter: true, sentAt: now.AddMinutes(-40));
        Assert.True((await SayAsync(desk, "42:3", "请快一点", sentAt: stated)).IsUncertain);
        if (minutes < 0) return;
        Assert.False((await SayAsync(desk, "42:4", "着急", sentAt: stated)).IsUncertain);
    }

    [Theory, CombinatorialProviders]
    public async Task A_message_joins_in_silence_within_half_an_hour_or_where_only_one_ticket_is_open(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var now = TimeProvider.System.GetUtcNow();
        var first = await SayAsync(desk, "42:1", "网店打不开", sentAt: now.AddHours(-20));
        Assert.Equal((first.Number, false), Facts(await SayAsync(desk, "42:2", "还是打不开", sentAt: now.AddHours(-10))));
        var second = await SayAsync(desk, "42:3", "还想学直播", newMatter: true, sentAt: now.AddMinutes(-29));
        Assert.Equal((second.Number, false), Facts(await SayAsync(desk, "42:4", "什么时候开课")));

        static (TicketNumber, bool) Facts(IntakeReceipt receipt) => (receipt.Number, receipt.IsUncertain);
    }

    [Theory, CombinatorialProviders]
    public async Task A_message_goes_to_the_ticket_that_staff_asked_something_of_before_a_newer_one(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var now = TimeProvider.System.GetUtcNow();
        var asked = await SayAsync(desk, "42:1", "网店打不开", sentAt: now.AddHours(-20));
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        await PostAsync(staff, $"/api/v1/tickets/{asked.Number}/call",
            $$"""{"direction":"out","reached":true,"kind":"needFromYou","text":"网店叫什么名字?","at":"{{now.AddHours(-10):O}}"}""");
        await SayAsync(desk, "42:2", "还想学直播", newMatter: true, sentAt: now.AddHours(-5));

        var joined = await SayAsync(desk, "42:3", "叫红枣人家");
        Assert.Equal((asked.Number, false), (joined.Number, joined.IsUncertain));
    }

    [Theory, CombinatorialProviders]
    public async Task A_message_goes_to_the_ticket_that_was_asked_about_although_another_was_answered_since(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var now = TimeProvider.System.GetUtcNow();
        var asked = await SayAsync(desk, "42:1", "核桃卖不出去", sentAt: now.AddHours(-20));
        var answered = await SayAsync(desk, "42:2", "网店打不开", newMatter: true, sentAt: now.AddHours(-19));
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        await PostAsync(staff, $"/api/v1/tickets/{asked.Number}/call",
            $$"""{"direction":"out","reached":true,"kind":"needFromYou","text":"请问有多少?","at":"{{now.AddMinutes(-20):O}}"}""");
        await PostAsync(staff, $"/api/v1/tickets/{answered.Number}/call",
            $$"""{"direction":"out","reached":true,"kind":"answer","text":"可以打开了","at":"{{now.AddMinutes(-5):O}}"}""");

        var joined = await SayAsync(desk, "42:3", "三百公斤");
        Assert.Equal((asked.Number, false), (joined.Number, joined.IsUncertain));
        // What was asked is told; now both were talked about.
        Assert.Equal(asked.Number, (await SayAsync(desk, "42:4", "都晒干了")).Number);
    }

    [Theory, CombinatorialProviders]
    public async Task A_message_on_the_wrong_ticket_moves_with_its_files_and_is_found_there(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var first = await SayAsync(desk, "42:1", "网店打不开");
        var second = await SayAsync(desk, "42:2", "还想学直播", newMatter: true);
        var photo = new IncomingFile { Source = "photo-1", Kind = FileKind.Photo };
        await desk.DeskForBots().SubmitAsync(NewMessage("42:3", "截图在这里") with { Files = [photo] }, Cancellation);

        var moved = await desk.DeskForBots().MoveMessageAsync(Aygul, "42:3", first.Number, Cancellation);
        Assert.Equal((first.Number, false, false), (moved!.Number, moved.IsUncertain, moved.Opened));
        var repeated = await desk.DeskForBots().MoveMessageAsync(Aygul, "42:3", first.Number, Cancellation);
        Assert.Equal(moved with { OtherOpenTickets = [] }, repeated! with { OtherOpenTickets = [] });
        Assert.Equal(first.Number, (await SayAsync(desk, "42:3", "截图在这里")).Number);

        await using var db = desk.CreateDb();
        var (from, to) = (await db.FindFullTicketAsync(second.Number, Cancellation),
            await db.FindFullTicketAsync(first.Number, Cancellation));
        var there = to!.Messages.MaxBy(m => m.Id)!;
        Assert.Equal(("截图在这里", (long?)null), (there.Text, there.MovedToTicketId));
        Assert.Equal(("", to.Id), (from!.Messages.MaxBy(m => m.Id)!.Text, from.Messages.MaxBy(m => m.Id)!.MovedToTicketId));
        var file = await db.Attachments.SingleAsync(Cancellation);
        Assert.Equal((to.Id, there.Id), (file.TicketId, file.MessageId));
        Assert.Equal([to.Id], await db.FindTicketIdsByPhrase("截图").ToListAsync(Cancellation));
    }

    [Theory, CombinatorialProviders]
    public async Task A_long_text_moves_whole_to_a_new_ticket(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var first = await SayAsync(desk, "42:1", "网店打不开");
        await SayAsync(desk, "42:2", "很长的话,第一段");
        await SayAsync(desk, "42:2#2", "第二段");

        var own = await desk.DeskForBots().MoveMessageAsync(Aygul, "42:2", null, Cancellation);
        Assert.True(own!.Opened);
        Assert.Equal([first.Number], own.OtherOpenTickets);
        Assert.Equal(own.Number, (await desk.DeskForBots().MoveMessageAsync(Aygul, "42:2", null, Cancellation))!.Number);
        await using var db = desk.CreateDb();
        var ticket = await db.FindFullTicketAsync(own.Number, Cancellation);
        Assert.Equal(["很长的话,第一段", "第二段"], ticket!.Messages.OrderBy(m => m.Id).Select(m => m.Text));
        Assert.Equal(own.Number, (await SayAsync(desk, "42:2#2", "第二段")).Number);
    }

    [Fact]
    public async Task A_message_confirmed_on_its_ticket_is_no_longer_uncertain()
    {
        await using var desk = await StartWithoutBotsAsync();
        var earlier = TimeProvider.System.GetUtcNow().AddMinutes(-31);
        var first = await SayAsync(desk, "42:1", "网店打不开", sentAt: earlier);
        await SayAsync(desk, "42:0", "还想学直播", newMatter: true, sentAt: earlier);
        Assert.True((await SayAsync(desk, "42:2", "请快一点")).IsUncertain);
        Assert.False((await desk.DeskForBots().MoveMessageAsync(Aygul, "42:2", first.Number, Cancellation))!.IsUncertain);
        await using var db = desk.CreateDb();
        Assert.False(await db.Messages.AnyAsync(m => m.IsUncertain, Cancellation));
    }

    [Fact]
    public async Task No_chat_moves_messages_of_another_chat_or_to_a_ticket_of_another_chat()
    {
        await using var desk = await StartWithoutBotsAsync();
        await SayAsync(desk, "42:1", "网店打不开");
        await SayAsync(desk, "42:2", "请快一点");
        var stranger = Aygul with { Chat = "43" };
        var theirs = await desk.DeskForBots().SubmitAsync(NewMessage("43:1", "别人的", stranger), Cancellation);

        Assert.Null(await desk.DeskForBots().MoveMessageAsync(stranger, "42:2", null, Cancellation));
        Assert.Null(await desk.DeskForBots().MoveMessageAsync(Aygul, "42:2", theirs.Number, Cancellation));
        Assert.Null(await desk.DeskForBots().MoveMessageAsync(Aygul, "42:99", null, Cancellation));
        var receipt = await desk.DeskForBots()
            .SubmitAsync(NewMessage("42:3", "关于别人的?") with { TargetTicket = theirs.Number }, Cancellation);
        Assert.False(receipt.Number == theirs.Number);
    }

    [Fact]
    public async Task An_edited_message_is_stored_beside_the_original()
    {
        await using var desk = await StartWithoutBotsAsync();
        var first = await SayAsync(desk, "42:1", "四十公斤");
        await SayAsync(desk, "42:2", "别的事", newMatter: true);
        var edited = await desk.DeskForBots().SubmitAsync(NewMessage("42:1!2", "十四公斤") with { EditsMessageId = "42:1" }, Cancellation);
        Assert.Equal((first.Number, false), (edited.Number, edited.IsUncertain));
        await using var db = desk.CreateDb();
        var messages = await db.Messages.Where(m => m.Text.EndsWith("公斤")).OrderBy(m => m.Id).ToListAsync(Cancellation);
        Assert.Equal(messages[0].Id, messages[1].EditsMessageId);
    }

    [Theory, CombinatorialProviders]
    public async Task An_anonymous_ticket_has_no_name(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var number = (await SayAsync(desk, "42:1", "举报一件事")).Number;
        var amendment = new Amendment { Kind = TicketKind.Report, Anonymity = Anonymity.Anonymous, Confirmed = true };
        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, number, amendment, Cancellation));
        await using (var db = desk.CreateDb())
        {
            var ticket = await db.FindFullTicketAsync(number, Cancellation);
            Assert.Equal((null, null, Aygul), (ticket!.PersonId, ticket.Person, ticket.ChatAddress!.Chat));
            Assert.NotNull(ticket.ConfirmedAt);
            Assert.Empty(await db.FindTicketIdsByPhrase("Aygül").ToListAsync(Cancellation));
        }

        var seen = await (await desk.ClientWithKeyAsync(KeyScope.Staff)).GetStringAsync($"/api/v1/tickets/{number}", Cancellation);
        Assert.DoesNotContain("Aygül", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("\"42\"", seen, StringComparison.Ordinal);

        Amendment named = new() { Anonymity = Anonymity.Named, Name = "Aygül" };
        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, number, named, Cancellation));
        await SayAsync(desk, "42:2", "还有");
        await using var again = desk.CreateDb();
        Assert.Single(await again.FindTicketIdsByPhrase("Aygül").ToListAsync(Cancellation));
    }

    [Theory, CombinatorialProviders]
    public async Task No_link_leads_from_an_anonymous_ticket_to_others_of_the_same_person(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var first = (await SayAsync(desk, "42:1", "网店打不开")).Number;
        await SayAsync(desk, "42:2", "举报一件事");
        var own = (await desk.DeskForBots().MoveMessageAsync(Aygul, "42:2", null, Cancellation))!.Number;
        await SayAsync(desk, "42:3", "再举报一件");
        var third = (await desk.DeskForBots().MoveMessageAsync(Aygul, "42:3", null, Cancellation))!.Number;
        await using (var db = desk.CreateDb()) Assert.Equal(2, await db.Links.CountAsync(Cancellation));

        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, own, new() { Anonymity = Anonymity.Anonymous }, Cancellation));
        await using (var db = desk.CreateDb())
        {
            var links = db.Links.Where(l => db.Tickets.Any(t => t.Number == own && (t.Id == l.TicketId || t.Id == l.ToTicketId)));
            Assert.Empty(await links.ToListAsync(Cancellation));
        }

        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, first, new() { Anonymity = Anonymity.Anonymous }, Cancellation));
        await using var after = desk.CreateDb();
        var named = after.Tickets.Where(t => t.Number == third && t.Anonymity == Anonymity.Named);
        Assert.False(await after.Links.AnyAsync(l => named.Any(t => t.Id == l.TicketId), Cancellation));
    }

    [Fact]
    public async Task Valid_details_are_stored_and_invalid_ones_are_not()
    {
        await using var desk = await StartWithoutBotsAsync();
        var number = (await SayAsync(desk, "42:1", "要维权")).Number;
        Assert.False(await desk.DeskForBots().AmendAsync(Aygul, number, new() { ServiceItem = "magic" }, Cancellation));
        var amendment = new Amendment { ServiceItem = "rights", Phone = "一三八 138 0000 1234" };
        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, number, amendment, Cancellation));
        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, number, new() { Phone = "邻居家的" }, Cancellation));
        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, number, new() { Phone = "邻居家的" }, Cancellation));
        await using var db = desk.CreateDb();
        Assert.Equal("rights", (await db.Tickets.SingleAsync(Cancellation)).ServiceItem);
        var phones = await db.Addresses.Where(a => a.Kind == AddressKind.Phone).OrderBy(a => a.Id).ToListAsync(Cancellation);
        Assert.Equal(["一三八 138 0000 1234", "邻居家的"], phones.Select(p => p.AsWritten));
        Assert.Equal("13800001234", phones[0].Value);
    }

    [Fact]
    public async Task A_ticket_is_withdrawn_once_and_a_repeat_after_a_crash_returns_the_same()
    {
        await using var desk = await StartWithoutBotsAsync();
        var number = (await SayAsync(desk, "42:1", "网店打不开")).Number;
        Assert.True(await desk.DeskForBots().WithdrawAsync(Aygul, number, "好了,不用了", Cancellation));
        Assert.True(await desk.DeskForBots().WithdrawAsync(Aygul, number, "好了,不用了", Cancellation));
        Assert.False(await desk.DeskForBots().WithdrawAsync(Aygul, number, "再说一次", Cancellation));
        Assert.False(await desk.DeskForBots().WithdrawAsync(Aygul with { Chat = "43" }, number, "", Cancellation));
        await using var db = desk.CreateDb();
        var ticket = await db.FindFullTicketAsync(number, Cancellation);
        Assert.Equal((TicketStatus.Closed, CycleEndReason.Withdrawn, 2),
            (ticket!.Status, ticket.LatestCycle.EndReason, ticket.Messages.Count));
    }

    [Fact]
    public async Task An_unsolved_ticket_reopens_with_a_new_response_cycle()
    {
        await using var desk = await StartWithoutBotsAsync();
        var number = await ResolvedAsync(desk);
        var receipt = await desk.DeskForBots().ReopenAsync(Aygul, number, "", Cancellation);
        Assert.Equal((number, false), (receipt!.Number, receipt.Opened));
        Assert.NotNull(receipt.DueAt);
        Assert.Equal(receipt.DueAt, (await desk.DeskForBots().ReopenAsync(Aygul, number, "", Cancellation))!.DueAt);
        Assert.Equal(receipt.DueAt, (await desk.DeskForBots().ReopenAsync(Aygul, number, "再来一次", Cancellation))!.DueAt);
        await using var db = desk.CreateDb();
        Assert.Equal(2, await db.Cycles.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_resolution_is_rated_once_and_the_rating_gets_one_comment()
    {
        await using var desk = await StartWithoutBotsAsync();
        var number = await ResolvedAsync(desk);
        Assert.False(await desk.DeskForBots().AddRatingCommentAsync(Aygul, number, "慢", Cancellation));
        Assert.True(await desk.DeskForBots().RateAsync(Aygul, number, 1, Cancellation));
        Assert.True(await desk.DeskForBots().RateAsync(Aygul, number, 1, Cancellation));
        Assert.False(await desk.DeskForBots().RateAsync(Aygul, number, 5, Cancellation));
        Assert.True(await desk.DeskForBots().RateAsync(Aygul, number, 5, Cancellation, corrects: true));
        Assert.True(await desk.DeskForBots().AddRatingCommentAsync(Aygul, number, "太慢了", Cancellation));
        Assert.True(await desk.DeskForBots().AddRatingCommentAsync(Aygul, number, "太慢了", Cancellation));
        Assert.False(await desk.DeskForBots().AddRatingCommentAsync(Aygul, number, "真的太慢了", Cancellation));

        var tracked = Assert.Single(await desk.DeskForBots().ListTicketsAsync(Aygul, Cancellation));
        Assert.Equal((true, "网店打不开"), (tracked.Rated, tracked.Subject));
        await using var db = desk.CreateDb();
        Assert.True((await db.Tickets.SingleAsync(Cancellation)).NeedsSupervisor);
    }

    [Fact]
    public async Task Number_and_tracking_code_show_a_ticket_in_any_chat_and_guessing_is_limited()
    {
        await using var desk = await StartWithoutBotsAsync();
        var first = await SayAsync(desk, "42:1", "网店打不开");
        var stranger = Aygul with { Chat = "43" };
        var tracked = await desk.DeskForBots().TrackAsync(stranger, first.Number, first.TrackingCode.ToLowerInvariant(), Cancellation);
        Assert.Equal(first.Number, tracked?.Number);
        for (var i = 0; i < ChatCodeRateLimit.MaxWrongCodes; i++)
            Assert.Null(await desk.DeskForBots().TrackAsync(stranger, first.Number, "AAAA2222", Cancellation));
        Assert.Null(await desk.DeskForBots().TrackAsync(stranger, first.Number, first.TrackingCode, Cancellation));
    }

    [Fact]
    public async Task A_resident_who_writes_again_is_reachable_again()
    {
        await using var desk = await StartWithoutBotsAsync();
        await SayAsync(desk, "42:1", "网店打不开");
        await desk.DeskForBots().SetReachableAsync(Aygul, false, Cancellation);
        await desk.Inbox().StoreAsync([NewTextUpdate("2", "还在吗？")], Cancellation);
        Assert.Equal(1, await desk.ProcessDueAsync(ContactChannel.Telegram));
        await using var db = desk.CreateDb();
        Assert.False((await db.Tickets.SingleAsync(Cancellation)).Unreachable);
    }

    [Fact]
    public async Task A_blocked_chat_marks_its_open_tickets_unreachable_until_it_unblocks()
    {
        await using var desk = await StartWithoutBotsAsync();
        await SayAsync(desk, "42:1", "网店打不开");
        await desk.DeskForBots().SetReachableAsync(Aygul, false, Cancellation);
        await desk.DeskForBots().SetReachableAsync(Aygul, false, Cancellation);
        await using (var db = desk.CreateDb())
            Assert.Equal((true, 2), await db.Tickets.Select(t => ValueTuple.Create(t.Unreachable, (int)t.Version))
                .SingleAsync(Cancellation));
        await desk.DeskForBots().SetReachableAsync(Aygul, true, Cancellation);
        await using var after = desk.CreateDb();
        Assert.False((await after.Tickets.SingleAsync(Cancellation)).Unreachable);
    }

    private static Task<IntakeReceipt> SayAsync(
        DeskApp desk, string id, string text, bool newMatter = false, DateTimeOffset? sentAt = null) =>
        desk.DeskForBots().SubmitAsync(NewMessage(id, text, sentAt: sentAt) with { OpensNewTicket = newMatter }, Cancellation);

    private static async Task<TicketNumber> ResolvedAsync(DeskApp desk)
    {
        var number = (await SayAsync(desk, "42:1", "网店打不开")).Number;
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        await PostAsync(staff, $"/api/v1/tickets/{number}/call", """{"direction":"out","reached":true,"kind":"answer","text":"好了"}""");
        await PostAsync(staff, $"/api/v1/tickets/{number}/resolve", "{}");
        return number;
    }

    private static async Task PostAsync(HttpClient client, string path, string json)
    {
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        (await client.PostAsync(new Uri(path, UriKind.Relative), body, Cancellation)).EnsureSuccessStatusCode();
    }
}
