using System.Globalization;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>
/// A talk of a resident as it is written in Residents/NAME.txt. Lines with <c>&gt;</c> are those of the resident: words, <c>(Voice)</c> for
/// media, <c>[label]</c> for a press of a button that is there. Lines with <c>*</c> tell what happened meanwhile: time that passed
/// (<c>+40m</c>), or staff who resolved, asked or missed the newest ticket. Indented lines are those of the bot.
/// </summary>
internal static class ResidentTalk
{
    public static async Task<RecordedChat> ReplayAsync(ContactChannel channel, Language hint, IEnumerable<string> lines)
    {
        var chat = new RecordedChat(channel, hint);
        foreach (var line in lines)
        {
            if (line.StartsWith("> ", StringComparison.Ordinal)) await SayAsync(chat, line[2..]);
            else if (line.StartsWith("* ", StringComparison.Ordinal)) Happen(chat, line[2..]);
        }

        return chat;
    }

    private static Task SayAsync(RecordedChat chat, string words) => words switch
    {
        ['[', .. var label, ']'] when chat.Offers(label) => chat.PressLabelAsync(label),
        ['(', ..] when words.Split(')', 2) is [var kind, var caption] && Enum.TryParse<MediaKind>(kind[1..], out var media) =>
            chat.SendMediaAsync(media, caption.Trim() is { Length: > 0 } text ? text : null),
        _ => chat.SendTextAsync(words),
    };

    private static void Happen(RecordedChat chat, string happened)
    {
        chat.Note("* " + happened);
        if (happened is ['+', .. var minutes, 'm']) chat.Wait(TimeSpan.FromMinutes(int.Parse(minutes, CultureInfo.InvariantCulture)));
        else chat.Desk.ChangeNewestTicket(ticket => happened switch
        {
            "resolved" => ticket with { Status = TicketStatus.Resolved, Unanswered = false },
            "asked" => ticket with { Status = TicketStatus.WaitingForResident, Unanswered = false },
            "missed" => ticket with { Cycle = CycleState.Missed },
            _ => throw new FormatException($"Nobody knows what \"{happened}\" is."),
        });
    }
}
