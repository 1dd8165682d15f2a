using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>One thing said in a web chat. <paramref name="Language"/> is ours; what residents write has none that is known.</summary>
public sealed record TranscriptLine(
    long Id, bool Ours, DateTimeOffset At, string Text, Language? Language, IReadOnlyList<IReadOnlyList<ChatButton>> Buttons)
{
    public IReadOnlyList<WebChatFile> Files { get; init; } = [];

    /// <summary>It is to be heard; its words are for who can't.</summary>
    public bool Spoken { get; init; }
}

/// <summary>A web chat as both sides said it. Ids of both tables come from one counter, so their order is the order of the talk.</summary>
internal static class Transcript
{
    private const int Most = 200;

    private static readonly WebChatReader Reader = new();

    public static async Task<IReadOnlyList<TranscriptLine>> OfAsync(DeskDb db, string chat, Clips clips, CancellationToken cancellation)
    {
        var heard = await db.Inbox.AsNoTracking().Where(i => i.Chat == chat && i.Channel == ContactChannel.WebChat && i.Bot == WebChatPost.Bot)
            .OrderByDescending(i => i.Id).Take(Most).ToListAsync(cancellation);
        var said = await db.Outbox.AsNoTracking().Where(o => o.Chat == chat && o.Channel == ContactChannel.WebChat && o.Bot == WebChatPost.Bot)
            .OrderByDescending(o => o.Id).Take(Most).ToListAsync(cancellation);
        var files = await FilesOfAsync(db, said, cancellation);
        var ours = said.Select(o => new TranscriptLine(o.Id, true, o.SentAt ?? o.CreatedAt, o.Text, o.Language, OutboxQueue.ButtonsOf(o))
        {
            Files = o.MessageId is { } message ? [.. files[message]] : [], Spoken = o.Clips.Length > 0 && clips.Has(o.Language, OutboxQueue.ClipsOf(o)),
        }).ToList();
        var labels = ours.SelectMany(line => line.Buttons).SelectMany(row => row).DistinctBy(button => button.Code).ToDictionary(b => b.Code, b => b.Label);
        return [.. heard.Select(row => Line(row, labels)).OfType<TranscriptLine>().Concat(ours).OrderBy(line => line.Id).TakeLast(Most)];
    }

    private static async Task<ILookup<long, WebChatFile>> FilesOfAsync(DeskDb db, List<OutboxRow> said, CancellationToken cancellation)
    {
        var messages = said.Select(o => o.MessageId).OfType<long>().Distinct().ToList();
        var rows = await db.Attachments.AsNoTracking().Where(a => a.MessageId != null && messages.Contains(a.MessageId.Value) && a.State == AttachmentState.Kept)
            .OrderBy(a => a.Id).ToListAsync(cancellation);
        return rows.ToLookup(a => a.MessageId ?? 0, a => new WebChatFile(a.Id, a.Kind, ContentTypes.Named(a.ContentType).Shown, a.Name, a.Size ?? 0, a.Seconds));
    }

    private static TranscriptLine? Line(InboxRow row, Dictionary<string, string> labels)
    {
        var update = new RawUpdate(row.Channel, row.Bot, row.UpdateId, row.Chat, row.Raw, row.ReceivedAt);
        var text = Words(update, labels);
        var files = WebChatReader.FilesOf(update);
        return text.Length > 0 || files.Count > 0 ? new(row.Id, false, row.ReceivedAt, text, null, []) { Files = files } : null;
    }

    // A pressed button shows what stood on it.
    private static string Words(RawUpdate update, Dictionary<string, string> labels) => Reader.Read(update) switch
    {
        Reading.Meant(Heard.Said said) => said.Text.Trim(),
        Reading.Meant(Heard.Showed { Content: Content.Location, Detail: { } place }) => "📍 " + place,
        Reading.Meant(Heard.Showed showed) => showed.Caption?.Trim() ?? "",
        Reading.Meant(Heard.Pressed pressed) => labels.GetValueOrDefault(pressed.Code, ""),
        _ => "",
    };
}
