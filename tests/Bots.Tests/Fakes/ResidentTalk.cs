using System.Globalization;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>
/// A talk of a resident as it is written in a file. Lines with <c>&gt;</c> are what the resident does: words, <c>(Voice)</c> for media,
/// <c>(Photo A)</c> for a part of the album A, <c>[label]</c> for a press of a button that is there, <c>(edit 1)</c>, <c>(reply 1)</c>,
/// <c>(quote 1 WORDS)</c>, <c>(forward NAME)</c> and <c>(long 11000)</c> before words. Lines with <c>*</c> tell what happened meanwhile:
/// time that passed (<c>+40m</c>), a question of staff (<c>asks WORDS</c>, <c>asks if NUMBER is solved</c>), the same update again, a
/// chat that was blocked, staff who handled the newest ticket, or resolved the first one. Lines with <c>#</c> say what the talk is
/// about. Indented lines are those of the bot.
/// </summary>
internal static class ResidentTalk
{
    public static async Task<RecordedChat> ReplayAsync(ContactChannel channel, Language hint, IEnumerable<string> lines)
    {
        var chat = new RecordedChat(channel, hint);
        foreach (var line in lines)
        {
            if (line.StartsWith("> ", StringComparison.Ordinal)) await SayAsync(chat, line[2..]);
            else if (line.StartsWith("* ", StringComparison.Ordinal)) await HappenAsync(chat, line[2..]);
            else if (line.StartsWith("# ", StringComparison.Ordinal)) chat.Note(line);
        }

        return chat;
    }

    private static Task SayAsync(RecordedChat chat, string words) => words switch
    {
        ['[', .. var label, ']'] when chat.Offers(label) => chat.PressLabelAsync(label),
        ['(', ..] when words.Split(')', 2) is [var mark, var rest] => SayMarkedAsync(chat, mark[1..].Split(' ', 3), rest.Trim(), words),
        _ => chat.SendTextAsync(words),
    };

    private static Task SayMarkedAsync(RecordedChat chat, string[] mark, string rest, string words) => mark switch
    {
        ["edit", var message] => chat.EditAsync(ToInt(message), rest),
        ["reply", var bubble] => chat.ReplyAsync(ToInt(bubble), rest),
        ["quote", var bubble, var quote] => chat.ReplyAsync(ToInt(bubble), rest, quote),
        ["long", var length] => chat.SendLongAsync(rest, ToInt(length)),
        ["forward", .. var source] => chat.ForwardAsync(string.Join(' ', source), rest),
        [var kind, .. var album] when Enum.TryParse<MediaKind>(kind, out var media) =>
            chat.SendMediaAsync(media, rest.Length > 0 ? rest : null, album.FirstOrDefault()),
        _ => chat.SendTextAsync(words),
    };

    private static async Task HappenAsync(RecordedChat chat, string happened)
    {
        switch (happened)
        {
            case "blocked" or "unblocked":
                await chat.SetReachableAsync(happened is "unblocked");
                break;
            case "came again" or "came again in another update":
                await chat.RepeatAsync(underNewId: happened is not "came again");
                break;
            case "in the same second":
                chat.Note("* " + happened);
                chat.Wait(-chat.Pause);
                break;
            case ['a', 's', 'k', 's', ' ', 'i', 'f', ' ', .. var number, ' ', 'i', 's', ' ', 's', 'o', 'l', 'v', 'e', 'd']:
                chat.AskIfSolved(number);
                break;
            case ['a', 's', 'k', 's', ' ', .. var question]:
                chat.AskAsStaff(question);
                break;
            case "the first is resolved":
                chat.Note("* " + happened);
                chat.Desk.ChangeTicket("100-0179", ticket => Handle(ticket, "resolved"));
                break;
            case ['+', .. var minutes, 'm']:
                chat.Note("* " + happened);
                chat.Wait(TimeSpan.FromMinutes(ToInt(minutes)));
                break;
            default:
                chat.Note("* " + happened);
                chat.Desk.ChangeNewestTicket(ticket => Handle(ticket, happened));
                break;
        }
    }

    private static TrackedTicket Handle(TrackedTicket ticket, string happened) => happened switch
    {
        "answered" => ticket with { Unanswered = false },
        "resolved" => ticket with { Status = TicketStatus.Resolved, Unanswered = false },
        "closed" => ticket with { Status = TicketStatus.Closed, Unanswered = false },
        "asked" => ticket with { Status = TicketStatus.WaitingForResident, Unanswered = false },
        "missed" => ticket with { Cycle = CycleState.Missed },
        _ => throw new FormatException($"Nobody knows what \"{happened}\" is."),
    };

    private static int ToInt(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
