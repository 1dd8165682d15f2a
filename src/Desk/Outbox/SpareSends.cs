using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// Limits bot replies on channels that count messages. The bot joins several messages into one and reserves two for staff.
/// When only the reserve is left, it sends nothing except messages that it owes the resident.
/// </summary>
public sealed class SpareSends(ReplyWindows windows, IOptions<DeskOptions> desk)
{
    private const int KeptForStaff = 2;

    public async Task<IReadOnlyList<OutgoingMessage>> OfAsync(
        WriteUnit unit, ChatAddress chat, IReadOnlyList<OutgoingMessage> says, CancellationToken cancellation)
    {
        if (says.Count == 0 || windows.RulesOf(chat.Channel) is not { } rules) return says;
        var joined = Join(says);
        if (await ReplyWindows.FindAsync(unit.Db, chat, cancellation) is not { } window) return joined;
        var queued = unit.Db.Outbox.Where(o => o.Chat == chat.Chat && o.Channel == chat.Channel && o.Bot == chat.Bot);
        var waiting = await queued.CountAsync(o => o.NextAttemptAt != null, cancellation);
        var left = (window.OpenUntil > unit.Now ? window.Left : 0) - waiting;
        return Affordable(Offer(joined, window, rules), left, windows.BriefOf(chat));
    }

    private static List<OutgoingMessage> Affordable(IEnumerable<OutgoingMessage> says, int left, int brief)
    {
        var affordable = new List<OutgoingMessage>();
        foreach (var message in says)
        {
            var pieces = ChatText.Pieces(message).Count;
            if (pieces > Math.Max(brief, message.Owed ? left : left - KeptForStaff)) continue;
            affordable.Add(message);
            (left, brief) = (left - pieces, brief - pieces);
        }

        return affordable;
    }

    // Keeps the buttons of the last message that has any: with two numbered lists, a number would be ambiguous.
    private static IReadOnlyList<OutgoingMessage> Join(IReadOnlyList<OutgoingMessage> says)
    {
        var texts = says.Where(message => message.Clips.Count == 0).ToList();
        if (says.Count < 2 || texts.Count == 0) return says;
        var one = texts[^1] with
        {
            Text = string.Join("\n\n", texts.Select(message => message.Text)), Owed = texts.Exists(message => message.Owed),
            Buttons = texts.FindLast(message => message.Buttons.Count > 0)?.Buttons ?? [],
        };
        return [one, .. says.Where(message => message.Clips.Count > 0)];
    }

    /// <summary>Adds to each owed message the link by which the resident can allow one notice, unless one is allowed already.</summary>
    private IEnumerable<OutgoingMessage> Offer(IReadOnlyList<OutgoingMessage> says, ReplyWindow window, IReplyRules rules)
    {
        if (window.Notices > 0 || desk.Value.PublicUrl is not { Length: > 0 } site) return says;
        return says.Select(message => message.Owed && rules.NoticeLink(message.To, window.Notices + 1, new(site)) is { } link
            ? message with { Aside = DeskTexts.Say(message.Language, "window.offer", ("link", link.AbsoluteUri)) } : message);
    }
}
