using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// The parts of albums among the waiting updates of one chat. The words of an album often stand on its last part; they are taken over to
/// the part that is processed first, so that the album is one message.
/// </summary>
internal sealed class AlbumParts(IReadOnlyList<InboxItem> updates, Func<InboxItem, ParsedUpdate> parse)
{
    private readonly Dictionary<long, ParsedUpdate> _parsed = [];
    private readonly HashSet<long> _takenOver = [];

    /// <summary>
    /// Returns the update with the words of the later parts of its album, or without its own words if an earlier part has them already.
    /// </summary>
    public ParsedUpdate Read(InboxItem item)
    {
        if (ParseOnce(item) is not ParsedUpdate.Understood { Input: ChatInput.MediaInput { AlbumId: { } album } media } update)
            return ParseOnce(item);
        if (_takenOver.Contains(item.Id)) return update with { Input = media with { Caption = null } };
        var words = FindLaterParts(item, album).Select(part => part.Media.Caption).Prepend(media.Caption)
            .Where(caption => !CleanText.IsBlank(caption));
        return update with { Input = media with { Caption = string.Join('\n', words) is { Length: > 0 } joined ? joined : null } };
    }

    /// <summary>Records that the update was processed, with the words of the later parts of its album.</summary>
    public void Complete(InboxItem item)
    {
        if (ParseOnce(item) is ParsedUpdate.Understood { Input: ChatInput.MediaInput { AlbumId: { } album } })
            _takenOver.UnionWith(FindLaterParts(item, album).Select(part => part.Id));
    }

    private List<(long Id, ChatInput.MediaInput Media)> FindLaterParts(InboxItem item, string album) =>
    [
        .. updates.SkipWhile(other => other.Id != item.Id).Skip(1).Where(other => !_takenOver.Contains(other.Id))
            .Select(other => (other.Id, Media: (ParseOnce(other) as ParsedUpdate.Understood)?.Input as ChatInput.MediaInput))
            .Where(part => part.Media?.AlbumId == album).Select(part => (part.Id, part.Media!)),
    ];

    private ParsedUpdate ParseOnce(InboxItem item)
    {
        if (_parsed.TryGetValue(item.Id, out var known)) return known;
        return _parsed[item.Id] = parse(item);
    }
}
