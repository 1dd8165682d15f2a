using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Database;

public sealed class DeskWriterTests
{
    private static readonly Actor Key = new() { Author = Author.Service("county"), Scope = KeyScope.Staff };

    [Theory, CombinatorialProviders]
    public async Task A_ticket_written_by_generated_inserts_reads_back_through_EF_as_it_was(Provider provider)
    {
        await using var storage = await StorageFixture.OpenAsync(provider);
        var result = await storage.Writer.WriteAsync(unit => storage.IntakeDoor.SubmitAsync(unit, FullRequest(), default));

        await using var db = storage.Db();
        var read = await db.FindFullTicketAsync(result.Ticket.Number, default);
        Assert.NotNull(read);
        CompareProperties(db, result.Ticket, read);
        Assert.Equal(
            result.Ticket.Messages.Select(m => (m.Id, m.Text, m.Kind, m.At, m.Delivery)),
            read.Messages.OrderBy(m => m.Id).Select(m => (m.Id, m.Text, m.Kind, m.At, m.Delivery)));
        Assert.Equal(result.Ticket.LatestCycle.DueAt, read.LatestCycle.DueAt);
        Assert.Equal(result.Ticket.LatestCycle.MetAt, read.LatestCycle.MetAt);
        Assert.Equal("13812345678", Assert.Single(read.Person!.Addresses).Value);
        var versions = await db.Events.Where(e => e.TicketId == read.Id).OrderBy(e => e.Sequence).Select(e => e.Version).ToListAsync();
        Assert.Equal([1L, 2L], versions);
    }

    [Theory, CombinatorialProviders]
    public async Task Tickets_with_many_and_few_optional_values_written_in_turn_each_keep_their_own(Provider provider)
    {
        await using var storage = await StorageFixture.OpenAsync(provider);
        var written = new List<Ticket>();
        foreach (var request in new[] { FullRequest(), SimpleRequest(), FullRequest(), SimpleRequest() with { ServiceItem = "startUp" } })
            written.Add((await storage.Writer.WriteAsync(unit => storage.IntakeDoor.SubmitAsync(unit, request, default))).Ticket);

        await using var db = storage.Db();
        foreach (var ticket in written) CompareProperties(db, ticket, (await db.FindFullTicketAsync(ticket.Number, default))!);
        var items = await db.Tickets.OrderBy(t => t.Id).Select(t => t.ServiceItem).ToListAsync();
        Assert.Equal<string?>(["startUp", null, "startUp", "startUp"], items);
    }

    [Theory, CombinatorialProviders]
    public async Task A_row_that_is_replaced_loses_a_value_that_the_new_one_lacks(Provider provider)
    {
        await using var storage = await StorageFixture.OpenAsync(provider);
        await storage.Writer.WriteAsync(unit => StoreAsync(unit, DateTimeOffset.UnixEpoch));
        await storage.Writer.WriteAsync(unit => StoreAsync(unit, null));
        await using var db = storage.Db();
        Assert.Null((await db.Inbox.SingleAsync()).NextAttemptAt);

        static Task StoreAsync(WriteUnit unit, DateTimeOffset? nextAttempt)
        {
            unit.AddOrReplace(new InboxRow
            {
                Id = 1, Channel = ContactChannel.Telegram, Bot = "bot", UpdateId = "u1", Raw = "{}", ReceivedAt = unit.Now,
                NextAttemptAt = nextAttempt,
            });
            return Task.CompletedTask;
        }
    }

    [Theory, CombinatorialProviders]
    public async Task Waiting_commands_share_a_batch_and_sequences_have_no_gaps(Provider provider)
    {
        await using var storage = await StorageFixture.OpenAsync(provider);
        var published = new List<long>();
        storage.Feed.Subscribe(changes => published.AddRange(changes.Select(c => c.Sequence)));

        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(
            _ => storage.Writer.WriteAsync(unit => storage.IntakeDoor.SubmitAsync(unit, SimpleRequest(), default))));

        Assert.Equal(300, results.Select(t => t.Ticket.Number).Distinct().Count());
        await Eventually.TrueAsync(() => published.Count == 300);
        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long)i), published);
    }

    [Theory, CombinatorialProviders]
    public async Task A_command_that_fails_writes_nothing_and_does_not_affect_others_in_the_batch(Provider provider)
    {
        await using var storage = await StorageFixture.OpenAsync(provider);
        var hold = new TaskCompletionSource();
        var first = storage.Writer.WriteAsync(async _ => await hold.Task);
        var good = Enumerable.Range(0, 10)
            .Select(_ => storage.Writer.WriteAsync(unit => storage.IntakeDoor.SubmitAsync(unit, SimpleRequest(), default))).ToList();
        var bad = storage.Writer.WriteAsync(async unit =>
        {
            await storage.IntakeDoor.SubmitAsync(unit, SimpleRequest(), default);
            throw new InvalidOperationException("on purpose");
        });
        var more = Enumerable.Range(0, 10)
            .Select(_ => storage.Writer.WriteAsync(unit => storage.IntakeDoor.SubmitAsync(unit, SimpleRequest(), default))).ToList();
        hold.SetResult();

        await first;
        await Task.WhenAll(good);
        await Task.WhenAll(more);
        Assert.Equal("on purpose", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        await using var db = storage.Db();
        Assert.Equal(20, await db.Tickets.CountAsync());
        var sequences = await db.Events.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), sequences);
    }

    [Theory, CombinatorialProviders]
    public async Task The_same_external_id_twice_in_one_batch_opens_one_ticket(Provider provider)
    {
        await using var storage = await StorageFixture.OpenAsync(provider);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            storage.Writer.WriteAsync(unit =>
                storage.IntakeDoor.SubmitAsync(unit, SimpleRequest() with { ExternalId = "same" }, default))));
        Assert.Single(results, t => t.Outcome is IntakeOutcome.Opened);
        Assert.Single(results.Select(t => t.Ticket.Number).Distinct());
    }

    [Theory, CombinatorialProviders]
    public async Task The_first_messages_of_a_chat_in_one_batch_share_one_person_and_one_ticket(Provider provider)
    {
        await using var storage = await StorageFixture.OpenAsync(provider);
        var hold = new TaskCompletionSource();
        var first = storage.Writer.WriteAsync(async _ => await hold.Task);
        var writes = Enumerable.Range(0, 5)
            .Select(i => storage.Writer.WriteAsync(unit => storage.IntakeDoor.SubmitAsync(unit, ChatRequest($"m{i}"), default))).ToList();
        hold.SetResult();
        await first;

        var results = await Task.WhenAll(writes);
        Assert.Single(results.Select(t => t.Ticket.Number).Distinct());
        await using var db = storage.Db();
        Assert.Equal(1, await db.People.CountAsync());
    }

    [Theory, CombinatorialProviders]
    public async Task A_Chinese_word_of_two_characters_and_a_Uyghur_word_are_found(Provider provider)
    {
        await using var storage = await StorageFixture.OpenAsync(provider);
        var (inChinese, inUyghur) = (
            SimpleRequest() with { Description = "想把大枣卖到网上,需要包装箱" }, SimpleRequest() with { Description = "ئۈزۈمنى توردا ساتماقچىدىم" });
        var chinese = await storage.Writer.WriteAsync(unit => storage.IntakeDoor.SubmitAsync(unit, inChinese, default));
        var uyghur = await storage.Writer.WriteAsync(unit => storage.IntakeDoor.SubmitAsync(unit, inUyghur, default));

        await using var db = storage.Db();
        Assert.Equal([chinese.Ticket.Id], await db.FindTicketIdsByPhrase("包装").ToListAsync());
        Assert.Equal([uyghur.Ticket.Id], await db.FindTicketIdsByPhrase("توردا").ToListAsync());
        Assert.Empty(await db.FindTicketIdsByPhrase("装包").ToListAsync());
        Assert.Empty(await db.FindTicketIdsByPhrase("\" OR 1; ' & |").ToListAsync());
    }

    private static void CompareProperties(DeskDb db, Ticket written, Ticket read)
    {
        foreach (var property in db.Model.FindEntityType(typeof(Ticket))!.GetProperties())
            Assert.Equal(property.PropertyInfo!.GetValue(written), property.PropertyInfo.GetValue(read));
    }

    private static IntakeRequest SimpleRequest() => new()
    {
        Channel = ContactChannel.Api, Kind = TicketKind.Inquiry, Description = "怎么开网店?", Actor = Key,
    };

    private static IntakeRequest ChatRequest(string externalId) => SimpleRequest() with
    {
        Channel = ContactChannel.Telegram,
        Actor = Actor.Resident(Language.Ug),
        Chat = new(ContactChannel.Telegram, "bot", "77"),
        ExternalId = externalId,
    };

    private static IntakeRequest FullRequest() => SimpleRequest() with
    {
        Channel = ContactChannel.Counter,
        Subject = "开店",
        Department = "brand",
        ServiceItem = "startUp",
        Priority = Priority.Urgent,
        Requester = new()
        {
            Name = "阿依古丽", Phone = "138 1234 5678", Village = "一村", Township = "nur", Organisation = "合作社",
            Type = RequesterType.Cooperative,
        },
        Answer = new("请带身份证来办理。"),
    };
}
