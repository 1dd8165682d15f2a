using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>A message of a web chat. <paramref name="Language"/> is known for messages of the desk only.</summary>
public sealed record TranscriptLine(
    long Id, bool Ours, DateTimeOffset At, string Text, Language? Language, IReadOnlyList<IReadOnlyList<ChatButton>> Buttons)
{
    public IReadOnlyList<WebChatFile> Files { get; init; } = [];

    /// <summary>The message has a recording. Its text is for residents who cannot hear it.</summary>
    public bool Spoken { get; init; }
}

/// <summary>
/// The messages of both sides of a web chat. The ids of inbox and outbox come from one counter, so their order is the order of the chat.
/// </summary>
internal static class Transcript
{
    private const int Most = 200;

    private static readonly WebChatReader Reader = new();

    public static async Task<IReadOnlyList<TranscriptLine>> OfAsync(DeskDb db, string chat, Clips clips, CancellationToken cancellation)
    {
        var incoming = await db.Inbox.AsNoTracking()
            .Where(i => i.Chat == chat && i.Channel == ContactChannel.WebChat && i.Bot == WebChatPost.Bot)
            .OrderByDescending(i => i.Id).Take(Most).ToListAsync(cancellation);
        var outgoing = await db.Outbox.AsNoTracking()
            .Where(o => o.Chat == chat && o.Channel == ContactChannel.WebChat && o.Bot == WebChatPost.Bot)
            .OrderByDescending(o => o.Id).Take(Most).ToListAsync(cancellation);
        var files = await FilesOfAsync(db, outgoing, cancellation);
        var fromDesk = outgoing.Select(o =>
            new TranscriptLine(o.Id, true, o.SentAt ?? o.CreatedAt, o.Text, o.Language, OutboxQueue.ButtonsOf(o))
        {
            Files = o.MessageId is { } message ? [.. files[message]] : [],
            Spoken = o.Clips.Length > 0 && clips.Has(o.Language, OutboxQueue.ClipsOf(o)),
        }).ToList();
        var labels = fromDesk.SelectMany(message => message.Buttons).SelectMany(row => row).DistinctBy(button => button.Code)
            .ToDictionary(b => b.Code, b => b.Label);
        return [.. incoming.Select(row => Line(row, labels)).OfType<TranscriptLine>().Concat(fromDesk).OrderBy(message => message.Id)
            .TakeLast(Most)];
    }

    private static async Task<ILookup<long, WebChatFile>> FilesOfAsync(DeskDb db, List<OutboxRow> said, CancellationToken cancellation)
    {
        var messages = said.Select(o => o.MessageId).OfType<long>().Distinct().ToList();
        var rows = await db.Attachments.AsNoTracking()
            .Where(a => a.MessageId != null && messages.Contains(a.MessageId.Value) && a.State == AttachmentState.Kept)
            .OrderBy(a => a.Id).ToListAsync(cancellation);
        return rows.ToLookup(
            a => a.MessageId ?? 0,
            a => new WebChatFile(a.Id, a.Kind, ContentTypes.Named(a.ContentType).Shown, a.Name, a.Size ?? 0, a.Seconds));
    }

    private static TranscriptLine? Line(InboxRow row, Dictionary<string, string> labels)
    {
        var update = new RawUpdate(row.Channel, row.Bot, row.UpdateId, row.Chat, row.Raw, row.ReceivedAt);
        var text = Words(update, labels);
        var files = WebChatReader.FilesOf(update);
        return text.Length > 0 || files.Count > 0 ? new(row.Id, false, row.ReceivedAt, text, null, []) { Files = files } : null;
    }

    // A pressed button shows its label.
    private static string Words(RawUpdate update, Dictionary<string, string> labels) => Reader.Read(update) switch
    {
        Reading.Meant(Heard.Said text) => text.Text.Trim(),
        Reading.Meant(Heard.Showed { Content: Content.Location, Detail: { } location }) => "📍 " + location,
        Reading.Meant(Heard.Showed media) => media.Caption?.Trim() ?? "",
        Reading.Meant(Heard.Pressed button) => labels.GetValueOrDefault(button.Code, ""),
        _ => "",
    };
}
