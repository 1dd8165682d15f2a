using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>Finds a message as it was before an edit, among the stored updates of its chat.</summary>
public sealed class EarlierVersions(IEnumerable<IUpdateReader> readers)
{
    private const int MaxUpdates = 200;

    private readonly Dictionary<ContactChannel, IUpdateReader> _readers = readers.ToDictionary(reader => reader.Channel);

    /// <summary>
    /// Returns true if the edit changes no word, but at most marks and faces. A messenger may also report an edit when a link gets its
    /// preview.
    /// </summary>
    public async Task<bool> IsUnchangedAsync(WriteUnit unit, InboxItem item, ChatInput.TextInput edit)
    {
        var (channel, bot, chat) = (item.Update.Channel, item.Update.Bot, item.Update.Chat);
        var part = edit.EditedPart ?? edit.EditsMessageId;
        var updates = unit.Db.Inbox.AsNoTracking()
            .Where(i => i.Chat == chat && i.Channel == channel && i.Bot == bot && i.Id < item.Id).OrderByDescending(i => i.Id)
            .Take(MaxUpdates).AsAsyncEnumerable();
        await foreach (var row in updates)
        {
            var update = new RawUpdate(row.Channel, row.Bot, row.UpdateId, row.Chat, row.Raw, row.ReceivedAt);
            if (_readers[channel].Parse(update) is ParsedUpdate.Understood(var input) && TextOf(input, part) is { } text)
                return EditedText.ChangesNoWord(text, edit.Text);
        }

        return false;
    }

    private static string? TextOf(ChatInput input, string? message) => input switch
    {
        ChatInput.TextInput text when (text.EditedPart ?? text.EditsMessageId ?? text.Origin.ExternalId) == message => text.Text,
        ChatInput.MediaInput { Caption: { } caption } media when media.Origin.ExternalId == message => caption,
        _ => null,
    };
}
