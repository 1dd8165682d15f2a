using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// Limits bot replies on channels that count messages. The bot joins several messages into one and reserves two for staff.
/// When only the reserve is left, it sends nothing except messages that it owes the resident.
/// </summary>
public sealed class ReplyBudget(ReplyWindows windows, IOptions<DeskOptions> desk)
{
    private const int ReservedForStaff = 2;

    /// <summary>The length of a window in which no member of staff answers, so that nothing is reserved.</summary>
    private static readonly TimeSpan TooShortForStaff = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<OutgoingMessage>> LimitAsync(
        WriteUnit unit, ChatAddress chat, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0 || windows.FindRules(chat.Channel) is not { } rules) return messages;
        var joined = JoinIntoOne(messages);
        if (await ReplyWindows.FindAsync(unit.Db, chat, cancellation) is not { } window) return joined;
        var queued = unit.Db.Outbox.Where(o => o.Chat == chat.Chat && o.Channel == chat.Channel && o.Bot == chat.Bot);
        var waiting = await queued.CountAsync(o => o.NextAttemptAt != null, cancellation);
        var left = (window.OpenUntil > unit.Now ? window.MessagesLeft : 0) - waiting;
        var reserved = window.OpenUntil - unit.Now > TooShortForStaff ? ReservedForStaff : 0;
        return TakeAffordable(AddNoticeOffer(joined, window, rules), left, reserved, windows.GetBriefAllowance(chat));
    }

    private static List<OutgoingMessage> TakeAffordable(IEnumerable<OutgoingMessage> messages, int left, int reserved, int briefAllowance)
    {
        var affordable = new List<OutgoingMessage>();
        foreach (var message in messages)
        {
            var pieces = ChatText.Split(message).Count;
            if (pieces > Math.Max(briefAllowance, message.IsEssential ? left : left - reserved)) continue;
            affordable.Add(message);
            (left, briefAllowance) = (left - pieces, briefAllowance - pieces);
        }

        return affordable;
    }

    // Keeps the buttons of the last message that has any: with two numbered lists, a number would be ambiguous.
    private static IReadOnlyList<OutgoingMessage> JoinIntoOne(IReadOnlyList<OutgoingMessage> messages)
    {
        var texts = messages.Where(message => message.Clips.Count == 0).ToList();
        if (messages.Count < 2 || texts.Count == 0) return messages;
        var one = texts[^1] with
        {
            Text = string.Join("\n\n", texts.Select(message => message.Text)),
            IsEssential = texts.Exists(message => message.IsEssential),
            Buttons = texts.FindLast(message => message.Buttons.Count > 0)?.Buttons ?? [],
        };
        return [one, .. messages.Where(message => message.Clips.Count > 0)];
    }

    /// <summary>Adds to each owed message the link by which the resident can allow one notice, unless one is allowed already.</summary>
    private IEnumerable<OutgoingMessage> AddNoticeOffer(
        IReadOnlyList<OutgoingMessage> messages, ReplyWindow window, IReplyWindowRules rules)
    {
        if (window.NoticesLeft > 0 || desk.Value.PublicUrl is not { Length: > 0 } site) return messages;
        return messages.Select(message => message.IsEssential && rules.NoticeLink(message.To, window.NoticesLeft + 1, new(site)) is { } link
            ? message with { Footnote = DeskTexts.Format(message.Language, "window.offer", ("link", link.AbsoluteUri)) } : message);
    }
}
