using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Outbox;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>A message of a web chat. <paramref name="Language"/> is known for messages of the desk only.</summary>
public sealed record WebChatMessage(
    long Id, bool IsFromDesk, DateTimeOffset SentAt, string Text, Language? Language, IReadOnlyList<IReadOnlyList<ChatButton>> Buttons)
{
    public IReadOnlyList<WebChatFile> Files { get; init; } = [];

    /// <summary>The message has a recording. Its text is for residents who cannot hear it.</summary>
    public bool HasRecording { get; init; }
}

/// <summary>
/// The messages of both sides of a web chat. The ids of inbox and outbox come from one counter, so their order is the order of the chat.
/// </summary>
internal static class WebChatTranscript
{
    private const int MaxMessages = 200;

    private static readonly WebChatUpdateReader Reader = new();

    public static async Task<IReadOnlyList<WebChatMessage>> LoadAsync(
        DeskDb db, string chat, VoiceClips clips, CancellationToken cancellation)
    {
        var incoming = await db.Inbox.AsNoTracking()
            .Where(i => i.Chat == chat && i.Channel == ContactChannel.WebChat && i.Bot == WebChatPost.BotName)
            .OrderByDescending(i => i.Id).Take(MaxMessages).ToListAsync(cancellation);
        var outgoing = await db.Outbox.AsNoTracking()
            .Where(o => o.Chat == chat && o.Channel == ContactChannel.WebChat && o.Bot == WebChatPost.BotName)
            .OrderByDescending(o => o.Id).Take(MaxMessages).ToListAsync(cancellation);
        var files = await LoadFilesAsync(db, outgoing, cancellation);
        var fromDesk = outgoing.Select(o =>
            new WebChatMessage(o.Id, true, o.SentAt ?? o.CreatedAt, o.Text, o.Language, OutboxQueue.ReadButtons(o))
            {
                Files = o.MessageId is { } message ? [.. files[message]] : [],
                HasRecording = o.Clips.Length > 0 && clips.HasAll(o.Language, OutboxQueue.ReadClips(o)),
            }).ToList();
        var labels = fromDesk.SelectMany(message => message.Buttons).SelectMany(row => row).DistinctBy(button => button.Code)
            .ToDictionary(b => b.Code, b => b.Label);
        return [.. incoming.Select(row => ToMessage(row, labels)).OfType<WebChatMessage>().Concat(fromDesk).OrderBy(message => message.Id)
            .TakeLast(MaxMessages)];
    }

    private static async Task<ILookup<long, WebChatFile>> LoadFilesAsync(
        DeskDb db, List<OutboxRow> outgoing, CancellationToken cancellation)
    {
        var messages = outgoing.Select(o => o.MessageId).OfType<long>().Distinct().ToList();
        var rows = await db.Attachments.AsNoTracking()
            .Where(a => a.MessageId != null && messages.Contains(a.MessageId.Value) && a.State == AttachmentState.Kept)
            .OrderBy(a => a.Id).ToListAsync(cancellation);
        return rows.ToLookup(
            a => a.MessageId ?? 0,
            a => new WebChatFile(a.Id, a.Kind, FileTypeDetector.FromMimeType(a.ContentType).CanShowInline, a.Name, a.Size ?? 0, a.Seconds));
    }

    private static WebChatMessage? ToMessage(InboxRow row, Dictionary<string, string> labels)
    {
        var update = new RawUpdate(row.Channel, row.Bot, row.UpdateId, row.Chat, row.Raw, row.ReceivedAt);
        var text = GetText(update, labels);
        var files = WebChatUpdateReader.ReadFiles(update);
        return text.Length > 0 || files.Count > 0 ? new(row.Id, false, row.ReceivedAt, text, null, []) { Files = files } : null;
    }

    // A pressed button shows its label.
    private static string GetText(RawUpdate update, Dictionary<string, string> labels) => Reader.Parse(update) switch
    {
        ParsedUpdate.Understood(ChatInput.TextInput text) => text.Text.Trim(),
        ParsedUpdate.Understood(ChatInput.MediaInput { Kind: MediaKind.Location, Detail: { } location }) => "📍 " + location,
        ParsedUpdate.Understood(ChatInput.MediaInput media) => media.Caption?.Trim() ?? "",
        ParsedUpdate.Understood(ChatInput.ButtonInput button) => labels.GetValueOrDefault(button.Code, ""),
        _ => "",
    };
}
