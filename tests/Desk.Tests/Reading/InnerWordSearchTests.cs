using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Search;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Reading;

/// <summary>Words are found by the letters inside of them, and names with a space more or less than they are stored with.</summary>
public sealed class InnerWordSearchTests
{
    private static readonly Actor Clerk = new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task A_word_is_found_by_the_letters_inside_of_it(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "ئايگۈل تۇرسۇن", "سودىگەرلىك قىلماقچى ئىدىم، Taobao-shop");
        foreach (var typed in new[] { "دىگەر", "گەرلىك", "ديگەرل", "لماق", "aob", "گۈل", "ۇرس", "گەرلىك لماق", "سودى گەرلىك" })
            Assert.True((await FindAsync(desk, typed)).Count == 1, typed);
        foreach (var typed in new[] { "گەرسود", "لىكق", "رل", "گەرلىك باھا", "\" OR", "گەر\" OR \"a" })
            Assert.True((await FindAsync(desk, typed)).Count == 0, typed);
    }

    [Theory, CombinatorialProviders]
    internal async Task A_name_is_found_without_its_space_and_with_another(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "ئايگۈل ئەمەت");
        await OpenAsync(desk, "Wang Li");
        await OpenAsync(desk, "阿依古丽 买买提");
        await OpenAsync(desk, "Абдулла Турсун");
        string[][] ways =
        [
            ["ئايگۈلئەمەت", "ئايگۈلەمەت", "ايگۈلئەمەت", "ئاي گۈل ئەمەت", "ئاي گۈل", "ئايگۈ ل ئەمەت", "ئەمەت ئايگۈل", "گۈل ئەمەت"],
            ["wangli", "WangLi", "wang li", "li wang", "wan gli"],
            ["阿依古丽买买提", "阿依 古丽买买提", "阿依古丽\u3000买买提", "阿 依 古 丽"],
            ["абдуллатурсун", "абдулла\u00a0турсун", "абдул ла турсун"],
        ];
        string[] names = ["ئايگۈل ئەمەت", "Wang Li", "阿依古丽 买买提", "Абдулла Турсун"];
        for (var i = 0; i < names.Length; i++)
            foreach (var typed in ways[i])
            {
                var tickets = await FindAsync(desk, typed);
                Assert.True(tickets is [{ } name] && name == names[i], $"{typed}: {string.Join(", ", tickets)}");
                var people = await desk.Services.GetRequiredService<PersonSearch>().FindAsync(Clerk, typed, Now);
                Assert.True(people is [{ Name: var one }] && one == names[i], $"{typed}: {people.Count} people");
            }
    }

    [Theory, CombinatorialProviders]
    internal async Task Who_may_not_know_a_resident_does_not_find_the_ticket_by_letters_of_the_name(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "ئايگۈل تۇرسۇن", anonymity: Anonymity.Hidden);
        var agent = new Actor { Author = Author.Staff("mai"), Role = StaffRole.Agent, Department = "brand" };
        await using var db = desk.CreateDb();
        foreach (var typed in new[] { "گۈل", "ئايگۈلتۇرسۇن", "ئاي گۈل" })
        {
            Assert.Single(await db.FindTickets(Clerk, typed).ToListAsync(Now));
            Assert.Empty(await db.FindTickets(agent, typed).ToListAsync(Now));
        }
    }

    /// <summary>The digits of a masked phone could be tried out otherwise.</summary>
    [Fact]
    public void Numbers_have_no_inside() =>
        Assert.Equal(["تۇرسۇن", "taobao"], SearchText.FindWords(SearchText.Fold("تۇرسۇن 13800001234 ab12345 Taobao 红枣红枣 ئات")));

    [Theory, CombinatorialProviders]
    internal async Task Words_of_texts_that_were_indexed_before_are_found_by_their_inside(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "王大爷", "سودىگەرلىك");
        await using (var db = desk.CreateDb())
        {
            await db.GetService<IMigrator>().MigrateAsync("ListAndSumIndexes", Now);
            await db.GetService<IMigrator>().MigrateAsync(cancellationToken: Now);
        }

        Assert.Single(await FindAsync(desk, "گەرلىك"));
    }

    [Theory, CombinatorialProviders]
    internal async Task A_word_that_no_text_has_any_longer_leaves_the_index_and_may_come_back(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var forget = new ForgetErasedWords(desk.Writer, TimeProvider.System);
        await OpenAsync(desk, "王大爷", "سودىگەرلىك");
        await OpenAsync(desk, "李大爷", "قوغۇنلۇق");
        await using (var db = desk.CreateDb())
        {
            var message = await db.Messages.SingleAsync(m => m.Text == "سودىگەرلىك", Now);
            await desk.Writer.WriteAsync(unit => { unit.DeletePhrase(message.Id); return Task.CompletedTask; }, Now);
        }

        await forget.ForgetAsync(Now);
        Assert.Equal(["قوغۇنلۇق"], await WordsAsync(desk));
        await OpenAsync(desk, "王大爷", "سودىگەرلىك");
        Assert.Equal(["سودىگەرلىك", "قوغۇنلۇق"], await WordsAsync(desk));
        Assert.Single(await FindAsync(desk, "گەرلىك"));
    }

    private static async Task<List<string>> WordsAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        string[] own = [.. new[] { "سودىگەرلىك", "قوغۇنلۇق" }.Select(SearchText.Fold)];
        var words = await db.Database.SqlQuery<string>($"SELECT word FROM search_words").ToListAsync(Now);
        return [.. words.Where(own.Contains).Order(StringComparer.Ordinal).Select(w => w == own[0] ? "سودىگەرلىك" : "قوغۇنلۇق")];
    }

    private static async Task<List<string?>> FindAsync(DeskApp desk, string typed)
    {
        await using var db = desk.CreateDb();
        return await db.FindTickets(Clerk, typed).Select(t => t.Person!.Name).ToListAsync(Now);
    }

    private static Task OpenAsync(DeskApp desk, string name, string text = "问", Anonymity anonymity = Anonymity.Named) =>
        desk.Writer.WriteAsync(unit => desk.Services.GetRequiredService<IntakeDoor>().SubmitAsync(unit,
        new()
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = text, Department = "brand", Anonymity = anonymity,
            Actor = Clerk,
            Requester = new() { Name = name },
        }, default));
}
