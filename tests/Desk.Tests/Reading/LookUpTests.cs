using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.Board;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Reading;

/// <summary>One person and one ticket, looked up as people type: the board, the counter and the API find the same.</summary>
public sealed class LookUpTests
{
    private static readonly Actor Clerk = new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task A_phone_is_found_however_it_is_dialled_and_by_its_last_digits(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "ئايگۈل تۇرسۇن", "138 0000 1234");
        await OpenAsync(desk, "王大爷", "0903-6712345转801");
        string[] mobile = ["13800001234", "138 0000 1234", "138-0000-1234", "+86 138 0000 1234", "0086 13800001234", "8613800001234",
            "１３８００００１２３４", "۱۳۸۰۰۰۰۱۲۳۴", "138·0000·1234", "13800001234。", "1234", "00001234", "1380000"];
        string[] landline = ["09036712345", "0903 671 2345", "+86 903 6712345", "6712345", "0903-6712345-801", "0903-6712345 转 801"];
        foreach (var typed in mobile) await AssertFoundAsync(desk, typed, "ئايگۈل تۇرسۇن");
        foreach (var typed in landline) await AssertFoundAsync(desk, typed, "王大爷");
        Assert.Empty(await FindPeopleAsync(desk, "13900001234"));
    }

    [Theory, CombinatorialProviders]
    internal async Task A_name_is_found_in_any_case_width_and_spelling_of_its_letters(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "ئايگۈل تۇرسۇن كېرىم", "13800000001");
        await OpenAsync(desk, "阿依古丽·买买提", "13800000002");
        await OpenAsync(desk, "Aygul Memet", "13800000003");
        await OpenAsync(desk, "𠮷田", "13800000004");
        foreach (var typed in new[] { "ئايگۈل", "ايگۈل", "ئايگ", "تۇرسۇن كېرىم", "کېرىم", "كېريم", "ئايگۈل تۇرسۇن", "كېرىم ايگۈل" })
            await AssertFoundAsync(desk, typed, "ئايگۈل تۇرسۇن كېرىم");
        foreach (var typed in new[] { "阿依古丽·买买提", "阿依古丽•买买提", "阿依古丽・买买提", "阿依古丽 买买提", "买买提 阿依古丽", "依古", "买买提" })
            await AssertFoundAsync(desk, typed, "阿依古丽·买买提");
        foreach (var typed in new[] { "aygul", "AYGUL MEMET", "memet aygul", "Ａｙｇｕｌ", "ayg" })
            await AssertFoundAsync(desk, typed, "Aygul Memet");
        await AssertFoundAsync(desk, "𠮷田", "𠮷田");
    }

    [Fact]
    public async Task A_ticket_is_found_by_its_number_however_sloppily_it_is_typed_and_by_its_code()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await OpenAsync(desk, "王大爷", "13800001234");
        var (text, code) = ($"{number}", desk.Services.GetRequiredService<TrackingCodes>().GetCode(number));
        var bare = text.Replace("-", "", StringComparison.Ordinal);
        string[] ways = [text, bare, $"#{text}", $"工单{text}", $"工单 {bare}。", $"编号：{text}", $"№ {bare}", $"{text[..3]} {text[4..]}",
            $"{text[..3]}.{text[4..]}", $"تالون نومۇرى {text}", $"Ticket {bare}.", $"{text} {code}", code, code.ToLowerInvariant(),
            $"{code[..4]}-{code[4..]}"];
        var board = desk.Services.GetRequiredService<BoardQuery>();
        foreach (var typed in ways) Assert.Equal(number, await board.FindByNumberAsync(Clerk, typed, Now));
        Assert.Null(await board.FindByNumberAsync(Clerk, "工单 很重", Now));
        foreach (var typed in ways[..^3])
            Assert.Equal("王大爷", Assert.Single(await FindPeopleAsync(desk, typed)).Name);
    }

    [Fact]
    public async Task The_beginning_of_a_word_finds_its_longer_forms()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await OpenAsync(desk, "王大爷", "13800001234", "ياڭاقنىڭ باھاسى قانچە");
        foreach (var typed in new[] { "ياڭاق", "باھا", "قانچە" }) Assert.Single(await FindTicketsAsync(desk, Clerk, typed));
        Assert.Empty(await FindTicketsAsync(desk, Clerk, "ئانار"));
    }

    [Fact]
    public async Task Half_a_number_is_never_called_nobody_on_record()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await OpenAsync(desk, "王大爷", "13800001234");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var (none, on) = (DeskTexts.Format(Language.ZhHans, "form.nobodyFound"), DeskTexts.Format(Language.ZhHans, "form.goOn"));
        foreach (var typed in new[] { "139", "1390000", "依", "86" })
        {
            var shown = await clerk.GetStringAsync(new Uri($"/desk/people?q={typed}", UriKind.Relative), Now);
            Assert.Equal(typed.Length >= 7, shown.Contains(none, StringComparison.Ordinal));
            Assert.Equal(typed.Length < 7, shown.Contains(on, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Who_sees_masked_phones_finds_no_ticket_by_a_part_of_one()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await OpenAsync(desk, "王大爷", "138 0000 1234", department: "brand");
        var agent = new Actor { Author = Author.Staff("mai"), Role = StaffRole.Agent, Department = "brand" };
        foreach (var typed in new[] { "13800001234", "138 0000 1234", "1234", "0000 1234", "+86 138 0000 1234" })
            Assert.Empty(await FindTicketsAsync(desk, agent, typed));
        Assert.Single(await FindTicketsAsync(desk, agent, "王大爷"));
    }

    [Theory, CombinatorialProviders]
    internal async Task Nor_by_a_part_of_one_that_is_kept_as_it_was_written(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "王大爷", "宅电 66-0123", department: "brand");
        await OpenAsync(desk, "李大爷", "1389991234a", "订单 66", "brand");
        await OpenAsync(desk, "张大爷", "13800001234", "订单 66", "brand");
        var agent = new Actor { Author = Author.Staff("mai"), Role = StaffRole.Agent, Department = "brand" };
        foreach (var typed in new[] { "宅电 66-0123", "66-0123", "0123", "王大爷 0123", "1389991234a", "1389991234A" })
            Assert.Empty(await FindTicketsAsync(desk, agent, typed));
        Assert.Single(await FindTicketsAsync(desk, Clerk, "1389991234a"));
        Assert.Equal("张大爷", Assert.Single(await FindTicketsAsync(desk, agent, "66")).Person!.Name);
        foreach (var name in new[] { "王大爷", "李大爷" }) Assert.Single(await FindTicketsAsync(desk, agent, name));
    }

    [Theory]
    [InlineData("\u3164")]
    [InlineData("\u2800\u2800")]
    [InlineData("\u200b \u200e\ufeff")]
    [InlineData("\u115f")]
    public async Task A_name_or_text_with_nothing_to_see_is_nothing(string blank)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        Assert.True(CleanText.IsBlank(blank));
        Assert.Null(CleanText.TrimToNull(blank));
        var key = await desk.ClientWithKeyAsync(KeyScope.Intake);
        var reply = await key.PostJsonAsync(ApiClient.TicketsPath, ApiClient.TicketBody(blank).ToJsonString());
        Assert.Equal(422, (int)reply.Status);
        await OpenAsync(desk, blank, "13800001234");
        await using var db = desk.CreateDb();
        Assert.Null((await db.People.SingleAsync(Now)).Name);
    }

    private static async Task AssertFoundAsync(DeskApp desk, string typed, string name)
    {
        var found = await FindPeopleAsync(desk, typed);
        Assert.True(found is [{ Name: var one }] && one == name, $"{typed}: {string.Join(", ", found.Select(p => p.Name))}");
        var tickets = await FindTicketsAsync(desk, Clerk, typed);
        Assert.True(tickets is [{ Person.Name: var other }] && other == name, $"{typed}: {tickets.Count} tickets");
        var key = await desk.ClientWithKeyAsync(KeyScope.Read);
        var listed = (await key.GetReplyAsync($"{ApiClient.TicketsPath}?q={Uri.EscapeDataString(typed)}"))["items"];
        Assert.True(listed.GetArrayLength() == 1, $"{typed}: {listed.GetArrayLength()} tickets by the API");
    }

    private static Task<IReadOnlyList<PersonMatch>> FindPeopleAsync(DeskApp desk, string typed) =>
        desk.Services.GetRequiredService<PersonSearch>().FindAsync(Clerk, typed, Now);

    private static async Task<List<Ticket>> FindTicketsAsync(DeskApp desk, Actor actor, string typed)
    {
        await using var db = desk.CreateDb();
        return await db.FindTickets(actor, typed).Include(t => t.Person).ToListAsync(Now);
    }

    private static async Task<TicketNumber> OpenAsync(
        DeskApp desk, string name, string phone, string text = "问", string? department = null) =>
        (await desk.Writer.WriteAsync(unit => desk.Services.GetRequiredService<IntakeDoor>().SubmitAsync(unit,
            new()
            {
                Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = text, Department = department, Actor = Clerk,
                Requester = new() { Name = name, Phone = phone },
            }, default))).Ticket.Number;
}
