using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>An answer of staff, written or told on the phone.</summary>
internal sealed record WrittenAnswer(long Message, long Ticket, DateTimeOffset At, string User, bool IsShort, bool IsRepeated)
{
    private const int MaxAnswers = 20_000, ChunkSize = 500;

    private static readonly string[] Types = [EventJson.NameOf<AnswerWritten>(), EventJson.NameOf<CallLogged>()];

    /// <summary>
    /// Lists the answers of a day in the centre's time zone, in no order. Repeated are the same words by one person on that day.
    /// </summary>
    public static async Task<List<WrittenAnswer>> ListAsync(DeskDb db, DateOnly day, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var first = await EventSpan.FindFirstAsync(db, LocalDays.StartOf(day, zone), cancellation);
        var end = await EventSpan.FindFirstAsync(db, LocalDays.StartOf(day.AddDays(1), zone), cancellation);
        var stored = await db.Events.AsNoTracking().Where(e => e.Sequence >= first && e.Sequence < end && Types.Contains(e.Type))
            .OrderBy(e => e.Sequence).Take(MaxAnswers).ToListAsync(cancellation);
        var written = stored.Select(e => (e.TicketId, Event: EventJson.TryRead(e)))
            .Where(e => e.Event is AnswerWritten or CallLogged { Kind: not null } && e.Event.By.Kind is AuthorKind.Staff)
            .Select(e => (e.TicketId, e.Event!.At, User: e.Event.By.Code, Message: ((IRecordsMessage)e.Event).Message)).ToList();
        var texts = await ReadTextsAsync(db, written.Select(w => w.Message), cancellation);
        var same = written.GroupBy(w => (w.User, AnswerSubstance.Normalize(texts.GetValueOrDefault(w.Message, ""))));
        return
        [
            .. same.SelectMany(group => group.Select(w => new WrittenAnswer(w.Message, w.TicketId, w.At, w.User,
                AnswerSubstance.IsShort(texts.GetValueOrDefault(w.Message, "")), group.Count() >= AnswerSubstance.RepeatedFrom))),
        ];
    }

    private static async Task<Dictionary<long, string>> ReadTextsAsync(
        DeskDb db, IEnumerable<long> messages, CancellationToken cancellation)
    {
        var texts = new Dictionary<long, string>();
        foreach (var ids in messages.Chunk(ChunkSize))
        {
            foreach (var (id, text) in (await db.Messages.AsNoTracking().Where(m => ids.Contains(m.Id))
                .Select(m => new { m.Id, m.Text }).ToListAsync(cancellation)).Select(m => (m.Id, m.Text))) texts[id] = text;
        }

        return texts;
    }
}
