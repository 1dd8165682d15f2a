using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// What chats leave behind beside their matters: where the talk stood, what the bot said by itself, and chats that fell silent without a matter.
/// </summary>
public sealed class PastTalks(DeskWriter writer, IDbContextFactory<DeskDb> contexts, TimeProvider time)
{
    private const int AtOnce = 500, ChatsAtOnce = 20, Pieces = 40;

    /// <summary>Nothing of a talk is picked up again after this.</summary>
    private static readonly TimeSpan Over = TimeSpan.FromDays(1);

    /// <summary>Silent chats are told by no index, and nothing hurries.</summary>
    private static readonly TimeSpan LookForSilentEvery = TimeSpan.FromHours(1);

    private long _looked;
    private DateTimeOffset _nextLook;

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        for (var i = 0; i < Pieces && await WordsOfOursAsync(before, cancellation); i++) { }
        if (time.Now() < _nextLook) return;
        foreach (var some in (await SilentAsync(before, cancellation)).Chunk(ChatsAtOnce))
            await writer.WriteAsync(async unit =>
            {
                foreach (var chat in some) await ForgetAsync(unit, chat, before, cancellation);
            }, cancellation);
        _nextLook = time.Now() + LookForSilentEvery;
    }

    /// <summary>Where the talk stood about a matter that is erased; of a talk that is over nothing stays but its language.</summary>
    internal static async Task ForgetAsync(WriteUnit unit, ChatAddress chat, TicketNumber number, CancellationToken cancellation)
    {
        if (await unit.Db.Conversations.FirstOrDefaultAsync(c => c.Chat == chat.Chat && c.Bot == chat.Bot && c.Channel == chat.Channel, cancellation) is not { } row) return;
        var place = Read(row.Place);
        var about = number.ToString();
        if (row.UpdatedAt < unit.Now - Over) place = Place.Start with { Language = place.Language, LanguageChosen = place.LanguageChosen, Greeted = place.Greeted, Told = place.Told, Declined = place.Declined };
        if (place.Asked?.Number == about) place = place with { Asked = null, Details = null };
        if (place.About == about) place = place with { About = null };
        row.Place = JsonSerializer.Serialize(place, PlaceJson.Default.Place);
    }

    // Answers of staff go with their matter. Rows come in the order of time, so that what stays is passed over once.
    private async Task<bool> WordsOfOursAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Outbox.Where(o => o.Id > _looked).OrderBy(o => o.Id).Select(o => new { o.Id, o.CreatedAt, o.MessageId }).Take(AtOnce).ToListAsync(cancellation);
        var old = rows.TakeWhile(o => o.CreatedAt < before).ToList();
        if (old.Count == 0) return false;
        var gone = old.Where(o => o.MessageId is null).Select(o => o.Id).ToList();
        if (gone.Count > 0) await writer.WriteAsync(unit => unit.Db.Outbox.Where(o => gone.Contains(o.Id)).ExecuteDeleteAsync(cancellation), cancellation);
        _looked = old[^1].Id;
        return old.Count == AtOnce;
    }

    private async Task<List<ChatAddress>> SilentAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var silent = await db.Conversations.AsNoTracking().Where(c => c.UpdatedAt < before && !db.Addresses.Any(a => a.Value == c.Chat && a.Bot == c.Bot))
            .Select(c => new { c.Channel, c.Bot, c.Chat }).ToListAsync(cancellation);
        return silent.ConvertAll(c => new ChatAddress(c.Channel, c.Bot, c.Chat));
    }

    // Looks afresh within the write: they may just have written again.
    private static async Task ForgetAsync(WriteUnit unit, ChatAddress chat, DateTimeOffset before, CancellationToken cancellation)
    {
        var (channel, bot, id) = (chat.Channel, chat.Bot, chat.Chat);
        var gone = await unit.Db.Conversations.Where(c => c.Chat == id && c.Bot == bot && c.Channel == channel && c.UpdatedAt < before).ExecuteDeleteAsync(cancellation);
        if (gone == 0) return;
        await unit.Db.ReplyWindows.Where(w => w.Chat == id && w.Bot == bot && w.Channel == channel).ExecuteDeleteAsync(cancellation);
        if (channel is ContactChannel.WebChat) await unit.Db.ChatDevices.Where(d => d.Chat == id).ExecuteDeleteAsync(cancellation);
    }

    private static Place Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PlaceJson.Default.Place) ?? Place.Start;
        }
        catch (JsonException)
        {
            return Place.Start;
        }
    }
}
