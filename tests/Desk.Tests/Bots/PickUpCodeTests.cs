using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Bots.StaffChats;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>The code of a counter slip or a hotline call joins a chat to its ticket.</summary>
public sealed class PickUpCodeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task The_code_on_the_slip_joins_the_chat_to_the_ticket(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var (number, code) = await SlipAsync(desk);

        var picked = await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation);
        Assert.Equal(number, picked!.Number);
        Assert.NotNull(await desk.DeskForBots().PickUpAsync(Aygul, $"{code[..3]}-{code[3..]}", Language.Ug, Cancellation));
        Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul with { Chat = "43" }, code, Language.Ug, Cancellation));
        Assert.Equal(number, Assert.Single(await desk.DeskForBots().ListTicketsAsync(Aygul, Cancellation)).Number);

        await using var db = desk.CreateDb();
        var ticket = await db.FindFullTicketAsync(number, Cancellation);
        Assert.Equal((Reach.Chat, Aygul, Language.Ug), (ticket!.Reach, ticket.ChatAddress!.Chat, ticket.Language));
        Assert.Equal(ticket.PersonId, ticket.ChatAddress.PersonId);
        // The next message of the chat joins that ticket.
        Assert.Equal(number, (await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "快一点"), Cancellation)).Number);
    }

    [Fact]
    public async Task A_known_chat_and_the_person_of_the_slip_stay_two_people()
    {
        await using var desk = await StartWithoutBotsAsync();
        await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "网店打不开"), Cancellation);
        var (number, code) = await SlipAsync(desk);
        Assert.Equal(number, (await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation))!.Number);
        Assert.Equal(2, (await desk.DeskForBots().ListTicketsAsync(Aygul, Cancellation)).Count);
    }

    [Fact]
    public async Task Guessing_without_a_number_stops_after_five_wrong_codes_within_a_day()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await StartWithoutBotsAsync(time: time);
        var (_, code) = await SlipAsync(desk);
        for (var i = 0; i < ChatCodeRateLimit.MaxWrongCodes; i++)
            Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul, "000000", Language.Ug, Cancellation));
        Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation));
        time.Advance(TimeSpan.FromHours(23.9));
        Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation));
        time.Advance(TimeSpan.FromHours(0.2));
        Assert.NotNull(await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation));
    }

    [Fact]
    public async Task Guesses_from_many_chats_are_limited_together_and_the_number_beside_the_code_still_works()
    {
        await using var desk = await StartWithoutBotsAsync(time: new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        var (number, code) = await SlipAsync(desk);
        for (var i = 0; i < ChatCodeRateLimit.MaxFirstPickUpTries; i++) await GuessAsync(desk, $"guesser {i}");
        Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation));
        var other = TicketNumber.FromCounter(900_000);
        Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation, other));
        var picked = await desk.DeskForBots().PickUpAsync(Aygul with { Chat = "43" }, code, Language.Ug, Cancellation, number);
        Assert.Equal(number, picked!.Number);
    }

    [Fact]
    public async Task Guesses_on_one_number_from_many_chats_are_limited_together()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await StartWithoutBotsAsync(time: time);
        var (number, code) = await SlipAsync(desk);
        for (var i = 0; i < ChatCodeRateLimit.MaxFirstTriesOfTicket; i++) await GuessAsync(desk, $"guesser {i}", number);
        Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation, number));
        time.Advance(TimeSpan.FromHours(24.1));
        Assert.NotNull(await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation, number));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_holder_of_a_code_comes_through_where_others_used_up_the_tries_of_all(bool hasNumber)
    {
        await using var desk = await StartWithoutBotsAsync(time: new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        var (number, code) = await SlipAsync(desk);
        TicketNumber? beside = hasNumber ? number : null;
        for (var i = 0; i < ChatCodeRateLimit.MaxWrongCodesOfTicket; i++) await GuessAsync(desk, $"guesser {i}", beside);
        // Who has guessed already waits; who has not gets one try.
        Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul with { Chat = "guesser 1" }, code, Language.Ug, Cancellation, beside));
        Assert.NotNull(await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation, beside));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Web_chats_of_one_address_have_the_tries_of_one_client_and_close_nothing_for_others(bool hasNumber)
    {
        await using var desk = await StartWithoutBotsAsync(time: new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        var origins = desk.Services.GetRequiredService<ChatOrigins>();
        var (number, code) = await SlipAsync(desk);
        TicketNumber? beside = hasNumber ? number : null;
        for (var i = 0; i < 100; i++)
        {
            origins.Remember(Aygul with { Chat = $"cookie {i}" }, "203.0.113.9");
            await GuessAsync(desk, $"cookie {i}", beside);
        }

        Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul with { Chat = "cookie 99" }, code, Language.Ug, Cancellation, beside));
        for (var i = 0; i < 2; i++) await GuessAsync(desk, "elsewhere", beside);
        Assert.NotNull(await desk.DeskForBots().PickUpAsync(Aygul with { Chat = "elsewhere" }, code, Language.Ug, Cancellation, beside));
    }

    [Fact]
    public async Task A_right_tracking_code_is_taken_whatever_pick_up_codes_others_guess_for_that_number()
    {
        await using var desk = await StartWithoutBotsAsync(time: new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        var (number, _) = await SlipAsync(desk);
        for (var i = 0; i < ChatCodeRateLimit.MaxFirstTriesOfTicket; i++) await GuessAsync(desk, $"guesser {i}", number);
        var trackingCode = desk.Services.GetRequiredService<TrackingCodes>().GetCode(number);
        Assert.NotNull(await desk.DeskForBots().TrackAsync(Aygul, number, trackingCode, Cancellation));
    }

    [Fact]
    public async Task Numbers_of_eight_digits_that_residents_send_do_not_keep_staff_from_linking_their_chats()
    {
        await using var desk = await StartWithoutBotsAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        var links = desk.Services.GetRequiredService<StaffChatLinks>();
        for (var i = 0; i < 40; i++)
            Assert.False(await desk.Writer.WriteAsync(
                unit => links.LinkAsync(unit, Aygul with { Chat = $"resident {i}" }, "20261129", Language.Ug), Cancellation));
        var code = await links.CreateCodeAsync("clerk");
        Assert.True(await desk.Writer.WriteAsync(unit => links.LinkAsync(unit, Aygul, code, Language.Ug), Cancellation));
    }

    [Fact]
    public async Task Wrong_codes_of_staff_and_of_slips_count_together()
    {
        await using var desk = await StartWithoutBotsAsync();
        var (_, code) = await SlipAsync(desk);
        var links = desk.Services.GetRequiredService<StaffChatLinks>();
        for (var i = 0; i < ChatCodeRateLimit.MaxWrongCodes; i++)
            Assert.False(await desk.Writer.WriteAsync(unit => links.LinkAsync(unit, Aygul, "00000000", Language.Ug), Cancellation));
        Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation));
    }

    [Fact]
    public async Task A_pick_up_code_is_valid_for_thirty_days()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await StartWithoutBotsAsync(time: time);
        var (_, code) = await SlipAsync(desk);
        time.Advance(TimeSpan.FromDays(30.1));
        Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation));
    }

    [Fact]
    public async Task A_hotline_call_gets_a_code_to_tell_on_the_phone()
    {
        await using var desk = await StartWithoutBotsAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var done = await clerk.SendAsync(await clerk.OpenAsync("/desk/hotline"), ("who", "13800001234"), ("description", "网店打不开"),
            ("ending", "callBack"));
        await using var db = desk.CreateDb();
        var code = (await db.OneTimeCodes.SingleAsync(Cancellation)).Code;
        Assert.Contains($"{code[..3]} {code[3..]}", done.Text, StringComparison.Ordinal);
    }

    private static async Task GuessAsync(DeskApp desk, string chat, TicketNumber? number = null) =>
        Assert.Null(await desk.DeskForBots().PickUpAsync(Aygul with { Chat = chat }, "000000", Language.Ug, Cancellation, number));

    internal static async Task<(TicketNumber Number, string Code)> SlipAsync(DeskApp desk)
    {
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var done = await clerk.SendAsync(await clerk.OpenAsync("/desk/counter"), ("who", "13800001234"), ("also", "阿依古丽"),
            ("description", "网店打不开"));
        await using var db = desk.CreateDb();
        var code = (await db.OneTimeCodes.SingleAsync(Cancellation)).Code;
        Assert.Contains($"{code[..3]} {code[3..]}", done.Document.QuerySelector(".slip")!.TextContent, StringComparison.Ordinal);
        return (TicketNumber.Parse(done.Number!), code);
    }
}
