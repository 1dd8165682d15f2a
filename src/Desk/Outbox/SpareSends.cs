using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// Where a channel counts what we send, the bot says in one message what it would say in several, and keeps two for staff: without them it falls
/// silent, save for what is owed.
/// </summary>
public sealed class SpareSends(ReplyWindows windows, IOptions<DeskOptions> desk)
{
    private const int KeptForStaff = 2;

    public async Task<IReadOnlyList<OutgoingMessage>> OfAsync(WriteUnit unit, ChatAddress chat, IReadOnlyList<OutgoingMessage> says, CancellationToken cancellation)
    {
        if (says.Count == 0 || windows.RulesOf(chat.Channel) is not { } rules) return says;
        var joined = Join(says);
        if (await ReplyWindows.FindAsync(unit.Db, chat, cancellation) is not { } window) return joined;
        var waiting = await unit.Db.Outbox.CountAsync(o => o.Chat == chat.Chat && o.Channel == chat.Channel && o.Bot == chat.Bot && o.NextAttemptAt != null, cancellation);
        var left = (window.OpenUntil > unit.Now ? window.Left : 0) - waiting;
        return Affordable(Offer(joined, window, rules), left, windows.BriefOf(chat));
    }

    private static List<OutgoingMessage> Affordable(IEnumerable<OutgoingMessage> says, int left, int brief)
    {
        var kept = new List<OutgoingMessage>();
        foreach (var say in says)
        {
            var pieces = ChatText.Pieces(say).Count;
            if (pieces > Math.Max(brief, say.Owed ? left : left - KeptForStaff)) continue;
            kept.Add(say);
            (left, brief) = (left - pieces, brief - pieces);
        }

        return kept;
    }

    // The keyboard of the last that has one: of two with the same numbers nobody could tell which is meant.
    private static IReadOnlyList<OutgoingMessage> Join(IReadOnlyList<OutgoingMessage> says)
    {
        var spoken = says.Where(say => say.Clips.Count == 0).ToList();
        if (says.Count < 2 || spoken.Count == 0) return says;
        var one = spoken[^1] with
        {
            Text = string.Join("\n\n", spoken.Select(say => say.Text)), Owed = spoken.Exists(say => say.Owed),
            Buttons = spoken.FindLast(say => say.Buttons.Count > 0)?.Buttons ?? [],
        };
        return [one, .. says.Where(say => say.Clips.Count > 0)];
    }

    /// <summary>With a receipt the resident is asked to allow one message for later, while they have allowed none.</summary>
    private IEnumerable<OutgoingMessage> Offer(IReadOnlyList<OutgoingMessage> says, ReplyWindow window, IReplyRules rules)
    {
        if (window.Notices > 0 || desk.Value.PublicUrl is not { Length: > 0 } site) return says;
        return says.Select(say => say.Owed && rules.NoticeLink(say.To, window.Notices + 1, new(site)) is { } link
            ? say with { Aside = DeskTexts.Say(say.Language, "window.offer", ("link", link.AbsoluteUri)) } : say);
    }
}
