using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Storage;

public sealed class DeskWriterTests
{
    private static readonly Actor Key = new() { By = By.Service("county"), Scope = KeyScope.Staff };

    [Theory, CombinatorialProviders]
    public async Task A_ticket_written_by_generated_inserts_reads_back_through_EF_as_it_was(Provider provider)
    {
        await using var house = await StorageHouse.OpenAsync(provider);
        var taken = await house.Writer.WriteAsync(unit => house.Door.TakeAsync(unit, FullMatter(), default));

        await using var db = house.Db();
        var read = await db.WholeTicketAsync(taken.Ticket.Number, default);
        Assert.NotNull(read);
        foreach (var property in db.Model.FindEntityType(typeof(Ticket))!.GetProperties())
            Assert.Equal(property.PropertyInfo!.GetValue(taken.Ticket), property.PropertyInfo.GetValue(read));
        Assert.Equal(taken.Ticket.Messages.Select(m => (m.Id, m.Text, m.Kind, m.At, m.Delivery)), read.Messages.OrderBy(m => m.Id).Select(m => (m.Id, m.Text, m.Kind, m.At, m.Delivery)));
        Assert.Equal(taken.Ticket.LatestCycle.DueAt, read.LatestCycle.DueAt);
        Assert.Equal(taken.Ticket.LatestCycle.MetAt, read.LatestCycle.MetAt);
        Assert.Equal("13812345678", Assert.Single(read.Person!.Addresses).Value);
        Assert.Equal([1L, 2L], await db.Events.Where(e => e.TicketId == read.Id).OrderBy(e => e.Sequence).Select(e => e.Version).ToListAsync());
    }

    [Theory, CombinatorialProviders]
    public async Task Commands_that_wait_together_are_written_together_and_sequences_have_no_gap(Provider provider)
    {
        await using var house = await StorageHouse.OpenAsync(provider);
        var told = new List<long>();
        house.Feed.Listen(changes => told.AddRange(changes.Select(c => c.Sequence)));

        var taken = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => house.Writer.WriteAsync(unit => house.Door.TakeAsync(unit, Simple(), default))));

        Assert.Equal(300, taken.Select(t => t.Ticket.Number).Distinct().Count());
        await Eventually.TrueAsync(() => told.Count == 300);
        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long)i), told);
    }

    [Theory, CombinatorialProviders]
    public async Task A_command_that_fails_leaves_no_trace_and_spares_its_neighbours(Provider provider)
    {
        await using var house = await StorageHouse.OpenAsync(provider);
        var hold = new TaskCompletionSource();
        var first = house.Writer.WriteAsync(async _ => await hold.Task);
        var good = Enumerable.Range(0, 10).Select(_ => house.Writer.WriteAsync(unit => house.Door.TakeAsync(unit, Simple(), default))).ToList();
        var bad = house.Writer.WriteAsync(async unit =>
        {
            await house.Door.TakeAsync(unit, Simple(), default);
            throw new InvalidOperationException("on purpose");
        });
        var more = Enumerable.Range(0, 10).Select(_ => house.Writer.WriteAsync(unit => house.Door.TakeAsync(unit, Simple(), default))).ToList();
        hold.SetResult();

        await first;
        await Task.WhenAll(good);
        await Task.WhenAll(more);
        Assert.Equal("on purpose", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        await using var db = house.Db();
        Assert.Equal(20, await db.Tickets.CountAsync());
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), await db.Events.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync());
    }

    [Theory, CombinatorialProviders]
    public async Task The_same_external_id_twice_in_one_batch_opens_one_ticket(Provider provider)
    {
        await using var house = await StorageHouse.OpenAsync(provider);
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            house.Writer.WriteAsync(unit => house.Door.TakeAsync(unit, Simple() with { ExternalId = "same" }, default))));
        Assert.Single(taken, t => t.As is TakenAs.Opened);
        Assert.Single(taken.Select(t => t.Ticket.Number).Distinct());
    }

    [Theory, CombinatorialProviders]
    public async Task The_first_two_messages_of_a_chat_in_one_batch_are_of_one_person_and_one_matter(Provider provider)
    {
        await using var house = await StorageHouse.OpenAsync(provider);
        var hold = new TaskCompletionSource();
        var first = house.Writer.WriteAsync(async _ => await hold.Task);
        var said = Enumerable.Range(0, 5).Select(i => house.Writer.WriteAsync(unit => house.Door.TakeAsync(unit, FromChat($"m{i}"), default))).ToList();
        hold.SetResult();
        await first;

        var taken = await Task.WhenAll(said);
        Assert.Single(taken.Select(t => t.Ticket.Number).Distinct());
        await using var db = house.Db();
        Assert.Equal(1, await db.People.CountAsync());
    }

    [Theory, CombinatorialProviders]
    public async Task Two_letters_of_Chinese_and_a_word_of_Uyghur_are_found(Provider provider)
    {
        await using var house = await StorageHouse.OpenAsync(provider);
        var chinese = await house.Writer.WriteAsync(unit => house.Door.TakeAsync(unit, Simple() with { Description = "想把大枣卖到网上,需要包装箱" }, default));
        var uyghur = await house.Writer.WriteAsync(unit => house.Door.TakeAsync(unit, Simple() with { Description = "ئۈزۈمنى توردا ساتماقچىدىم" }, default));

        await using var db = house.Db();
        Assert.Equal([chinese.Ticket.Id], await db.TicketsWithPhrase("包装").ToListAsync());
        Assert.Equal([uyghur.Ticket.Id], await db.TicketsWithPhrase("توردا").ToListAsync());
        Assert.Empty(await db.TicketsWithPhrase("装包").ToListAsync());
        Assert.Empty(await db.TicketsWithPhrase("\" OR 1; ' & |").ToListAsync());
    }

    private static Matter Simple() => new() { Channel = ContactChannel.Api, Kind = TicketKind.Inquiry, Description = "怎么开网店?", Actor = Key };

    private static Matter FromChat(string externalId) => Simple() with
    {
        Channel = ContactChannel.Telegram, Actor = Actor.Resident(Language.Ug), Chat = new(ContactChannel.Telegram, "bot", "77"), ExternalId = externalId,
    };

    private static Matter FullMatter() => Simple() with
    {
        Channel = ContactChannel.Counter, Subject = "开店", Department = "brand", ServiceItem = "startUp", Priority = Priority.Urgent,
        Requester = new() { Name = "阿依古丽", Phone = "138 1234 5678", Village = "一村", Township = "nur", Organisation = "合作社", Type = RequesterType.Cooperative },
        Answer = new("请带身份证来办理。"),
    };
}
